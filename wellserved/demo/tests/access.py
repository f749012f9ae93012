"""Who may enter the pages of this room: nobody, where real people are served."""

from __future__ import annotations

from tests.architecture.access import Page

ACCESS = [
    Page("demo_sign_in", make=lambda cast: {"role": "lead"}, method="post", nobody=404, member=404),
]
