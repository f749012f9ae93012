"""Whoever imports the measures does not load SciPy: the web process is to stay small."""

import subprocess
import sys


def test_scipy_is_loaded_only_when_a_quantile_is_wanted() -> None:
    code = "import sys, wellserved.measures as m; m.wilson(3, 9); sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
