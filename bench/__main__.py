"""Run one bench by name, or all of them: `python -m bench [NAME …]`. QUICK=1 keeps each under a minute.

A bench is a module here with `NAME` and `main() -> bool`: whether its goals hold. It measures, and hands what it
found to `bench.report.write`.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import traceback
from types import ModuleType

import bench


def found() -> dict[str, ModuleType]:
    """Every bench by its name."""
    modules = {}
    for entry in pkgutil.iter_modules(bench.__path__):
        if entry.name.startswith("_") or entry.name == "report":
            continue
        module = importlib.import_module(f"bench.{entry.name}")
        if hasattr(module, "main") and hasattr(module, "NAME"):
            modules[module.NAME] = module
    return dict(sorted(modules.items()))


def main() -> int:
    benches = found()
    wanted = sys.argv[1:] or list(benches)
    if unknown := [name for name in wanted if name not in benches]:
        print(f"There is no bench called {', '.join(unknown)}. There are: {', '.join(benches)}.")
        return 2
    failed = []
    for name in wanted:
        try:
            holds = benches[name].main()
        except Exception:
            traceback.print_exc()
            holds = False
        if not holds:
            failed.append(name)
    print(f"\n{len(wanted) - len(failed)} of {len(wanted)} hold." + (f" Not: {', '.join(failed)}." if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
