"""`wellserved rounds verify` says same, or differs."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tests.cast import Cast
from wellserved.listening.models import Round
from wellserved.listening.tests.served import a_round, a_running_round
from wellserved.site.commands.rounds import rounds


def test_the_command_says_same_or_differs(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellserved.site.commands.rounds.load_ready", lambda: None)
    one = a_running_round(cast)
    done = CliRunner().invoke(rounds, ["verify", str(one.pk)])
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "same")
    Round.objects.filter(pk=one.pk).update(seed="1")
    assert CliRunner().invoke(rounds, ["verify", str(one.pk)]).exit_code != 0
    assert "no listening round 99" in str(CliRunner().invoke(rounds, ["verify", "99"]).exception)
    planned = a_round(cast)
    assert CliRunner().invoke(rounds, ["verify", str(planned.pk)]).exit_code != 0
