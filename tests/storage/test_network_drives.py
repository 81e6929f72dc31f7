from pathlib import Path

import pytest

from qcoder.storage.network_drives import is_on_network_drive, linux_mounts, mac_mounts, type_of

LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/study /mnt/study nfs4 rw,vers=4.2 0 0
//nas/Team\\040drive /media/Team\\040drive cifs rw 0 0
/dev/sdb1 /media/Team\\040drive/stick vfat rw 0 0
"""
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ada@nas/Team drive on /Volumes/Team drive (smbfs, nodev, nosuid)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ada/study.qcoder", "ext4"),
        ("/mnt/study/care.qcoder", "nfs4"),
        ("/mnt/study-local/care.qcoder", "ext4"),
        ("/media/Team drive/care.qcoder", "cifs"),
        ("/media/Team drive/stick/care.qcoder", "vfat"),
    ],
)
def test_a_path_lies_on_the_innermost_mount(path: str, kind: str) -> None:
    assert type_of(Path(path), linux_mounts(LINUX)) == kind


def test_what_is_mounted_last_on_a_folder_is_what_is_seen() -> None:
    assert type_of(Path("/mnt/x"), [("/", "ext4"), ("/mnt", "ext4"), ("/mnt", "nfs")]) == "nfs"


def test_the_list_of_a_mac_is_understood() -> None:
    assert mac_mounts(MAC) == [("/", "apfs"), ("/Volumes/Team drive", "smbfs")]


def test_without_a_list_a_drive_counts_as_local() -> None:
    assert type_of(Path("/home/ada"), []) == ""


def test_a_temporary_folder_is_local(tmp_path: Path) -> None:
    assert not is_on_network_drive(tmp_path)
