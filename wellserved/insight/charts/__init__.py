"""Drawing charts: specs built with Altair, turned into SVG by vl-convert in a process of their own, and kept."""

from wellserved.insight.charts.chart import NARROW, WIDE, Chart, Column, Table
from wellserved.insight.charts.easel import draw, printed

__all__ = ["NARROW", "WIDE", "Chart", "Column", "Table", "draw", "printed"]
