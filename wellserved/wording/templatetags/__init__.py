"""How this room shows itself on other rooms' pages."""
