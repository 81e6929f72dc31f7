"""Text that may stand in an XML file."""

import re

# Everything the Char production of XML 1.0 leaves out; openpyxl and lxml refuse it.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    """``text`` with control characters that XML cannot hold as U+FFFD; same length."""
    return _FORBIDDEN.sub("\ufffd", text)
