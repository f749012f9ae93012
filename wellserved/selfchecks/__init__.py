"""Self-checks: what a team thinks of its own service, and what it believes its customers would say.

It owns each member's check of a quarter, and what a team foresaw, sealed once when the quarter is over.
It never shows one person's check to anybody above without that person's word, nor a figure that would give it away.
"""
