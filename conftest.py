"""What all tests share: the cast. Their home is made by tests/home.py, before anything else."""

pytest_plugins = ["tests.cast", "tests.emptying", "tests.honesty", "tests.locks"]
