"""The pages for when something went wrong: what happened, what was kept, what to do. They need no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Words = str | Promise  # members read them in English, the person served in their own language


@dataclass(frozen=True)
class Problem:
    """What a page of this kind says: a sentence, what it means, and where to go."""

    title: Words
    means: Words
    link: str = "/"
    link_name: str = "Go to Today"


# What only members can meet (403, 405) is in English alone.
PROBLEMS: dict[int, Problem] = {
    400: Problem(
        gettext_lazy("We could not make sense of that."),
        gettext_lazy(
            "Something in the request was not what we expected. Nothing was changed. Go back, and try it once more."
        ),
    ),
    403: Problem(
        "That page had been open for too long.",
        "To keep others from acting in your name, a form only works for a while, and only with cookies allowed. "
        "Nothing was changed. Go back, load the page again, and send it once more.",
    ),
    404: Problem(
        gettext_lazy("There is nothing here."),
        gettext_lazy("The address may be mistyped, or what stood here has moved, or it is not yours to see."),
    ),
    405: Problem(
        "That address only takes what a form sends.",
        "You may have been signed out in between, or the page was loaded a second time. Nothing was changed. "
        "Go back to the page with the form, and send it from there.",
    ),
    410: Problem(
        gettext_lazy("This link has had its time."),
        gettext_lazy("It was good for a while, and that while is over. What you told us before is kept."),
    ),
    413: Problem(
        gettext_lazy("That was too large for us."),
        gettext_lazy(
            "The file or the text is bigger than we take. Nothing of it was kept. Send a smaller one, or a part of it."
        ),
    ),
    429: Problem(
        gettext_lazy("That was a lot at once."),
        gettext_lazy(
            "We take only so many requests in a minute from one place. Nothing was lost. Wait a moment, then try again."
        ),
    ),
    500: Problem(
        gettext_lazy("Something broke on our side."),
        gettext_lazy(
            "It was not you. What you had saved before is safe; what you sent just now may not have been kept. "
            "The fault is written down for those who look after this site. Go back, and try it once more."
        ),
    ),
    503: Problem(
        gettext_lazy("We cannot reach our own records just now."),
        gettext_lazy(
            "It was not you, and what you had saved before is safe. What you sent just now was not kept. "
            "Please try again in a minute."
        ),
    ),
}


def problem_page(status: int, **said: Any) -> HttpResponse:
    """The page for a status. `title`, `means`, `link` and `link_name` may be said otherwise."""
    words = {**vars(PROBLEMS.get(status, PROBLEMS[500])), **said}
    body = render_to_string(
        "frame/problem.html",
        {**words, "status": status, "organisation": settings.ORGANISATION, "demo": settings.DEMO},
    )
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    if status in (429, 503):
        response["Retry-After"] = "60"
    return response
