"""Interactions over REST: the router that the door opens."""

from wellserved.interactions.api.routes import router

__all__ = ["router"]
