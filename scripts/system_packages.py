"""The Debian and Ubuntu packages that Qt and the tests need: which are missing, and adding them.

Standard library only: this runs before anything is installed. On other systems nothing happens;
Qt names a library that it misses when it starts.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

# Each entry is one need: the names it goes by, the preferred first. What Ubuntu 24.04 and
# Debian 13 renamed for 64-bit time (libglib2.0-0t64) is tried for every name.
QT_NEEDS = (
    ("libegl1",),
    ("libgl1",),
    ("libglib2.0-0",),
    ("libdbus-1-3",),
    ("libfontconfig1",),
    ("libxkbcommon0",),
    ("libxcb-cursor0",),
    ("libxkbcommon-x11-0",),
    ("libxcb-icccm4",),
    ("libxcb-keysyms1",),
    ("libxcb-shape0",),
    ("libwayland-client0",),
    ("libwayland-cursor0",),
    ("libwayland-egl1",),
    ("libcups2",),
    ("fonts-noto-core", "fonts-dejavu-core"),
)
TEST_NEEDS = (("xvfb",), ("xauth",), ("xdotool",))

Need = tuple[str, ...]


def ensure_packages(needs: Iterable[Need]) -> None:
    """Install what is missing: as root unasked, at a terminal asked, otherwise say how.

    Never fails: a desktop may have the libraries from elsewhere.
    """
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    missing = missing_needs(needs, _installed_names())
    if not missing:
        return
    if _may_install([need[0] for need in missing]):
        _install(missing)
    else:
        print("Some system libraries are missing. To install them:", file=sys.stderr)
        print(f"    {install_command(choose_packages(missing))}", file=sys.stderr)


def missing_needs(needs: Iterable[Need], installed: set[str]) -> list[Need]:
    """Return the needs that none of their names meets."""
    return [need for need in needs if installed.isdisjoint(_spellings(need))]


def installed_names(listing: str) -> set[str]:
    """Return the names of installed packages, and of those they stand in for.

    ``listing`` has the columns status, package and provides, separated by tabs.
    """
    names = set()
    for line in listing.splitlines():
        status, package, provides = line.split("\t")
        if status == "installed":
            names.add(package)
            names.update(entry.split()[0] for entry in provides.split(",") if entry.strip())
    return names


def install_command(packages: Iterable[str]) -> str:
    """Return the line a person would type."""
    sudo = "" if _is_root() else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y {' '.join(packages)}"


def choose_packages(needs: Iterable[Need]) -> list[str]:
    """Return for each need the first name that this system offers, or its plain name."""
    return [
        next((name for name in _spellings(need) if _is_offered(name)), need[0]) for need in needs
    ]


def _spellings(need: Need) -> list[str]:
    return [spelling for name in need for spelling in (name, f"{name}t64")]


def _installed_names() -> set[str]:
    columns = "${db:Status-Status}\t${Package}\t${Provides}\n"
    return installed_names(_output_of("dpkg-query", "-W", f"-f={columns}"))


def _is_offered(package: str) -> bool:
    policy = _output_of("apt-cache", "policy", package)
    return "Candidate:" in policy and "Candidate: (none)" not in policy


def _output_of(*command: str) -> str:
    # apt's words are looked at, so they must not be translated.
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return done.stdout


def _may_install(packages: list[str]) -> bool:
    if not sys.stdin.isatty():
        return _is_root()
    if not _is_root() and not shutil.which("sudo"):
        return False
    print(f"System libraries that are missing: {' '.join(packages)}")
    return input("Install them with apt-get? [Y/n] ").strip().lower() in {"", "y", "yes"}


def _install(needs: list[Need]) -> None:
    prefix = [] if _is_root() else ["sudo"]
    # Without lists, as on a fresh machine, apt offers nothing at all: update, then choose.
    _run([*prefix, "apt-get", "update", "-q"])
    packages = choose_packages(needs)
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    if not _run([*prefix, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]):
        print("That failed. To try again by hand:", file=sys.stderr)
        print(f"    {install_command(packages)}", file=sys.stderr)


def _run(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
    return done.returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
