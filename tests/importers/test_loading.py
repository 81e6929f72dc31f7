import subprocess
import sys

HEAVY = ("lxml", "openpyxl", "pandas", "docx", "numpy", "sqlalchemy")


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, qcoder.importers; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
