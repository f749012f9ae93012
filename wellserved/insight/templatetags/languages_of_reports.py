"""{{ code|language_name }}: a language by its own name."""

from __future__ import annotations

from django import template

from wellserved.kit.languages import LANGUAGES

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    return LANGUAGES.get(code, code)
