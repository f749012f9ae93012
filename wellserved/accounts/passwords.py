"""What a password must be: Django's rules, in our words."""

from __future__ import annotations

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)

LEAST = 10


class LongEnough(MinimumLengthValidator):
    def __init__(self) -> None:
        super().__init__(LEAST)

    def get_error_message(self) -> str:
        return "That is short: a password has at least ten characters."

    def get_help_text(self) -> str:
        return "At least ten characters."


class NotEverybodys(CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Many people use that one, so it is tried first. Take three words that do not belong together."

    def get_help_text(self) -> str:
        return "None that many people use."


class NotOnesName(UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("email",))

    def get_error_message(self) -> str:
        return "That is too much like your address. Choose one that nobody would guess from it."

    def get_help_text(self) -> str:
        return "Not much like your address."
