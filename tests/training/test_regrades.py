"""Marking again: a row beside the attempt, with a reason; nobody loses a pass."""

import json
from decimal import Decimal

import pytest
from wagtail.models import ModelLogEntry

from tests.factories import choices, essay, make_question, make_quiz, single
from training import actions, queries
from training.models import Answer, Attempt, Certificate, EssayMark, Question, Regrade
from training.models.question_content import block_of

from .oracles import all_right, all_wrong
from .test_actions import submit

WRONG_KEY = single("Who decides?", options=choices("The agency", wrong=("Both of you",)))
MENDED = single("Who decides?", options=choices("Both of you", wrong=("The agency",)))


def rewrite(question, definition):
    """A new version of it."""
    question.content = json.dumps([block_of(definition)])
    question.save()
    return question.versions.last()


@pytest.fixture
def quiz(module):
    """Its only question has a wrong key."""
    module.get_children().last().delete()
    return make_quiz(module, definitions=[WRONG_KEY])


@pytest.fixture
def question(quiz):
    return quiz.questions.get().question


@pytest.fixture
def asked(question):
    return question.versions.get()


@pytest.fixture
def mended(question, asked):
    return rewrite(question, MENDED)


def rows(attempt):
    return (
        Attempt.objects.filter(pk=attempt.pk).values_list()[0],
        list(Answer.objects.filter(attempt=attempt).order_by("pk").values_list()),
    )


def regrade(asked, marked_by, trainer, reason="The key was wrong."):
    return actions.regrade(asked=asked, marked_by=marked_by, reason=reason, by=trainer)


# --- The event ----------------------------------------------------------------------------------


def test_a_regrade_is_a_row_beside_the_attempt_which_stays_as_it_was(
    worker, trainer, quiz, asked, question
):
    attempt, _ = submit(quiz, worker, all_wrong)
    before = rows(attempt)

    regrade(asked, rewrite(question, MENDED), trainer)

    assert rows(attempt) == before
    row = Regrade.objects.get()
    assert (row.earned, row.total, row.passed) == (1, 1, True)
    assert row.replaced == {str(asked.pk): question.versions.last().pk}
    assert (row.reason, row.made_by) == ("The key was wrong.", trainer)
    assert ModelLogEntry.objects.filter(action="training.regrade", user=trainer).count() == 1


def test_the_new_result_stands_everywhere(worker, trainer, quiz, course, asked, question):
    attempt, _ = submit(quiz, worker, all_wrong)
    regrade(asked, rewrite(question, MENDED), trainer)

    assert Attempt.objects.standing().get().stands_passed
    step = queries.place_of(worker, quiz).step
    assert step.is_done
    result = queries.result_of(attempt)
    assert (result.earned, result.passed) == (1, True)
    assert [(r.earned, r.total, r.passed) for r in result.regrades] == [(0, 1, False)]
    assert result.questions[0].is_right


def test_a_pass_is_never_taken_away(worker, supervisor, trainer, quiz, asked, question):
    passed, _ = submit(quiz, worker, all_right)
    failed, _ = submit(quiz, supervisor, all_wrong)

    plan = regrade(asked, rewrite(question, MENDED), trainer)

    assert [change.learner for change in plan.kept] == [worker]
    assert [change.learner for change in plan.gained] == [supervisor]
    assert [row.attempt for row in Regrade.objects.all()] == [failed]
    assert queries.result_of(passed).passed


def test_a_mark_may_go_down_where_no_pass_goes_with_it(worker, trainer, module):
    quiz = make_quiz(module, "Two", definitions=[WRONG_KEY, single()], pass_mark=50)
    attempt, _ = submit(quiz, worker, all_right)
    question = quiz.questions.first().question

    plan = regrade(question.versions.get(), rewrite(question, MENDED), trainer)

    assert (plan.higher, plan.lower) == (0, 1)
    result = queries.result_of(attempt)
    assert (result.earned, result.total, result.passed) == (1, 2, True)


def test_the_certificate_comes_with_the_pass(worker, trainer, lessons, quiz, asked, question):
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=worker)
    submit(quiz, worker, all_wrong)

    regrade(asked, rewrite(question, MENDED), trainer)

    assert Certificate.objects.get().user == worker


def test_the_result_outlives_its_quiz_and_can_still_be_marked_again(
    worker, trainer, quiz, asked, question
):
    attempt, _ = submit(quiz, worker, all_wrong)
    quiz.delete()

    regrade(asked, rewrite(question, MENDED), trainer)

    assert queries.result_of(attempt).passed


def test_a_second_click_changes_nothing(worker, trainer, quiz, asked, question):
    submit(quiz, worker, all_wrong)
    mended = rewrite(question, MENDED)
    regrade(asked, mended, trainer)

    with pytest.raises(actions.NothingToRegrade):
        regrade(asked, mended, trainer)

    assert Regrade.objects.count() == 1


def test_marking_by_the_version_that_was_asked_takes_a_regrade_back_except_a_pass(
    worker, trainer, module
):
    quiz = make_quiz(module, "Two", definitions=[WRONG_KEY, single()])
    attempt, _ = submit(quiz, worker, all_wrong)
    question = quiz.questions.first().question
    asked = question.versions.get()
    regrade(asked, rewrite(question, MENDED), trainer)
    assert queries.result_of(attempt).earned == 1

    regrade(asked, asked, trainer, reason="It was right after all.")

    assert [row.replaced for row in Regrade.objects.all()][-1] == {}
    result = queries.result_of(attempt)
    assert result.earned == 0
    assert [r.earned for r in result.regrades] == [0, 1]


def test_two_questions_are_mended_one_after_the_other(worker, trainer, module):
    quiz = make_quiz(module, "Two", definitions=[WRONG_KEY, {**WRONG_KEY, "stem": "And who?"}])
    attempt, _ = submit(quiz, worker, all_wrong)

    for pick in quiz.questions.all():
        asked = pick.question.versions.get()
        regrade(asked, rewrite(pick.question, {**MENDED, "stem": "Who?"}), trainer)

    assert len(Regrade.objects.last().replaced) == 2
    result = queries.result_of(attempt)
    assert (result.earned, result.total, result.passed) == (2, 2, True)


def test_only_attempts_that_have_a_result_and_were_asked_that_version_are_marked_again(
    worker, supervisor, lead, trainer, quiz, asked, question
):
    submit(quiz, worker, all_wrong)
    actions.start_attempt(quiz=quiz, by=supervisor)
    mended = rewrite(question, MENDED)
    submit(quiz, lead, all_wrong)

    assert [(v.marked, v.waiting) for v in queries.versions_asked(question)] == [(1, 0), (1, 0)]
    plan = regrade(asked, mended, trainer)

    assert [change.learner for change in plan.changes] == [worker]


def test_a_version_of_another_question_does_not_fit(trainer, asked):
    other = make_question(MENDED, bank="Other").versions.get()

    with pytest.raises(actions.VersionDoesNotFit):
        regrade(asked, other, trainer)


def test_all_or_nothing(worker, supervisor, trainer, quiz, asked, question, monkeypatch):
    for user in (worker, supervisor):
        submit(quiz, user, all_wrong)
    mended, made = rewrite(question, MENDED), []

    def fail_the_second_time(*args, **kwargs):
        made.append(1)
        if len(made) == 2:
            raise RuntimeError

    monkeypatch.setattr(actions.regrades, "log", fail_the_second_time)
    with pytest.raises(RuntimeError):
        regrade(asked, mended, trainer)

    assert not Regrade.objects.exists()


def test_the_plan_takes_a_fixed_number_of_queries(
    worker, supervisor, lead, quiz, asked, question, django_assert_num_queries
):
    for user in (worker, supervisor, lead):
        submit(quiz, user, all_wrong)
    mended = rewrite(question, MENDED)

    with django_assert_num_queries(4):
        plan = queries.regrade_plan(asked, mended)

    assert len(plan.changes) == 3


def test_an_action_refuses_what_does_not_fit(trainer, question, asked):
    other = rewrite(question, single(options=choices("Nobody", wrong=("Both of you",))))

    with pytest.raises(actions.VersionDoesNotFit):
        regrade(asked, other, trainer)


# --- Essays -------------------------------------------------------------------------------------


@pytest.fixture
def marked(worker, trainer, module):
    """An essay that was given 1 of 4 points, which is no pass."""
    quiz = make_quiz(module, "Essay", definitions=[essay(points=4)], pass_mark=50)
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    (key,) = (q["key"] for q in attempt.paper["questions"])
    actions.submit_attempt(attempt=attempt, answers={key: "I would ask."}, by=worker)
    answer = attempt.answers.get()
    actions.mark_essay(answer=answer, points=Decimal(1), comment="Thin.", seen=0, by=trainer)
    return answer


def mark_again(answer, by, points=Decimal(3), seen=None):
    last = answer.marks.last()
    actions.mark_essay_again(
        answer=answer,
        points=points,
        comment="Well put.",
        reason="I had misread it.",
        seen=seen if last is None or seen is not None else last.pk,
        by=by,
    )


def test_the_mark_of_an_essay_is_changed_with_a_reason(trainer, marked):
    before = rows(marked.attempt)

    mark_again(marked, trainer)

    assert rows(marked.attempt) == before
    row = Regrade.objects.get()
    assert (row.earned, row.total, row.passed, row.replaced) == (3, 4, True, {})
    assert [mark.points for mark in marked.marks.all()] == [1, 3]
    result = queries.result_of(marked.attempt)
    assert (result.earned, result.questions[0].comment) == (3, "Well put.")


def test_a_double_click_changes_the_mark_once(trainer, marked):
    seen = marked.marks.last().pk
    mark_again(marked, trainer)
    mark_again(marked, trainer, seen=seen)

    assert Regrade.objects.count() == 1


def test_a_changed_mark_does_not_take_a_pass_away(trainer, marked):
    mark_again(marked, trainer)

    with pytest.raises(actions.PassStays):
        mark_again(marked, trainer, points=Decimal(0))

    assert EssayMark.objects.count() == 2
    assert queries.result_of(marked.attempt).passed


def test_what_another_trainer_marked_meanwhile_is_not_overwritten(trainer, administrator, marked):
    seen = marked.marks.last().pk
    mark_again(marked, administrator)

    with pytest.raises(actions.MarkedMeanwhile):
        mark_again(marked, trainer, points=Decimal(4), seen=seen)


@pytest.mark.parametrize("points", [Decimal("-1"), Decimal("4.5")])
def test_points_that_the_question_does_not_have_are_refused(trainer, marked, points):
    with pytest.raises(actions.PointsNotOffered):
        mark_again(marked, trainer, points=points)


def test_nobody_changes_the_mark_of_their_own_essay(worker, trainer, marked):
    with pytest.raises(actions.NotForTrainersToDo):
        mark_again(marked, worker)
    marked.attempt.user = trainer
    with pytest.raises(actions.OwnEssay):
        mark_again(marked, trainer)


def test_an_essay_without_a_result_is_marked_in_the_queue(worker, trainer, module):
    quiz = make_quiz(module, "Essays", definitions=[essay()])
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    key = attempt.paper["questions"][0]["key"]
    actions.submit_attempt(attempt=attempt, answers={key: "Words."}, by=worker)

    with pytest.raises(actions.NoResultYet):
        mark_again(attempt.answers.get(), trainer, points=Decimal(1), seen=0)


# --- Looking without changing -------------------------------------------------------------------


def test_a_question_that_was_only_looked_at_in_the_editor_keeps_its_version():
    question = make_question(single("<p>Why?</p>", feedback="Because."))
    rewrite(
        question,
        single('<p data-block-key="a1b2c">Why?</p>', feedback='<p data-block-key="x">Because.</p>'),
    )

    assert [v.number for v in Question.objects.get().versions.all()] == [1]


def test_a_choice_under_another_key_is_a_new_version():
    question = make_question(single())
    options = [{**o, "key": f"new {o['key']}"} for o in single()["options"]]
    rewrite(question, single(options=options))

    assert [v.number for v in Question.objects.get().versions.all()] == [1, 2]
