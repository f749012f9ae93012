"""One key, whoever asks first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from wellserved.site.secret_key import kept_key


def test_all_who_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(kept_key, [home] * 32))
    assert len(keys) == 1
    assert len(keys.pop()) > 60
    assert [path.name for path in home.iterdir()] == ["secret.key"]
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600
