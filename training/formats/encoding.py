"""From the bytes of a file to its text."""

import codecs
import re

from ..questions import Fault, gettext_noop
from .result import CannotRead

_ = gettext_noop

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What XML and databases refuse. Tabs and ends of lines stay.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
IN_WINDOWS_1252 = Fault(
    _("The file is not in UTF-8: it was read as Windows-1252. Check the accents and quotes.")
)


def decode(content: bytes) -> tuple[str, list[Fault]]:
    """The text, and what is uncertain about it."""
    if content.startswith(UTF_16):
        return _tidy(_decoded(content, "utf-16")), []
    if b"\0" in content:
        raise CannotRead(_("This is not a text file. Save it as text in UTF-8, and try again."))
    try:
        return _tidy(content.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        return _tidy(_decoded(content, "windows-1252")), [IN_WINDOWS_1252]


def without_controls(text: str) -> str:
    return CONTROLS.sub("", text)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise CannotRead(
            _("The letters of this file cannot be read. Save it as text in UTF-8, and try again.")
        ) from None


def _tidy(text: str) -> str:
    return without_controls(text).replace("\r\n", "\n").replace("\r", "\n")
