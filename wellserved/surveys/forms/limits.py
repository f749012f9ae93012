"""How many people are asked in a week at most."""

from __future__ import annotations

from django import forms

MOST = 100_000


class TeamLimitForm(forms.Form):
    """For one team."""

    ask_at_most = forms.IntegerField(
        label="Ask at most this many people a week",
        help_text="Empty: as for every team. A change holds from next Monday, if this week has begun.",
        min_value=1,
        max_value=MOST,
        required=False,
    )


class LimitForm(forms.Form):
    """For every team that has no number of its own."""

    prefix = "all"
    ask_at_most = forms.IntegerField(
        label="Each team asks at most this many people a week",
        help_text="Empty: no limit. Everybody who may be asked is.",
        min_value=1,
        max_value=MOST,
        required=False,
    )
    least_share = forms.IntegerField(
        label="Nobody’s chance is less than this many hundredths of the even chance",
        help_text="100: plain chance, the same for all. Less: more is asked where little is known, and what is said of "
        "everybody together becomes less certain.",
        min_value=5,
        max_value=100,
    )
