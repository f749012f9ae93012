"""The pages of listening rounds."""
