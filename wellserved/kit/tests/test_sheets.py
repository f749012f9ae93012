"""Excel files that unpack to far more than they are worth are refused before they are read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from wellserved.kit.sheets import UnreadableSheetError, open_sheet


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_bomb_is_refused(tmp_path: Path, part: str) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(part, "w") as file:
            for _ in range(70):
                file.write(b" " * 1_000_000)
    assert path.stat().st_size < 200_000
    with pytest.raises(UnreadableSheetError, match="too big"):
        open_sheet(path)
