"""No file outgrows its room: 300 lines at most, 400 for tests."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXEMPT = ("migrations", "vendor")


def source_files() -> list[Path]:
    folders = [ROOT / name for name in ("wellserved", "tests", "bench", "tools")]
    return [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".py", ".html", ".css", ".js"} and not any(part in EXEMPT for part in path.parts)
    ]


def test_no_file_is_longer_than_its_room_allows() -> None:
    said = []
    for path in source_files():
        limit = 400 if "tests" in path.parts else 300
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > limit:
            said.append(f"{path.relative_to(ROOT)} has {lines} lines; split it by noun")
    assert not said, "\n".join(said)
