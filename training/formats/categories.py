"""Moodle's paths of categories, and our learning outcomes, which have no levels."""

import re

CONTEXT = re.compile(r"\$\w+\$")
ONE_SLASH = re.compile(r"(?<!/)/(?!/)")
TOP = "top"
BETWEEN = " / "


def outcome_of(path: str) -> str:
    """`$course$/top/Networks/Trust` is “Networks / Trust”; // is a slash in a name."""
    names = [name.strip().replace("//", "/") for name in ONE_SLASH.split(CONTEXT.sub("", path))]
    names = [name for name in names if name]
    return BETWEEN.join(names[1:] if names[:1] == [TOP] else names)


def path_of(outcome: str) -> str:
    names = [name.replace("/", "//") for name in outcome.split(BETWEEN) if name]
    return "/".join(["$course$", TOP, *names])
