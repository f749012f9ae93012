"""The OpenAPI document: what ninja writes, and that every route may answer with a problem."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong, as RFC 9457 has it.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "about:blank, or an address that explains this kind of problem."},
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What happened and what was kept, in a sentence for people."},
        "reason": {"type": "string", "description": "A code for programs, where there is one."},
        "errors": {
            "type": "array",
            "description": "Which parts of the request are wrong.",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string", "description": "Where in the request."},
                    "detail": {"type": "string", "description": "What is wrong there."},
                },
            },
        },
    },
}


class DescribedAPI(NinjaAPI):
    """Ninja's API, with the problem shape in its description."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
        answer = {
            "description": "A problem",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"]["default"] = answer
        return schema
