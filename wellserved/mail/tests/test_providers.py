"""What providers tell by their webhooks: letters that came in, letters that did not arrive, letters nobody wanted."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.mail.inward.delivering import read_letters
from wellserved.mail.models import Arrival, Letter
from wellserved.mail.tests.test_delivering import our_letter

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parent / "fixtures"
TOLD = sorted(path for path in FIXTURES.glob("*/*__*.json") if not path.name.startswith("inbound"))
CAME_IN = sorted(FIXTURES.glob("*/inbound*__*.json"))
AUTH = "Basic " + base64.b64encode(b"mail:secret").decode()
POSTAL = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KEYS = {
    "WEBHOOK_SECRET": "mail:secret",
    "MAILGUN_WEBHOOK_SIGNING_KEY": "gun",
    "MANDRILL_WEBHOOK_KEY": "drill",
    "MANDRILL_WEBHOOK_URL": "https://feedback.example/hooks",
    "MAILERSEND_SIGNING_SECRET": "sender",
    "MAILERSEND_INBOUND_SECRET": "sender in",
    "BREVO_API_KEY": "none",
    "POSTAL_WEBHOOK_KEY": "".join(
        POSTAL.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
        .splitlines()[1:-1]
    ),
}  # fmt: skip
SIGNED = {"mailgun", "mandrill", "mailersend", "postal"}


def name(path: Path) -> str:
    return f"{path.parent.name}: {path.stem}"


@pytest.fixture(autouse=True)
def set_up(settings: Any) -> None:
    settings.MAIL_IN_SECRET, settings.ANYMAIL = "mail:secret", KEYS


def tell(path: Path, letter: Letter | None = None, signed: bool = True, auth: str = AUTH, **changes: str) -> int:
    """Post a fixture as its provider would; the status that it got."""
    provider, text = path.parent.name, path.read_text(encoding="utf-8")
    known = letter.carried_as if letter else "nothing"
    stamp, token = "1762360000", "t" * 50
    secret = KEYS.get("MAILGUN_WEBHOOK_SIGNING_KEY", "") if signed else "another"
    signature = hmac.new(secret.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
    given = {
        "id": known, "bare-id": known.strip("<>"), "to": letter.to_email if letter else "", "timestamp": stamp,
        "token": token, "signature": signature,
    } | changes  # fmt: skip
    text = text.replace('"<<number>>"', known if known.isdigit() else "1")
    for key, value in given.items():
        text = text.replace(f"<<{key}>>", value)
    headers = {"Authorization": auth} if auth else {}
    inbound = path.name.startswith("inbound")
    address = f"/hooks/mail/{provider}/{'' if inbound else 'events/'}"
    if provider == "mandrill":
        said = KEYS["MANDRILL_WEBHOOK_URL"] + "mandrill_events" + text
        key = KEYS["MANDRILL_WEBHOOK_KEY"] if signed else "another"
        headers["X-Mandrill-Signature"] = base64.b64encode(
            hmac.new(key.encode(), said.encode(), "sha1").digest()
        ).decode()
        return Browser().post(address, {"mandrill_events": text}, headers=headers).status_code
    if "_form" in path.name:
        fields = json.loads(text)
        files = {"attachment": SimpleUploadedFile("a.txt", b"x")} if provider == "mailgun" else {}
        return Browser().post(address, fields | files, headers=headers).status_code
    if provider == "mailersend":
        key = KEYS["MAILERSEND_INBOUND_SECRET" if inbound else "MAILERSEND_SIGNING_SECRET"] if signed else "another"
        headers["Signature"] = hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()
    if provider == "postal":
        right = POSTAL.sign(text.encode(), padding.PKCS1v15(), hashes.SHA1())
        headers["X-Postal-Signature"] = base64.b64encode(right if signed else b"x" * 256).decode()
    return Browser().post(address, text, "application/json", headers=headers).status_code


def a_letter_to(cast: Cast, carried_as: str = "1152921504606846976") -> Letter:
    letter = our_letter()
    letter.to_email, letter.carried_as = cast.contact.email, carried_as
    letter.save()
    return letter


@pytest.mark.parametrize("path", TOLD, ids=name)
def test_what_a_provider_tells_is_taken_note_of_once(cast: Cast, path: Path) -> None:
    letter = a_letter_to(cast, "<17@mailgun.example>" if path.parent.name == "mailgun" else "1152921504606846976")
    for _ in range(2):
        assert tell(path, letter) == 200
    cast.contact.refresh_from_db()
    kinds = list(Entry.objects.filter(subject_kind="letter").values_list("kind", flat=True))
    event, _, variant = path.stem.partition("__")
    if event in ("spam", "unsubscribe"):
        assert cast.contact.opted_out_at and not cast.contact.bounced_at and kinds == ["letter.unwanted"]
    elif event == "bounce":
        for_good = variant in ("no_such_person", "bad_address")
        assert bool(cast.contact.bounced_at) is for_good and cast.contact.soft_bounces == (not for_good)
        assert not cast.contact.opted_out_at and kinds == ["letter.bounced"]
    else:
        assert not cast.contact.opted_out_at and not cast.contact.bounced_at and kinds == []
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("path", CAME_IN, ids=name)
def test_a_letter_that_a_provider_brings_is_kept_once(path: Path) -> None:
    for _ in range(2):
        assert tell(path) == 200
    read_letters()
    [arrival] = Arrival.objects.all()
    assert (arrival.from_email, arrival.subject, arrival.message_id) == (
        "bea@biology.example", "By webhook", "<by-webhook@biology.example>"
    )  # fmt: skip
    assert arrival.new_text.strip() == "It is broken again."


@pytest.mark.parametrize("path", [*TOLD, *CAME_IN], ids=name)
def test_unsigned_it_is_refused_and_nothing_is_believed(cast: Cast, path: Path) -> None:
    letter = a_letter_to(cast)
    assert tell(path, letter, auth="") == 401
    wrong = "Basic " + base64.b64encode(b"mail:another").decode()
    assert tell(path, letter, auth=wrong) == 403
    if path.parent.name in SIGNED:
        assert tell(path, letter, signed=False) == 403
    cast.contact.refresh_from_db()
    assert not cast.contact.opted_out_at and not cast.contact.bounced_at and not Arrival.objects.exists()


def test_only_what_is_told_of_a_letter_of_ours_to_whom_it_went_is_believed(cast: Cast) -> None:
    """Others may send by the same account, and whoever has the secret may still guess."""
    spam, letter = FIXTURES / "postmark/spam__by_hand.json", a_letter_to(cast)
    assert tell(spam, letter, id="another") == 200
    assert tell(spam, letter, to="carl@biology.example") == 200
    cast.contact.refresh_from_db()
    assert not cast.contact.opted_out_at and not Entry.objects.filter(subject_kind="letter").exists()


@pytest.mark.parametrize("provider", ["postmark", "mailgun", "sendgrid", "brevo", "mailjet", "sparkpost", "mandrill"])
@pytest.mark.parametrize("ending", ["", "events/"])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"[[]]", b'{"a": "\x00"}', b"\xff\xfe", b'{"event": {}}', b"[" * 5000]
)
def test_nonsense_is_said_to_be_nonsense_and_breaks_nothing(provider: str, ending: str, body: bytes) -> None:
    headers = {"Authorization": AUTH}
    answer = Browser(raise_request_exception=False).post(
        f"/hooks/mail/{provider}/{ending}", body, "application/json", headers=headers
    )
    assert answer.status_code in (200, 400, 403)
    read_letters()
    assert not Entry.objects.filter(subject_kind="letter").exists()
    assert all(one.from_email == "" for one in Arrival.objects.all()), "an empty letter is kept as one"


def test_too_much_is_refused_and_without_the_secret_nothing_is_read(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    path, large = "/hooks/mail/postmark/events/", b'{"a": "' + b"x" * 2_100_000 + b'"}'
    assert Browser().post(path, large, "application/json").status_code == 401
    assert Browser().post(path, large, "application/json", headers={"Authorization": AUTH}).status_code == 413


def test_a_provider_whose_key_is_not_set_is_refused(settings: Any) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": "mail:secret"}
    assert tell(FIXTURES / "mailgun/spam__by_hand.json") == 403
    assert tell(FIXTURES / "mailersend/spam__by_hand.json") == 403
    headers = {"Authorization": AUTH}
    assert Browser().post("/hooks/mail/amazon_ses/events/", "{}", "application/json", headers=headers).status_code in (
        400, 403
    )  # fmt: skip
