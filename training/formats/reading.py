"""The one way in: from the bytes of a file to what can be had of it."""

from enum import StrEnum

from ..questions import gettext_noop
from .encoding import decode
from .gift import read_gift
from .limits import MEGABYTE, MOST_BYTES
from .moodle_xml import read_moodle_xml
from .quiz_app import read_quiz_app
from .result import THE_FILE, CannotRead, Loaded, Loss

_ = gettext_noop


class Format(StrEnum):
    GIFT = "gift"
    MOODLE_XML = "moodlexml"
    QUIZ_APP = "django-quiz-app"


READERS = {
    Format.GIFT: read_gift,
    Format.MOODLE_XML: read_moodle_xml,
    Format.QUIZ_APP: read_quiz_app,
}


def load(content: bytes, form: Format) -> Loaded:
    if len(content) > MOST_BYTES:
        raise CannotRead(
            _("This file is larger than %(most)d MB. Divide it, and import each part."),
            most=MOST_BYTES // MEGABYTE,
        )
    text, doubts = decode(content)
    loaded = READERS[form](text)
    if not loaded.found and not loaded.results:
        raise CannotRead(_("There are no questions in this file. Is it the right format?"))
    about_the_file = tuple(Loss(THE_FILE, doubt) for doubt in doubts)
    return Loaded(
        loaded.questions,
        loaded.skipped,
        about_the_file + loaded.losses,
        loaded.found,
        loaded.results,
    )
