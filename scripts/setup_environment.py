"""Make .venv and fill it with the locked requirements: ``run`` or ``dev``.

Standard library only: this runs before anything is installed.
"""

import importlib.util
import subprocess
import sys
import venv
from pathlib import Path

from scripts.system_packages import QT_NEEDS, TEST_NEEDS, Need, ensure_packages

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
NEEDS: dict[str, tuple[Need, ...]] = {"run": QT_NEEDS, "dev": QT_NEEDS + TEST_NEEDS}


def main(arguments: list[str]) -> int:
    """Set up for ``run`` or ``dev``; return the exit code."""
    if len(arguments) != 1 or arguments[0] not in NEEDS:
        print(f"usage: setup.sh {'|'.join(NEEDS)}", file=sys.stderr)
        return 2
    [purpose] = arguments
    ensure_packages(NEEDS[purpose])
    try:
        _ensure_environment()
        _install_locked(purpose)
    except subprocess.CalledProcessError as failure:
        print(f"Setting up .venv failed at: {' '.join(failure.cmd)}", file=sys.stderr)
        return 1
    # make compares this file's time with those of the lock files.
    (ENVIRONMENT / f".{purpose}-installed").touch()
    return 0


def environment_python(environment: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    folder, name = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return environment / folder / name


def _ensure_environment() -> None:
    if _runs(environment_python(ENVIRONMENT)):
        return
    if not importlib.util.find_spec("ensurepip"):
        # Debian and Ubuntu leave it out of python3 itself.
        ensure_packages([(f"python3.{sys.version_info.minor}-venv", "python3-venv")])
    print(f"Making .venv with Python {sys.version.split()[0]}", flush=True)
    venv.create(ENVIRONMENT, clear=True, with_pip=True)


def _runs(python: Path) -> bool:
    """Say whether it starts and has pip; after an upgrade of the system it may not."""
    if not python.exists():
        return False
    asked = [str(python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _install_locked(purpose: str) -> None:
    lock = Path("requirements") / f"{purpose}.txt"
    print(f"Installing {lock} into .venv (the first time takes a minute or two)", flush=True)
    _pip_install("--require-hashes", "--only-binary=:all:", "-r", str(lock))
    # The lock holds all that is needed, the build backend too: nothing else may be fetched.
    _pip_install("--no-deps", "--no-build-isolation", "-e", ".")


def _pip_install(*arguments: str) -> None:
    pip = [str(environment_python(ENVIRONMENT)), "-m", "pip", "install"]
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *quiet, *arguments], check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
