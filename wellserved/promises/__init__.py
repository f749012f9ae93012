"""Who will do what for whom by when.

It owns promises until they are kept, moved or broken.
It never knows why one was made: it keeps a kind, an id and a sentence.
"""
