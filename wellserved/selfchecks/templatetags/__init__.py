"""How self-checks are said in templates."""
