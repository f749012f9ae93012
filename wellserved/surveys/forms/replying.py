"""A reply to what somebody wrote."""

from __future__ import annotations

from django import forms


class ReplyForm(forms.Form):
    text = forms.CharField(
        label="Your reply",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "The reply is empty. Nothing was sent; write a line, then send it."},
    )
