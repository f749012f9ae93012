"""The law of this room, by noun."""
