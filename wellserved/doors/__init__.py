"""Doors that stand open: links, codes and kiosks for people whom nobody asked.

It owns the doors, who knocked how often, the answers that are held back, and the calls for a lead.
It never counts an answer: what may pass goes to surveys, as any other.
"""
