"""What a project is called before it is open."""

import pytest

from qcoder.gui.opening_page import name_and_place


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("/home/ada/care.qcoder", "care"),
        ("postgresql://ada@server/care", "care"),
        ("postgresql://ada@/care?host=/run/postgresql", "care"),
    ],
)
def test_a_project_is_called_as_its_file_or_its_database(target: str, name: str) -> None:
    assert name_and_place(target)[0] == name
