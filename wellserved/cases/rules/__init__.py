"""The law of cases, by noun: pure Python, with time as an argument."""
