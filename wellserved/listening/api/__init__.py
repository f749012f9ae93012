"""Listening rounds over REST."""
