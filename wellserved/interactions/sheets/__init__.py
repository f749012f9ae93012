"""From the rows of somebody's file to interactions: which column is what, and how rows are read or folded."""
