"""What the worker does for this room, by noun."""
