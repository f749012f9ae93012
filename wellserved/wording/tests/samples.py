"""Phrases and texts, for the rules here and for their twin in the browser."""

from __future__ import annotations

FOUND = [
    ("that's our policy", "THAT’S OUR POLICY!"),
    ("that's our policy", "Well, that`s our\u00a0policy, he said"),
    ("not my job", "(not my job)"),
    ("calm down", "Calm\n\n  down"),
    ("cálmese", "calmese, por favor"),
    ("calmese", "Cálmese"),
    ("vous auriez dû", "Vous auriez du\u0302 le dire"),
    ("das ist bei uns so", "DAS IST BEI UNS SO."),
    ("größe", "GRÖSSE"),
    ("这不归我管", "他说这不归我管，就挂了。"),
    ("اهدأ", "قال لي: اِهْدَأْ من فضلك"),
    ("اهدأ", "اهـــدأ"),
    ("اهدأ", "اهدا"),
    ("هذه سياستنا", "هذِهِ سِياسَتُنا"),
    ("não posso fazer nada", "Nao posso fazer nada"),
    ("don't", "don\u02bct"),
    ("ﬁne", "fine"),
    ("not my job", "not\u200b my job"),
    ("ok 👍", "ok"),
]
NOT_FOUND = [
    ("not my job", "not my jobs"),
    ("calm down", "calmdown"),
    ("calm down", "becalm down"),
    ("should", "shoulder"),
    ("we're", "were"),
    ("اهدأ", "اهدأوا"),
    ("这不归我管", "这 不归他管"),
    ("", "anything"),
    ("…", "…"),
    ("not my job", "not_my_job"),
]
