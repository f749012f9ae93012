"""Puts the rooms together: settings, addresses, Today, the frame of Pulse, the command line.

It owns what an installation is set to and what recurs.
It never holds a rule of its own.
"""
