"""What can be wrong with a server, and how the user is told."""

import socket

import pytest
from sqlalchemy import make_url

from qcoder.domain.errors import NotAProject, ProjectError
from qcoder.storage import engines
from qcoder.storage.database import Database
from qcoder.storage.unit_of_work import writing
from tests.builders import a_coder
from tests.storage.projects import add_coder, dump, fill

pytestmark = pytest.mark.postgres


def test_a_project_on_a_server_is_opened_as_it_was_closed(postgres_url: str) -> None:
    with Database.create(postgres_url) as database:
        fill(database)
        before = dump(database)
    with Database.open(postgres_url) as database:
        assert dump(database) == before
        assert (database.is_file, database.path, database.journal_mode) == (False, None, "")
        assert database.check() == []


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg2"])
def test_any_way_to_write_the_address_is_understood(postgres_url: str, scheme: str) -> None:
    Database.create(postgres_url.replace("postgresql+psycopg", scheme)).close()
    Database.open(postgres_url).close()


def test_a_database_in_use_is_not_filled(postgres_url: str) -> None:
    Database.create(postgres_url).close()
    with pytest.raises(ProjectError, match="not empty"):
        Database.create(postgres_url)


def test_an_empty_database_is_no_project(postgres_url: str) -> None:
    with pytest.raises(NotAProject, match="holds no project"):
        Database.open(postgres_url)


def test_a_database_that_does_not_exist_is_named(postgres_url: str) -> None:
    url = make_url(postgres_url).set(database="elsewhere").render_as_string()
    with pytest.raises(ProjectError, match="no database “elsewhere”"):
        Database.open(url)


def test_a_user_whom_the_server_does_not_know_is_told(postgres_url: str) -> None:
    url = make_url(postgres_url).set(username="mallory").render_as_string()
    with pytest.raises(ProjectError):
        Database.open(url)


def test_a_server_that_is_down_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_CONNECT_SECONDS", 2)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"postgresql://ada:secret@127.0.0.1:{unused.getsockname()[1]}/study"
        with pytest.raises(ProjectError, match="cannot be reached") as error:
            Database.open(url)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("address", ["postgresql:nonsense", "postgresql://ada@host:port/study"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(ProjectError, match="looks like postgresql://"):
        Database.open(address)


def test_the_password_is_not_shown(postgres_url: str) -> None:
    url = make_url(postgres_url).set(password="secret").render_as_string(hide_password=False)
    with Database.create(url) as database:
        assert "secret" not in database.url_or_path


def test_a_lost_connection_is_told_and_the_next_act_finds_a_new_one(postgres_url: str) -> None:
    with Database.create(postgres_url) as database, Database.open(postgres_url) as other:
        with writing(database) as uow:
            uow.coders.add(a_coder("Ada"))
            _disconnect_others(other)
            with pytest.raises(ProjectError, match="is lost"):
                uow.commit("Add Ada", None)
        add_coder(database, "Ben")
        assert [row[1] for row in dump(database)["coders"]] == ["Ben"]


def _disconnect_others(database: Database) -> None:
    with database.engine(write=False).connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
