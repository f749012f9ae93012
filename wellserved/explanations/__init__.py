"""Service explanations: a client asks what we did and why, and gets one honest page that a second person has read.

It owns the page in all its versions, its evidence, formats, approvals, sendings and what clients said of them.
It never sends what nobody approved, and never lets words become markup.
"""
