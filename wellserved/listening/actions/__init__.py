"""Every write of listening rounds."""
