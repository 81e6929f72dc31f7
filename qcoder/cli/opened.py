"""A project that a command works on, closed when the command ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qcoder.bootstrap import open_workspace
from qcoder.domain.errors import ProjectDamaged, QCoderError
from qcoder.services.checking import check_project
from qcoder.services.workspace import Workspace


@contextmanager
def opened(target: str) -> Iterator[Workspace]:
    """The workspace of ``target``: a file's path or a server's URL.

    What looks like a bug may be damage that nobody has looked for: then that is said.
    """
    workspace = open_workspace(target)
    try:
        yield workspace
    except (QCoderError, OSError):
        raise
    except Exception as error:
        problems = check_project(workspace)
        if not problems:
            raise
        raise ProjectDamaged(
            f"{target} is damaged, as “qcoder check” shows: {problems[0]}"
        ) from error
    finally:
        workspace.close()
