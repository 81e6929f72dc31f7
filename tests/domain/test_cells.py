import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcoder.domain.cells import escape_cell, unescape_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", "＝1", "'=1", "''+"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert escape_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "We never had time.", "'quoted'", "1 - 1", "’tis"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert escape_cell(text) == text


@pytest.mark.parametrize("cell", ["", "'quoted'", "=1+1", "’tis"])
def test_a_cell_that_was_not_escaped_is_read_as_it_is(cell: str) -> None:
    assert unescape_cell(cell) == cell


@given(st.text(alphabet="'=+-@\t\rab＝") | st.text())
def test_every_text_comes_back(text: str) -> None:
    assert unescape_cell(escape_cell(text)) == text
