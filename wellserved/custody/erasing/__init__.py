"""Forgetting one person, and telling them before what we know. The house's list of what that means is registry.py."""
