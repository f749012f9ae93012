"""Every text that people wrote to us, and who reads it by when.

It owns the words, their named reader and the reply.
It never owns the rating beside them.
"""
