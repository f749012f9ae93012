"""The law of surveys, by noun: pure Python."""
