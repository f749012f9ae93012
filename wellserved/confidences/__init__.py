"""What people say in confidence: taken in without a name or a time, sealed by team and quarter, opened once.

It owns the tickets' use, the pools that wait unread, and the batches that were opened.
It never learns who spoke, shows fewer than five, or tells any other room.
"""
