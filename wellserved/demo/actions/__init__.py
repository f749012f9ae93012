"""Building the demo, chapter by chapter."""

from wellserved.demo.actions.building import NotADemoError, RealDataError, build

__all__ = ["NotADemoError", "RealDataError", "build"]
