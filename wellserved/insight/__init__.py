"""What the answers mean: rates with their uncertainty, read from tallies.

It owns the shape that page, PDF, CSV and API share.
It never counts raw answers.
"""
