"""The REST API: one door, its keys, its errors and its description.

It owns authentication by token, problem reports and the OpenAPI document.
It never decides: each room brings its own routes.
"""
