"""A member's own page: kind words first, then their own rate with its range.

It owns nothing: it reads what tallies, kudos and answers keep about the member who asks.
It never shows one member to another, and never sets one beside another.
"""
