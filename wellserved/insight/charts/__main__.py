"""The easel's own process: a line of JSON in, a line of JSON out, until the other side hangs up."""

from __future__ import annotations

import json
import sys
from typing import Any

import vl_convert

from wellserved.insight.charts.specs import SPECS


def main() -> None:
    for line in sys.stdin:
        answer: dict[str, Any]
        try:
            wanted = json.loads(line)
            answer = {"svg": vl_convert.vegalite_to_svg(SPECS[wanted["name"]](wanted["data"]).to_dict())}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
