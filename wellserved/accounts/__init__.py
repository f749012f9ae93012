"""Signing in, roles and tokens.

It owns logins and API keys.
It never knows teams or clients.
"""
