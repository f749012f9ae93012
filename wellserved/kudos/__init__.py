"""Praise that arrives: a kind word for a member or a team, in the giver's own words.

It owns the kudos, what may become one, the wall, and who would rather not be found on the page that thanks.
It never counts them beside names, ranks nobody, and shows nobody's words to others without their consent.
"""
