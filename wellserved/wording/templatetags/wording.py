"""{% phrase_hints team_id "id_text" %}: a gentle hint below a field in which somebody writes to a customer.

    {% load wording %}
    <form …>
      {% include "frame/form.html" %}
      {% phrase_hints passage.team_id form.text.auto_id %}
      <button …>Send</button>
    </form>

Put it inside the form, behind the field. The guide is embedded with the page as data and compared in the browser: not a
letter of the draft leaves before it is sent, and sending is never held up. Who has no JavaScript hears of it after they
sent it: in the view, once the letter is on its way, call

    say_gently(request, text, team_id)  # wellserved.wording.saying
"""

from __future__ import annotations

from typing import Any

from django import template

from wellserved.wording.queries import guide_of
from wellserved.wording.rules import words_of

register = template.Library()


@register.inclusion_tag("wording/hint.html")
def phrase_hints(team_id: int | None, field_id: str) -> dict[str, Any]:
    guide = guide_of(team_id)
    data = [{"words": words_of(entry.avoid), "avoid": entry.avoid, "offer": entry.offer} for entry in guide]
    return {"data": data, "data_id": f"phrases-{field_id}", "field_id": field_id, "team": team_id or 0}
