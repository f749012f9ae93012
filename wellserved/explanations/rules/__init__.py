"""The law of this room, pure: how a page moves, how it reads."""
