"""The sentences of the pure modules, in the reader's language."""

from django.utils.translation import gettext

from .questions import Fault


def in_words(fault: Fault) -> str:
    return gettext(fault.sentence) % fault.named
