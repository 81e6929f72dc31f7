"""How SQLite keeps what is being written: in a log beside the file, where the drive allows it."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from qcoder.storage.network_drives import is_on_network_drive


def choose_journal_mode(engine: Engine, path: Path) -> str:
    """WAL where it can be had; the choice stays in the file."""
    wanted = "delete" if is_on_network_drive(path) else "wal"
    pool = engine.raw_connection()
    try:
        driver = pool.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        return _switched(driver, wanted)
    finally:
        pool.close()


def _switched(driver: sqlite3.Connection, wanted: str) -> str:
    (current,) = driver.execute("PRAGMA journal_mode").fetchone()
    if current == wanted:
        return wanted
    # Refused while another program has the file open; what it uses is good enough for us.
    with suppress(sqlite3.OperationalError):
        (current,) = driver.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
    return str(current)
