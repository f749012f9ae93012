"""Tags and filters for every page."""
