"""A person is forgotten: nothing that they were known by or said is left in the database or beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from tests.cast import Cast
from wellserved.cases.models import Case, CasePhoto
from wellserved.custody.actions import forget_contact
from wellserved.custody.erasing.finding import find, whose
from wellserved.custody.erasing.registry import AT_LAST, HOLD_NOTHING, LOOKED_THROUGH, PIECES, holds_nothing
from wellserved.custody.tests.everywhere import CANARY, EMAIL, NAME, OLD, PHONE, she_was_everywhere, stored_files
from wellserved.files.actions import path_of
from wellserved.journal import sealing
from wellserved.journal.actions import record
from wellserved.journal.models import Entry
from wellserved.kudos.models import Kudos
from wellserved.listening.models import Call
from wellserved.mail.models import Letter
from wellserved.passages.models import Passage
from wellserved.people.models import Contact
from wellserved.promises.models import Promise
from wellserved.surveys.models import Photo, Response

OURS = {"people_member", "accounts_account", "django_migrations"}


@pytest.fixture(autouse=True)
def files_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def everything() -> str:
    """Every row of every table as text, the bytes in it included, and every file; but for members and logins."""
    found = []
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            if name not in OURS:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
                for row in cursor.fetchall():
                    found += [bytes(v).decode("latin-1") if isinstance(v, (bytes, memoryview)) else str(v) for v in row]
    return "\n".join([*found, stored_files().decode("latin-1")]).lower()


def test_she_left_something_of_every_kind(cast: Cast) -> None:
    bea = she_was_everywhere(cast)
    found = {one.piece.what: len(one.rows) for one in find(whose(bea))}
    assert [what for what, rows in found.items() if not rows] == [], "the world of this test lacks these"
    before = everything()
    assert all(one.lower() in before for one in (NAME, EMAIL, OLD, PHONE, CANARY))


def forget(cast: Cast, bea: Contact, commits: Any, *, words_too: bool) -> dict[str, int]:
    with commits(execute=True):
        return forget_contact(contact_id=bea.pk, words_too=words_too, by=cast.admin_by)


def test_erased_nothing_of_her_is_left_anywhere(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    bea = she_was_everywhere(cast)
    counts = [(Response.objects.count(), Call.objects.count())]
    forget(cast, bea, django_capture_on_commit_callbacks, words_too=True)
    after = everything()
    assert [one for one in (NAME, EMAIL, OLD, PHONE, CANARY) if one.lower() in after] == []
    assert not Contact.objects.filter(pk=bea.pk).exists()
    answer = Response.objects.get()
    assert (answer.achieved, answer.felt, answer.words, answer.own) == (0, 2, "", {})
    counts.append((Response.objects.count(), Call.objects.count()))
    assert counts[0] == counts[1]


def test_with_her_words_kept_nobody_can_tell_whose_they_were(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    bea = she_was_everywhere(cast)
    forget(cast, bea, django_capture_on_commit_callbacks, words_too=False)
    after = everything()
    assert [one for one in (NAME, EMAIL, OLD, PHONE) if one.lower() in after] == []
    assert Response.objects.get().words == f"{CANARY}, says Bea", "a first name alone is nobody's"
    kudos = Kudos.objects.get()
    assert (kudos.words, kudos.giver_name, kudos.contact) == (f"{CANARY}, says Bea", "", None)
    assert not Letter.objects.filter(audience="customer").exists(), "letters to her go either way"


def test_nobody_waits_and_nothing_runs_on(cast: Cast) -> None:
    bea = she_was_everywhere(cast)
    waiting = Letter.objects.create(
        key=f"low:passage:{Passage.objects.latest('pk').pk}:2", kind="alert", audience="staff", to_email="l@x.example",
        subject="x", text="x",
    )  # fmt: skip
    forget_contact(contact_id=bea.pk, words_too=True, by=cast.admin_by)
    case = Case.objects.get(key="c1")
    assert (case.state, case.look_at, case.chance) == ("closed", None, "lapsed")
    assert not Promise.objects.filter(state="open", contact=bea.pk).exists()
    waiting.refresh_from_db()
    assert waiting.state == "cancelled"


def test_the_journal_knows_that_and_not_who_and_its_seals_hold(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(sealing, "SEGMENT", 5)
    bea = she_was_everywhere(cast)
    for _ in range(5):
        record(kind="contact.edited", by=cast.admin_by, subject_kind="contact", subject_id=bea.pk)
    sealed = sealing.seal_segment()
    forget_contact(contact_id=bea.pk, words_too=True, by=cast.admin_by)
    entry = Entry.objects.get(kind="contact.forgotten")
    assert (entry.subject_id, entry.actor_id, entry.details["words"]) == (bea.pk, cast.admin.pk, True)
    assert set(entry.details) == {"words", "why", "rows"}
    assert sealed == 5 and sealing.verify_seals().broken is None


def test_whoever_shares_a_name_or_a_file_keeps_theirs(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    bea = she_was_everywhere(cast)
    Contact.objects.create(name=NAME, email="another@biology.example")
    picture = Photo.objects.get().blob
    CasePhoto.objects.create(case=Case.objects.get(key="another"), blob=picture)
    forget(cast, bea, django_capture_on_commit_callbacks, words_too=True)
    assert Case.objects.get(key="another").title == f"Ask {NAME}"
    assert Contact.objects.get(name=NAME).email == "another@biology.example"
    assert path_of(picture.sha256).exists() and EMAIL not in everything()


def covered() -> dict[type[models.Model], set[str]]:
    """By model: the columns that some piece names; of rows that always go, all."""
    found: dict[type[models.Model], set[str]] = {}
    for piece in (*PIECES, AT_LAST):
        names = found.setdefault(piece.model, set())
        names |= {name.removesuffix("_id") for name in (*piece.who, *piece.words, *piece.keeps)}
        if piece.row == "goes":
            names |= {field.name for field in piece.model._meta.concrete_fields}
    return found


def holds_text(field: models.Field[Any, Any]) -> bool:
    plain = isinstance(field, (models.CharField, models.TextField, models.JSONField))
    return plain and not field.choices


def test_every_table_is_named() -> None:
    """A new table or column of text makes this fail: say in the room's forgetting.py what is left of it, or in
    custody/erasing/registry.py that it holds nothing of a contact."""
    names = covered()
    unsaid = [
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if not holds_nothing(model._meta.app_label, model._meta.label_lower)
        and model._meta.label_lower not in LOOKED_THROUGH
        for field in model._meta.concrete_fields
        if field.related_model is Contact or holds_text(field) or field.name == "contact_id"
        if not {field.name, field.name.removesuffix("_id")} & names.get(model, set())
    ]
    assert unsaid == []


def test_no_table_that_points_at_a_contact_passes_for_empty() -> None:
    for model in apps.get_models():
        points = any(field.related_model is Contact for field in model._meta.concrete_fields)
        label = model._meta.label_lower
        assert not (points and (holds_nothing(model._meta.app_label, label) or label in LOOKED_THROUGH)), label


def test_what_is_said_to_hold_nothing_is_still_there() -> None:
    known = {model._meta.label_lower for model in apps.get_models()} | {c.label for c in apps.get_app_configs()}
    assert (HOLD_NOTHING.keys() | LOOKED_THROUGH.keys()) - known == set()
