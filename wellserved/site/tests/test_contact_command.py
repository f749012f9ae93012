"""A copy for one person, and forgetting them, from a shell."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from tests.cast import Cast
from wellserved.custody.tests.everywhere import EMAIL, she_was_everywhere
from wellserved.people.models import Contact
from wellserved.site.commands.contact import contact as command


def test_the_same_from_a_shell(cast: Cast, tmp_path: Path, monkeypatch: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr("wellserved.site.commands.contact.load_ready", lambda: None)
    she_was_everywhere(cast)
    place = tmp_path / "copy.zip"
    assert CliRunner().invoke(command, ["copy", EMAIL, str(place)]).exit_code == 0
    assert zipfile.is_zipfile(place) and place.stat().st_mode & 0o077 == 0
    assert CliRunner().invoke(command, ["copy", EMAIL, str(place)]).exit_code == 1, "it writes over nothing"
    assert CliRunner().invoke(command, ["forget", EMAIL], input="another@x.example\n").exit_code == 1
    assert Contact.objects.filter(email=EMAIL).exists()
    done = CliRunner().invoke(command, ["forget", EMAIL, "--keep-words"], input=f"{EMAIL}\n")
    assert done.exit_code == 0 and "Forgotten" in done.output
    assert not Contact.objects.filter(email=EMAIL).exists()
    assert CliRunner().invoke(command, ["forget", "nobody@x.example"]).exit_code == 1
