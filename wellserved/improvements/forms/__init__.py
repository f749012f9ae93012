"""Untrusted input into shapes."""
