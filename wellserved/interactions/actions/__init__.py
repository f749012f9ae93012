"""Every write to interactions."""

from wellserved.interactions.actions.upserting import leave_out, settle, upsert_interactions

__all__ = ["leave_out", "settle", "upsert_interactions"]
