"""The law of this room: how ideas move, how they are weighed, how cards fund them, and whether they moved a number."""
