"""What is documented is what is there: settings, journal kinds, API fields, commands, links, named files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from wellserved.api.door import api
from wellserved.site.cli import main
from wellserved.site.configuration import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
KIND = re.compile(r"^[a-z_]+\.[a-z_]+$")


def words(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting: Any) -> None:
    default, meaning = (text.replace("|", "\\|") for text in (setting.default, setting.meaning))
    line = f"| `{setting.name}` | {f'`{default}`' if default else ''} | {meaning} |"
    assert line in words("docs/operate/settings.md").splitlines()


def test_no_setting_is_documented_that_is_gone() -> None:
    named = set(re.findall(r"`((?:WELLSERVED|DATABASE)_[A-Z_]+)`", "".join(page.read_text() for page in PAGES)))
    assert named - {setting.name for setting in SETTINGS} <= {"WELLSERVED_HOME"}


def recorded_kinds() -> Iterator[str]:
    """Every kind that stands in a call of record(…) or Entry(…); the changing part of an f-string is a star."""
    for path in (ROOT / "wellserved").rglob("*.py"):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name not in ("record", "Entry"):
                continue
            for keyword in call.keywords:
                if keyword.arg == "kind":
                    yield from _texts(keyword.value, constants)


def _texts(value: ast.expr, constants: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, ast.Constant):
        yield str(value.value)
    elif isinstance(value, ast.Name) and value.id in constants:
        yield str(constants[value.id])
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body, constants)
        yield from _texts(value.orelse, constants)
    elif isinstance(value, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in value.values)


def documented_kinds() -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", words("docs/operate/journal.md"), re.MULTILINE)


def test_every_journal_kind_is_documented() -> None:
    documented = documented_kinds()
    missing = {
        kind
        for kind in recorded_kinds()
        if not any(re.fullmatch(kind.replace(".", r"\.").replace("*", "[a-z_]+"), known) for known in documented)
    }
    assert missing == set()


def test_journal_kinds_are_a_noun_and_a_past_verb_each_once() -> None:
    documented = documented_kinds()
    assert len(documented) == len(set(documented))
    assert [kind for kind in documented if not KIND.match(kind)] == []


def test_no_journal_kind_is_documented_that_is_gone() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "wellserved").rglob("*.py"))
    stars = [kind.split("*")[0] for kind in recorded_kinds() if "*" in kind]
    gone = [kind for kind in documented_kinds() if kind not in code and not kind.startswith(tuple(stars) or ("\0",))]
    assert gone == []


def api_fields() -> Iterator[tuple[str, dict[str, Any]]]:
    schema = api.get_openapi_schema()
    for name, part in schema.get("components", {}).get("schemas", {}).items():
        for field, about in part.get("properties", {}).items():
            yield f"{name}.{field}", about
    for path, verbs in schema["paths"].items():
        for verb, operation in verbs.items():
            for parameter in operation.get("parameters", []):
                yield f"{verb} {path} {parameter['name']}", {**parameter.get("schema", {}), **parameter}


def test_every_field_of_the_api_is_described() -> None:
    assert [name for name, about in api_fields() if not about.get("description")] == []


def test_every_operation_of_the_api_says_what_it_does() -> None:
    silent = [
        f"{verb} {path}"
        for path, verbs in api.get_openapi_schema()["paths"].items()
        for verb, operation in verbs.items()
        if not operation.get("summary") or not operation.get("description")
    ]
    assert silent == []


def commands_in_docs() -> Iterator[tuple[str, list[str]]]:
    for page in PAGES:
        for fence in re.findall(
            r"^```(?:sh|bash|console|shell)?\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL
        ):
            for line in fence.splitlines():
                for tail in re.findall(r"(?:^|[/\s])wellserved ((?:[a-z-]+ ?)+)", line.split(" #")[0]):
                    yield str(page.relative_to(ROOT)), tail.split()


def test_every_command_in_the_docs_exists() -> None:
    unknown = []
    for page, said in commands_in_docs():
        group: click.Command = main
        context = click.Context(main)
        for word in said:
            if not isinstance(group, click.Group):
                break  # an argument
            found = group.get_command(context, word)
            if found is None:
                unknown.append(f"{page}: wellserved {' '.join(said)}")
                break
            group = found
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    broken = [
        target
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if not target.startswith(("http:", "https:", "mailto:", "#"))
        and not (page.parent / target.split("#")[0]).exists()
    ]
    assert broken == []


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", words("ARCHITECTURE.md"))
    assert len(named) >= 6
    assert [name for name in named if not any((ROOT / base / name).exists() for base in ("", "wellserved"))] == []


def test_every_page_of_the_docs_can_be_found() -> None:
    menu = words("mkdocs.yml")
    pages = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    assert [page for page in pages if page not in menu] == []
