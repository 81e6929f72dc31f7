import subprocess
import sys

# In a process of its own: with the fault the interpreter aborts before the last call.
VOID_CALLS = """
import sys
from PySide6.QtCore import QObject
subject = QObject()
before = sys.getrefcount(None)
for _ in range(20_000):
    subject.setObjectName("void")
print(sys.getrefcount(None) - before)
"""


def test_void_calls_leave_the_reference_count_of_none_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", VOID_CALLS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 100
