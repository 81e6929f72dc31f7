"""Prepare, Code, Reconcile and Report, each loaded when it is made.

The four are most of the program, and numpy comes with them: the window shows before.
"""

from PySide6.QtCore import QCoreApplication, QObject

from qcoder.gui.desk import Desk
from qcoder.gui.workplaces import Plan, Workplace, Workplaces


def four_workplaces(desk: Desk, parent: QObject) -> Workplaces:
    """None of them made yet, in the order of the work."""
    say = QCoreApplication.translate
    plans = (
        Plan("prepare", say("Workplaces", "Prepare"), _prepare),
        Plan("code", say("Workplaces", "Code"), _code),
        Plan("reconcile", say("Workplaces", "Reconcile"), _reconcile),
        Plan("report", say("Workplaces", "Report"), _report),
    )
    return Workplaces(desk, plans, parent)


def _prepare(desk: Desk) -> Workplace:
    from qcoder.gui.prepare.workplace import PrepareWorkplace

    return PrepareWorkplace(desk)


def _code(desk: Desk) -> Workplace:
    from qcoder.gui.code.workplace import CodeWorkplace

    return CodeWorkplace(desk)


def _reconcile(desk: Desk) -> Workplace:
    from qcoder.gui.consensus.room import ConsensusRoom

    return ConsensusRoom(desk)


def _report(desk: Desk) -> Workplace:
    from qcoder.gui.report.workplace import ReportWorkplace

    return ReportWorkplace(desk)
