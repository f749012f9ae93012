"""Other help desks, installed as their makers ship them, to be measured beside us in the same run."""
