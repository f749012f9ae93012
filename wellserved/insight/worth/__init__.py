"""What good service is worth: fewer complaints, clients who stay, people who come back and who send others.

It owns these figures, each with its n and its range, beside the bullseye rate.
It never says that one brought about the other, and never ranks clients.
"""
