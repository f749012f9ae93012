"""This room as REST, by noun."""
