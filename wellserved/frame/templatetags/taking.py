"""{% take_away address %}: a table to take away, in each kind of file."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from wellserved.kit.tables import KINDS

register = template.Library()


@register.simple_tag
def take_away(address: str, query: str = "") -> SafeString:
    """Links to the same table as CSV, XLSX and Parquet; `query` is what the page looks at, "?team=3"."""
    base = f"{address}{query}&" if "=" in query else f"{address}?"
    return format_html_join(", ", '<a href="{}take={}" download>{}</a>', ((base, kind, name) for name, kind in KINDS))
