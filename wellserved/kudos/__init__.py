"""Praise that arrives: a kind word for a member, in the giver's own words.

It owns the kudos, and who would rather not be found on the page that thanks.
It never counts them beside names, and ranks nobody.
"""
