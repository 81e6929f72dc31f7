"""Whether a folder lies on a network drive, where SQLite's write-ahead log loses data.

Its index is memory shared between programs, and that reaches only one machine:
https://www.sqlite.org/wal.html. Where we cannot tell, the drive counts as local.
"""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

_DRIVE_REMOTE = 4  # GetDriveTypeW
_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "9p"}
    | {"afs", "ncpfs", "vboxsf", "vmhgfs", "prl_fs", "ceph", "glusterfs", "lustre", "drvfs"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.vmhgfs-fuse"}
)


def is_on_network_drive(path: Path) -> bool:
    """Whether ``path`` lies on a drive that another machine serves."""
    if sys.platform == "win32":
        return _is_remote_on_windows(path)
    return type_of(path, _mounts()) in _NETWORK_TYPES


def type_of(path: Path, mounts: list[tuple[str, str]]) -> str:
    """The type of the file system that holds ``path``, of (folder, type) pairs."""
    real = os.path.realpath(path)
    holding = [(folder, kind) for folder, kind in mounts if _is_inside(real, folder)]
    # Of mounts on one folder the last one is seen.
    return max(enumerate(holding), key=lambda m: (len(m[1][0]), m[0]))[1][1] if holding else ""


def _is_inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _mounts() -> list[tuple[str, str]]:
    table = Path("/proc/self/mounts")
    if table.exists():
        return linux_mounts(table.read_text(encoding="utf-8", errors="replace"))
    if sys.platform == "darwin":
        answer = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return mac_mounts(answer.stdout)
    return []


def linux_mounts(table: str) -> list[tuple[str, str]]:
    r"""Folders and types from ``/proc/self/mounts``, which writes a blank as ``\040``."""
    fields = (line.split(" ") for line in table.splitlines())
    return [(f[1].replace("\\040", " "), f[2]) for f in fields if len(f) > 2]


def mac_mounts(table: str) -> list[tuple[str, str]]:
    """Folders and types from ``mount``: ``//me@host/x on /Volumes/x (smbfs, nodev)``."""
    lines = (line.partition(" on ")[2].rpartition(" (") for line in table.splitlines())
    return [(folder, rest.split(",")[0].rstrip(")")) for folder, _, rest in lines if folder]


def _is_remote_on_windows(path: Path) -> bool:
    if path.drive.startswith("\\\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (only there on Windows)
    return bool(kernel.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE)
