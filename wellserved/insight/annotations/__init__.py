"""Annotations: what happened on a day that the figures do not know, noted by a lead for a team, or for everybody."""
