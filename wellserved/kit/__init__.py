"""Small tools without a home in the domain: the clock, unguessable ids, CSV.

It owns nothing that is stored.
It never knows a model or a page.
"""
