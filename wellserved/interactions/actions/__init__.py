"""Every write to interactions."""

from wellserved.interactions.actions.upserting import settle, upsert_interactions

__all__ = ["settle", "upsert_interactions"]
