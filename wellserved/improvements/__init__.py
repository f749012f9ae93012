"""Improvements: one board for ideas from everywhere, from "I keep hearing…" to "it moved the number".

It owns ideas, the evidence they rest on, what we think they are worth, and the cards we bargain with.
It never shows what one person placed, and never an evidence to somebody who may not see where it comes from.
"""
