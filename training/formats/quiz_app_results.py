"""People's results in a django-quiz-app site, as it computed and showed them: never recomputed.

It kept no pass or fail, but showed one: the rounded per cent against the quiz's pass mark. That is
what we keep, with one exception. It could not tell an essay that nobody had marked from one marked
as wrong, so where an essay may have made the difference we say neither.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime

from ..questions import Fault, gettext_noop
from .findings import Findings
from .quiz_app_rows import Dump, Row
from .result import CannotCarry, PastResult

_ = gettext_noop

KEY = re.compile(r"\s*\d{1,9}\s*", re.ASCII)
OF_QUIZ = ("title", "url", "pass_mark", "max_questions", "single_attempt", "exam_paper")
LONGEST_SCORE = 10_000  # its own limit was 1,024
YEARS = range(2000, 2100)
UNFINISHED = Fault(_("It was not finished, so there is no result."))
OPEN = Fault(_("Its score may lack an essay that nobody marked, so pass or fail is left open."))


def keep_results(findings: Findings, dump: Dump) -> None:
    for row in dump.of("quiz.sitting").values():
        try:
            result = _sitting(dump, row)
        except CannotCarry as cannot:
            findings.skip(row.where, cannot.reason)
            continue
        findings.results.append(result)
        if result.passed is None and result.raw["quiz"].get("pass_mark"):
            findings.lose(row.where, [OPEN])
    for row in dump.of("quiz.progress").values():
        try:
            findings.results.extend(_progress(dump, row))
        except CannotCarry as cannot:
            findings.skip(row.where, cannot.reason)


def _sitting(dump: Dump, row: Row) -> PastResult:
    quiz = dump.named(row, "quiz", "quiz.quiz")
    if quiz is None:
        raise CannotCarry(_("It belongs to no quiz."))
    if not row.truth("complete"):
        raise CannotCarry(UNFINISHED.sentence)
    person, email = _person(dump, row)
    asked, score = _keys(row, "question_order"), row.number_of("current_score")
    return PastResult(
        person=person,
        email=email,
        kind="quiz",
        title=quiz.text("title")[:255],
        score=score,
        out_of=len(asked),
        passed=_passed(dump, row, score, len(asked), quiz.number_of("pass_mark")),
        taken_at=_moment(row),
        raw={"sitting": row.fields, "quiz": {name: quiz.fields.get(name) for name in OF_QUIZ}},
        where=row.where,
    )


def _passed(dump: Dump, row: Row, score: int, out_of: int, pass_mark: int) -> bool | None:
    if not pass_mark:
        return None  # it showed neither
    if _percent(score, out_of) >= pass_mark:
        return True
    essays = dump.of("essay.essay_question")
    wrong = (int(key) for key in _keys(row, "incorrect_questions") if KEY.fullmatch(key))
    return None if any(key in essays for key in wrong) else False


def _percent(score: int, out_of: int) -> int:
    """As django-quiz-app rounded it."""
    if out_of < 1:
        return 0
    return min(max(round(score / out_of * 100), 0), 100)


def _keys(row: Row, name: str) -> list[str]:
    return [key for key in row.text(name).split(",") if key]


def _moment(row: Row) -> str:
    text = row.text("end") or row.text("start")
    try:
        year = datetime.fromisoformat(text).year
    except ValueError:
        year = 0
    if year not in YEARS:
        raise CannotCarry(_("Its date cannot be read."))
    return text


def _person(dump: Dump, row: Row) -> tuple[str, str]:
    """Who it was: a name or key for people, and an e-mail address where the file has one."""
    key = row.fields.get("user")
    if isinstance(key, list):  # a natural key
        key = key[0] if key else None
    user = dump.of("user").get(key) if isinstance(key, int | str) else None
    if user:
        return (user.text("username") or user.text("email"))[:255], user.text("email")[:254]
    if not isinstance(key, int | str):
        raise CannotCarry(_("It does not say whose it is."))
    text = str(key)[:255]
    return text, text[:254] if "@" in text else ""


def _progress(dump: Dump, row: Row) -> Iterator[PastResult]:
    """`category,score,possible,` over and over; a category may itself have commas."""
    person, email = _person(dump, row)
    words = row.text("score").split(",")
    if len(row.text("score")) > LONGEST_SCORE:
        raise CannotCarry(_("Its “%(name)s” is missing or not what it should be."), name="score")
    begin = 0
    for at in range(1, len(words) - 1):
        numbers = words[at : at + 2]
        if at > begin and all(KEY.fullmatch(number) for number in numbers):
            title = ",".join(words[begin:at])[:255]
            begin = at + 2
            score, out_of = map(int, numbers)
            if out_of:  # it also lists categories that nobody was asked about
                yield _category(row, person, email, title, score, out_of)


def _category(row: Row, person: str, email: str, title: str, score: int, out_of: int) -> PastResult:
    return PastResult(
        person=person,
        email=email,
        kind="category",
        title=title,
        score=score,
        out_of=out_of,
        passed=None,
        taken_at="",
        raw={"category": title, "score": score, "possible": out_of},
        where=row.where,
    )


def same(result: PastResult) -> str:
    """What two results must share to be one: for telling whether it is kept already."""
    return json.dumps(
        [result.person, result.kind, result.title, result.taken_at, result.raw], sort_keys=True
    )
