"""Who may enter the pages of this room."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.interactions.actions.importing import create_import
from wellserved.interactions.models import Interaction


def of_the_desk(cast: Cast) -> dict[str, Any]:
    found, _ = Interaction.objects.get_or_create(source="desk", external_id="1", team=cast.desk, contact=cast.contact)
    return {"pk": found.pk}


def a_file(cast: Cast) -> dict[str, Any]:
    path = Path(tempfile.mkdtemp(prefix="wellserved-test-")) / "t.csv"
    path.write_text("id,subject\n1,one\n")
    return {"pk": create_import(path=path, filename="t.csv", source="desk").pk}


ACCESS = [
    Page("interactions"),
    Page("interaction_new"),
    Page("interaction", make=of_the_desk, member=200, outsider=404),
    Page("interaction_edit", make=of_the_desk, member=404, lead=200),
    Page("handoff_new"),
    Page("imports", member=404, lead=404, manager=200),
    Page("import_new", member=404, lead=404, manager=200),
    Page("import", make=a_file, member=404, lead=404, manager=200),
    Page("import_start", make=a_file, method="post", member=404, lead=404, manager=422),
    Page("import_carry_on", make=a_file, method="post", member=404, lead=404, manager=302),
    Page("import_rejected", make=a_file, member=404, lead=404, manager=200),
]
