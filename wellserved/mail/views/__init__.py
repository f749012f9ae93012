"""Pages of this room: letters out, letters in, the mailbox."""
