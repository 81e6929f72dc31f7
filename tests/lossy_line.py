"""A line between a program and a PostgreSQL server that can be cut at a chosen moment."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import make_url

from qcoder.storage import answering

_SOCKET = ".s.PGSQL.5432"
# As a whole statement: reading goes by “READ COMMITTED”.
_COMMIT = b"COMMIT\x00"


class Cut(Enum):
    """When the line is lost."""

    NEVER = "never"
    BEFORE_COMMIT = "the server never hears that it should commit"
    AFTER_COMMIT = "the server commits, and nobody hears its answer"
    NOW = "nothing comes through"


class LossyLine:
    """Passes on what two sides say, as long as it is not cut."""

    def __init__(self, folder: Path, server: Path) -> None:
        self._folder = folder
        self._server = server / _SOCKET
        self.cut = Cut.NEVER
        self._speaks = threading.Event()
        self._speaks.set()
        self._lines: list[tuple[socket.socket, socket.socket]] = []
        self._entrance = socket.socket(socket.AF_UNIX)
        self._entrance.bind(str(folder / _SOCKET))
        self._entrance.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, of_server: str) -> str:
        """The URL of a database through this line."""
        there = make_url(of_server).update_query_dict({"host": str(self._folder)})
        return there.render_as_string(hide_password=False)

    def break_off(self) -> None:
        """Lose every connection there is, and let no other through."""
        self.cut = Cut.NOW
        for ends in self._lines:
            _hang_up(*ends)

    def fall_silent(self) -> None:
        """Keep everything that is said, as a network does that is gone."""
        self._speaks.clear()

    def mend(self) -> None:
        """Let everything through again."""
        self.cut = Cut.NEVER
        self._speaks.set()

    def close(self) -> None:
        """Hang up for good."""
        self.break_off()
        self._speaks.set()
        _hang_up(self._entrance)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._entrance.accept()
                self._connect(client)

    def _connect(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        # First: what is broken off in this very moment is among them, or not connected.
        self._lines.append((client, server))
        if self.cut is Cut.NOW or server.connect_ex(str(self._server)):
            _hang_up(client, server)
            return
        threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        # ValueError: broken off before anything was passed on.
        with suppress(OSError, ValueError), selectors.DefaultSelector() as both:
            both.register(client, selectors.EVENT_READ, server)
            both.register(server, selectors.EVENT_READ, client)
            while self._pass_once(client, both):
                pass
        _hang_up(client, server)

    def _pass_once(self, client: socket.socket, both: selectors.BaseSelector) -> bool:
        for key, _ in both.select():
            assert isinstance(key.fileobj, socket.socket)
            said = key.fileobj.recv(65536)
            if not said:
                return False
            self._speaks.wait()
            is_commit = key.fileobj is client and _COMMIT in said
            if is_commit and self.cut is Cut.BEFORE_COMMIT:
                self.cut = Cut.NOW
                return False
            key.data.sendall(said)
            if is_commit and self.cut is Cut.AFTER_COMMIT:
                self.cut = Cut.NOW
                key.data.recv(65536)  # it has committed when it answers
                return False
        return True


def _hang_up(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@pytest.fixture
def lossy_line(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[LossyLine]:
    """A line to the test's server, which on a busy machine may take its time to answer.

    Who tests that a program does not wait for a silent one sets its patience again.
    """
    monkeypatch.setattr(answering, "PATIENCE", 30.0)
    host = make_url(postgres_url).query["host"]
    assert isinstance(host, str)
    with TemporaryDirectory(prefix="qcoder-line-", dir="/tmp") as folder:
        line = LossyLine(Path(folder), Path(host))
        yield line
        line.close()
