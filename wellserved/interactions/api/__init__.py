"""Interactions over REST: the router that the door opens."""

from ninja import Router

from wellserved.interactions.api.imports import router as by_file
from wellserved.interactions.api.routes import router as one_by_one

router = Router()
router.add_router("", one_by_one)
router.add_router("", by_file)

__all__ = ["router"]
