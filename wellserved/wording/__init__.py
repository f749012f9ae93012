"""The phrase guide: words to avoid when we speak to somebody we serve, each with words to offer instead.

It owns a starting list, what teams have changed in it, and how a phrase is found in a text.
It never sends what somebody is writing anywhere, and never holds a letter up.
"""
