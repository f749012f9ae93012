"""What this room keeps: what people noted, what changed, and what took long to work out."""

from wellserved.insight.models.annotations import Annotation
from wellserved.insight.models.drivers import DriversKept
from wellserved.insight.models.reports import ReportSchedule
from wellserved.insight.models.signals import Signal, SignalChoice, WatchedGroup, WatchedWeek

__all__ = ["Annotation", "DriversKept", "ReportSchedule", "Signal", "SignalChoice", "WatchedGroup", "WatchedWeek"]
