"""What pages of no single room show, by page."""
