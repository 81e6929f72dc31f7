"""SQL compiled once for all tests, and not anew for the project of each."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_STATEMENTS = 2000
"""More than all that the tests run, so that none is thrown out."""


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """One store of compiled statements for the engines of all tests.

    An engine has its own, and finds in it only what was compiled for its very dialect. A program
    opens a project or two; tests open thousands, and compiling was a third of what they cost.
    """
    statements: LRUCache[Any, Any] = LRUCache(_STATEMENTS)
    make = Engine.__init__

    def make_sharing(engine: Engine, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        make(engine, *arguments, **options)
        engine._compiled_cache = statements  # There is no public way.

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "__init__", make_sharing)
        patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
        patch.setattr(DefaultDialect, "__hash__", lambda dialect: hash(type(dialect)))
        yield
