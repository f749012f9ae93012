"""How prep sheets are said in templates."""
