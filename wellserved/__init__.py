"""Wellserved: know how it felt to be served, and make the next time better."""

__version__ = "0.1.0"
