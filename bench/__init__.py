"""Figures: what is fast, and against what. `python -m bench` runs them."""
