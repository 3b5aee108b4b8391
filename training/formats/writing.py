"""The one way out."""

from collections.abc import Iterable

from .gift_writer import write_gift
from .moodle_xml_writer import write_moodle_xml
from .reading import Format
from .result import Exported, Written

WRITERS = {Format.GIFT: write_gift, Format.MOODLE_XML: write_moodle_xml}
ENDINGS = {Format.GIFT: "txt", Format.MOODLE_XML: "xml"}


def write(questions: Iterable[Exported], form: Format) -> Written:
    return WRITERS[form](questions)
