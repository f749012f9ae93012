"""The commands, one file per noun. Django is loaded only by those that need it."""
