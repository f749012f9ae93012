"""Untrusted input into shapes, by noun."""
