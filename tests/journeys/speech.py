"""What a screen reader would say of a page: roles and names, in order, from the browser's own accessibility tree."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

SAID = (
    "heading",
    "radio",
    "checkbox",
    "group",
    "radiogroup",
    "textbox",
    "button",
    "link",
    "alert",
    "status",
    "navigation",
)


def spoken(page: Page) -> list[tuple[str, str]]:
    """(role, name) of everything that is announced, in the order of the tree; sentences are ("text", …)."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    root = next(node for node in nodes.values() if "parentId" not in node)
    heard: list[tuple[str, str]] = []
    _listen(nodes, root, heard)
    return heard


def _listen(nodes: dict[str, Any], node: dict[str, Any], heard: list[tuple[str, str]]) -> None:
    role, name = _value(node, "role"), " ".join(_value(node, "name").split())
    if not node.get("ignored"):
        if role in SAID:
            heard.append((role, name))
        elif role == "StaticText" and name and not any(name in said for _, said in heard[-3:]):
            heard.append(("text", name))
    for child in node.get("childIds", []):
        if child in nodes:
            _listen(nodes, nodes[child], heard)


def _value(node: dict[str, Any], what: str) -> str:
    return str(node.get(what, {}).get("value", ""))
