"""Stored files, and pictures made safe to show.

It owns the bytes and their checksums.
It never decides who may see them, and has no addresses of its own.
"""
