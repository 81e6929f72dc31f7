import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_has_an_empty_database_of_its_own(postgres_url: str, time: str) -> None:
    engine = create_engine(postgres_url, poolclass=NullPool)
    assert inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE left_by_the_{time} (id integer)"))


def test_the_database_holds_text_of_all_scripts(postgres_url: str) -> None:
    engine = create_engine(postgres_url, poolclass=NullPool)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT length('naïve 😀 ናይ')")) == 10


def test_what_uses_a_database_is_marked_so(
    request: pytest.FixtureRequest, postgres_url: str
) -> None:
    assert request.node.get_closest_marker("postgres")
