"""What every page stands in: base templates, components, styles, the banner.

It owns the look.
It never loads data.
"""
