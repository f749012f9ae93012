"""The law of listening rounds, pure."""
