"""Did an improvement move its number? The weeks before it was done beside the weeks after, once its time has come.

It reads tallies and hands what it counted down to the improvement, which keeps it. It never looks before the time.
"""
