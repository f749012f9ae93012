"""That was a hard one: a member asks whoever leads them for support, with one tap.

It owns the asking, and what was answered to it.
It never shows it to anybody but the two, and whom the one who was asked reports to.
"""
