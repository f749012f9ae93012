"""Pages of this room, by noun."""
