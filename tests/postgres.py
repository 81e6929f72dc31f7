"""A PostgreSQL server for the tests: started once, thrown away at the end.

It listens on a socket in its own temporary folder only, so it meets no other server, needs no
password and is reached by nobody else. Where PostgreSQL is not installed the tests that use it
are skipped; with ``QCODER_REQUIRE_POSTGRES=1``, as ``.ci/run`` sets it, they fail.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

# For a server that is lost when the machine stops anyway.
CARELESS_BUT_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
START_SECONDS = 120.0
SUPERUSER = "qcoder"


class PostgresCluster:
    """One running server with its data, its socket and its log in one folder."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._folder = folder
        self._databases = 0
        self._account = _unprivileged_account()
        if self._account:
            os.chown(folder, self._account.pw_uid, self._account.pw_gid)
        self._programs = programs
        self._run_initdb(programs)
        self.start()

    def create_database(self) -> str:
        """Make an empty database and return its name."""
        self._databases += 1
        name = f"qcoder_{self._databases}"
        self._execute(f"CREATE DATABASE {name}")
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def url(self, database: str) -> str:
        """Return where a database is, as SQLAlchemy wants it."""
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={self._folder}"

    def stop(self) -> None:
        """Stop the server without waiting for those who are connected."""
        self._server.send_signal(signal.SIGINT)
        self._server.wait(START_SECONDS)

    def start(self) -> None:
        """Start the server, also again after :meth:`stop`."""
        self._server = self._start(self._programs)

    def kill_connections(self, database: str) -> None:
        """Kill the processes that serve a database, as the system does that has no memory left.

        The server starts itself anew then; it answers again when this returns.
        """
        query = f"SELECT pid FROM pg_stat_activity WHERE datname = '{database}'"
        for (number,) in self._execute(query):
            os.kill(number, signal.SIGKILL)
        self._wait_until_ready(self._server)

    def _run_initdb(self, programs: Path) -> None:
        command = [str(programs / "initdb"), "-D", self._data, "-U", SUPERUSER]
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        status = self._spawn([*command, *options]).wait(START_SECONDS)
        assert status == 0, self._log.read_text()

    def _start(self, programs: Path) -> subprocess.Popen[bytes]:
        command = [str(programs / "postgres"), "-D", self._data, "-k", str(self._folder)]
        settings = ["listen_addresses=", *CARELESS_BUT_QUICK]
        server = self._spawn([*command, *(f"-c{setting}" for setting in settings)])
        self._wait_until_ready(server)
        return server

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a program in the folder, as its owner; what it says goes to the log."""
        account = self._account
        with self._log.open("ab") as log:
            return subprocess.Popen(
                command,
                # Both programs look at where they are; the caller's folder may be closed to them.
                cwd=self._folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
            )

    def _wait_until_ready(self, server: subprocess.Popen[bytes]) -> None:
        give_up = time.monotonic() + START_SECONDS
        while True:
            try:
                self._execute("SELECT 1")
            except psycopg.OperationalError:
                if server.poll() is not None or time.monotonic() > give_up:
                    server.kill()
                    pytest.fail(f"PostgreSQL did not start:\n{self._log.read_text()}")
                time.sleep(0.05)
            else:
                return

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    @property
    def _log(self) -> Path:
        return self._folder / "server.log"

    def _execute(self, statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(
            host=str(self._folder), user=SUPERUSER, dbname="postgres", autocommit=True
        ) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


def find_programs() -> Path | None:
    """Return the folder of ``initdb`` and ``postgres``; Debian keeps it off the path."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=True)
        candidates.append(Path(answer.stdout.strip()))
    if initdb := shutil.which("initdb"):
        candidates.append(Path(initdb).parent)
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    """A running server, shared by all tests that ask for a database."""
    programs = find_programs()
    if programs is None:
        reason = "PostgreSQL's server is not installed"
        if os.environ.get("QCODER_REQUIRE_POSTGRES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # A socket's path has room for some hundred characters: not pytest's own long folders.
    folder = Path(tempfile.mkdtemp(prefix="qcoder-pg-", dir="/tmp"))
    try:
        cluster = PostgresCluster(programs, folder)
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_cluster: PostgresCluster) -> Iterator[str]:
    """The URL of an empty database, this test's own."""
    name = postgres_cluster.create_database()
    yield postgres_cluster.url(name)
    postgres_cluster.drop_database(name)


def _version(bin_folder: Path) -> int:
    return int(bin_folder.parent.name.partition(".")[0])


def _unprivileged_account() -> pwd.struct_passwd | None:
    """Say as whom to start the server, which refuses to run as root; None if we are not root."""
    if os.geteuid() != 0:
        return None
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    return accounts.get("postgres", accounts["nobody"])
