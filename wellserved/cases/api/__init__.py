"""Cases over REST: the router that the door opens."""

from wellserved.cases.api.routes import router

__all__ = ["router"]
