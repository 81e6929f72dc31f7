"""The window. The only package that knows Qt."""

import PySide6.QtCore  # noqa: F401 (it puts its own import over Python's when it is loaded)

from qcoder.gui.plain_imports import import_plainly

import_plainly()
