"""What was said in confidence over REST: the batches that were opened, whole, and nothing of those that were not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wellserved.confidences.queries import batches_visible_to
from wellserved.confidences.reading import readings_of
from wellserved.confidences.shapes import Reading
from wellserved.measures import Interval
from wellserved.people.actors import actor_of_token

router = Router(tags=["confidential"])
MOST = 50


class ShareOut(Schema):
    """A share with its 95 % Wilson interval. All null where n is 0."""

    estimate: float | None = Field(description="The share, from 0 to 1.")
    low: float | None = Field(description="The lower end of the interval.")
    high: float | None = Field(description="The upper end of the interval.")
    n: int = Field(description="How many answers it is over.")


class NamedOut(Schema):
    """How many named one thing."""

    name: str = Field(description="What it is called.")
    count: int = Field(description="How many chose it.")


class BatchOut(Schema):
    """All that was said in confidence about one team and quarter, as it was opened. It never changes."""

    team: str = Field(description="The team's name.")
    quarter: str = Field(description="The quarter that was asked in, such as 2026Q4.")
    opened_on: date = Field(description="The day it was opened, for all teams the same.")
    answers: int = Field(description="How many answers are in it: five or more.")
    bullseye: ShareOut = Field(description="Got what they came for and felt great, of the answers with both sides.")
    achieved: ShareOut = Field(description="Got what they came for.")
    felt: ShareOut = Field(description="Felt great: 5 of 5.")
    mean: float | None = Field(description="The mean of the faces, from 1 to 5.")
    faces: list[NamedOut] = Field(description="How many chose each face, from the best to the worst.")
    named: list[NamedOut] = Field(description="What made it so, the most first.")
    missing: list[NamedOut] = Field(description="What was missing, after a low face, the most first.")
    words: list[str] = Field(description="What was written, in no order; with which face is not kept.")


class BatchesOut(Schema):
    """A page of batches."""

    items: list[BatchOut] = Field(description="The batches, the newest quarter first.")
    next: int | None = Field(description="Send it as `page` for the page after this one; null: there is none.")


class Wanted(Schema):
    """Which page. There is no other choice, so that nothing can be taken apart."""

    page: int = Field(1, ge=1, le=10_000, description="Which page, from 1.")


@router.get(
    "/confidential",
    response={200: BatchesOut},
    operation_id="read_confidential",
    summary="Read what was said in confidence",
)
def read_confidential(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Only what was opened. A manager's or an admin's key sees every team's; any other key none."""
    batches = batches_visible_to(actor_of_token(request.auth))  # type: ignore[attr-defined]
    first = (wanted.page - 1) * MOST
    page = readings_of(batches[first : first + MOST + 1])
    return {"items": [_said(one) for one in page[:MOST]], "next": wanted.page + 1 if len(page) > MOST else None}


def _said(one: Reading) -> dict[str, Any]:
    plain = ("team", "quarter", "opened_on", "answers", "mean")
    rates = ("bullseye", "achieved", "felt")
    counts = ("faces", "named", "missing")
    return {
        **{name: getattr(one, name) for name in plain},
        **{name: _share(getattr(one, name)) for name in rates},
        **{name: [{"name": what, "count": count} for what, count in getattr(one, name)] for name in counts},
        "words": list(one.words),
    }


def _share(rate: Interval) -> dict[str, Any]:
    return {"estimate": rate.estimate, "low": rate.low, "high": rate.high, "n": rate.n}
