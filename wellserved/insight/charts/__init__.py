"""Drawing charts: specs built with Altair, turned into SVG by vl-convert in a process of their own, and kept."""

from wellserved.insight.charts.easel import draw

__all__ = ["draw"]
