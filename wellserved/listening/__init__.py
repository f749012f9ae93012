"""Listening rounds: everyone in a team calls three customers, drawn at random, and asks them the same questions.

It owns rounds, their draw, the calls with their invitations and notes, and what the meeting made of them.
It never chooses whom to call: chance does, and anybody can repeat the draw.
"""
