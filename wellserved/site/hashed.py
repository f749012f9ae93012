"""The storage of gathered static files."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names with hashes, also inside CSS and in the imports of modules; compressed once, ahead of time."""

    support_js_module_import_aggregation = True
    manifest_strict = False
