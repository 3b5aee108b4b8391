"""Reading what Django's dumpdata writes of a django-quiz-app 0.5.1 site.

Questions become definitions. People's results are kept as that site computed them
(quiz_app_results.py). Quizzes are pages here, which a trainer sets up: what each asked for is told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from html import escape

from ..questions import FULL, NONE, Definition, Fault, Kind, gettext_noop
from .categories import BETWEEN
from .findings import Findings
from .quiz_app_results import keep_results
from .quiz_app_rows import QUESTION_KINDS, Dump, Row, dump_of
from .result import CannotCarry, Loaded
from .shapes import definition, keyed, option, true_false

_ = gettext_noop

FIGURE = _("Its picture “%(file)s” is not in the file: add it in the editor.")
SHUFFLED = Fault(_("Its choices were in random order: choose that in the quiz."))
QUIZ = _(
    "The quiz “%(title)s” asked %(asked)d of %(of)d questions, with a pass mark of %(mark)d per "
    "cent. %(settings)s Set up a quiz with these questions."
)
SETTINGS = {
    "random_order": _("In random order."),
    "answers_at_end": _("Answers shown at the end."),
    "single_attempt": _("One attempt only."),
    "draft": _("A draft."),
}

CLOSING_TEXTS = {
    "success_text": _("The quiz “%(title)s” said to those who passed: “%(text)s”"),
    "fail_text": _("The quiz “%(title)s” said to those who did not pass: “%(text)s”"),
}


def read_quiz_app(text: str) -> Loaded:
    findings = Findings()
    dump = dump_of(text, findings)
    answers = _answers(dump, findings)
    kinds = {pk: row for model in QUESTION_KINDS for pk, row in dump.of(model).items()}
    for pk, row in dump.of("quiz.question").items():
        findings.count()
        _keep(findings, dump, row, kinds.pop(pk, None), answers[pk])
    for row in kinds.values():
        findings.count()
        findings.skip(row.where, Fault(_("The file has no “quiz.question” with this key.")))
    _tell_of_quizzes(findings, dump)
    keep_results(findings, dump)
    return findings.done()


def _answers(dump: Dump, findings: Findings) -> defaultdict[object, list[Row]]:
    answers: defaultdict[object, list[Row]] = defaultdict(list)
    for row in dump.of("multichoice.answer").values():
        try:
            question = dump.named(row, "question", "multichoice.mcquestion")
        except CannotCarry as cannot:
            findings.skip(row.where, cannot.reason)
            continue
        if question:
            answers[question.pk].append(row)
        else:
            findings.skip(row.where, Fault(_("It belongs to no question.")))
    return answers


def _keep(findings: Findings, dump: Dump, row: Row, kind: Row | None, answers: list[Row]) -> None:
    try:
        if kind is None:
            raise CannotCarry(_("The file does not say what type of question it is."))
        made = _definition(row, kind, answers)
        outcome = _outcome(dump, row)
        figure = row.text("figure")
    except CannotCarry as cannot:
        findings.skip(row.where, cannot.reason)
        return
    losses = [Fault(FIGURE, {"file": figure[:100]})] if figure else []
    if kind.fields.get("answer_order") == "random":
        losses.append(SHUFFLED)
    findings.keep(row.where, made, outcome=outcome, losses=losses)


def _definition(row: Row, kind: Row, answers: list[Row]) -> Definition:
    stem, feedback = _html(row.text("content")), _html(row.text("explanation"))
    if kind.model == "essay.essay_question":
        return definition(Kind.ESSAY, stem, feedback, guidance="")
    if kind.model == "true_false.tf_question":
        options = true_false(kind.truth("correct"), "", "")
        return definition(Kind.TRUE_FALSE, stem, feedback, options=options)
    if sum(answer.truth("correct") for answer in answers) > 1:
        raise CannotCarry(
            _("Several answers are right and any one was enough, which we do not have.")
        )
    if kind.fields.get("answer_order") == "content":
        answers = sorted(answers, key=lambda answer: answer.text("content"))
    options = [
        option(_html(answer.text("content")), FULL if answer.truth("correct") else NONE, "")
        for answer in answers
    ]
    return definition(Kind.SINGLE, stem, feedback, options=keyed(options))


def _html(text: str) -> str:
    """It showed its texts as they were typed, without tags."""
    return escape(text.strip(), quote=False).replace("\r\n", "\n").replace("\n", "<br>")


def _outcome(dump: Dump, row: Row) -> str:
    category = dump.named(row, "category", "quiz.category")
    part = dump.named(row, "sub_category", "quiz.subcategory")
    names = [
        category.text("category") if category else "",
        part.text("sub_category") if part else "",
    ]
    return BETWEEN.join(filter(None, (name.strip() for name in names)))


def _tell_of_quizzes(findings: Findings, dump: Dump) -> None:
    pools = Counter(
        quiz
        for row in dump.of("quiz.question").values()
        for quiz in _listed(row.fields.get("quiz"))
    )
    for pk, row in dump.of("quiz.quiz").items():
        try:
            findings.lose(row.where, [_about(row, pools[pk]), *_closing_texts(row)])
        except CannotCarry as cannot:
            findings.skip(row.where, cannot.reason)


def _closing_texts(row: Row) -> Iterator[Fault]:
    """Said in full, so that they can be put into the quiz that is set up."""
    for name, sentence in CLOSING_TEXTS.items():
        if text := row.text(name).strip():
            yield Fault(sentence, {"title": row.text("title")[:100], "text": text})


def _listed(keys: object) -> list[int | str]:
    return [k for k in keys if isinstance(k, int | str)] if isinstance(keys, list) else []


def _about(row: Row, pool: int) -> Fault:
    most = row.number_of("max_questions") if row.fields.get("max_questions") else pool
    named = {
        "title": row.text("title")[:100],
        "asked": min(most, pool),
        "of": pool,
        "mark": row.number_of("pass_mark"),
        "settings": " ".join(words for name, words in SETTINGS.items() if row.truth(name)),
    }
    return Fault(QUIZ, named)
