"""The easel's own process: a line of JSON in, a line of JSON out, until the other side hangs up."""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

import vl_convert

from wellserved.insight.charts.paper import on_paper
from wellserved.insight.charts.specs import SPECS
from wellserved.kit.typeset import FONTS

TWICE = 2.0  # as many points as pixels, for sharp letters


def main() -> None:
    vl_convert.register_font_directory(str(FONTS))
    for line in sys.stdin:
        try:
            answer = drawn(json.loads(line))
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def drawn(wanted: dict[str, Any]) -> dict[str, str]:
    spec = SPECS[wanted["name"]](wanted["data"])
    kind = wanted.get("kind", "page")
    if kind == "page":
        return {"drawn": vl_convert.vegalite_to_svg(spec.to_dict())}
    text = on_paper(json.dumps({**spec.to_dict(), "background": COLOUR_OF_PAPER, "padding": 24}))
    if kind == "png":
        return {"drawn": base64.b64encode(vl_convert.vegalite_to_png(text, scale=TWICE)).decode()}
    return {"drawn": vl_convert.vegalite_to_svg(text)}


COLOUR_OF_PAPER = "var(--sheet)"

if __name__ == "__main__":
    main()
