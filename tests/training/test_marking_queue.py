"""What waits to be marked, and the way through it."""

from decimal import Decimal

import pytest

from agencies.roles import Role
from tests.factories import MembershipFactory, essay, make_quiz, single
from training import actions, queries
from training.models import Answer, QuizPage

from .essays import essays_of, give, hand_in
from .oracles import essays_that_wait

# --- The queue ----------------------------------------------------------------------------------


def test_nothing_waits_at_first(trainer):
    assert queries.marking_queue(trainer) == queries.MarkingQueue((), (), 0)


def test_answers_to_one_question_wait_together(worker, supervisor, trainer, essay_quiz, two_essays):
    first, second = hand_in(worker, essay_quiz, "Ask."), hand_in(supervisor, essay_quiz, "Wait.")
    both = hand_in(worker, two_essays, "One.", "Two.")

    piles = queries.marking_queue(trainer).piles

    found = [(p.quiz, p.question, p.waiting, p.since, p.first) for p in piles]
    one, other = essays_of(both)
    assert found == [
        ("Essay", "What would you do?", 2, first.submitted_at, essays_of(first)[0].pk),
        ("Two essays", "First?", 1, both.submitted_at, one.pk),
        ("Two essays", "Second?", 1, both.submitted_at, other.pk),
    ]
    assert first.submitted_at < second.submitted_at
    assert queries.essays_to_mark(trainer) == 4


def test_the_queue_agrees_with_the_slow_way(
    worker, supervisor, lead, trainer, administrator, essay_quiz, two_essays, lessons
):
    """Marked, half marked, without an answer, not handed in, one's own, and of a page that went."""
    give(essays_of(hand_in(worker, essay_quiz, "Ask."))[0], 4, trainer)
    hand_in(supervisor, essay_quiz, " ")
    hand_in(lead, essay_quiz, "Wait.")
    actions.start_attempt(quiz=essay_quiz, by=administrator)
    give(essays_of(hand_in(worker, two_essays, "One.", "Two."))[1], 1, trainer)
    hand_in(supervisor, two_essays, "", "Three.")
    hand_in(trainer, two_essays, "Four.", "Five.")
    two_essays.delete()

    for marker in (trainer, administrator, worker):
        waiting = essays_that_wait(marker)
        assert set(Answer.objects.markable_by(marker).to_mark()) == waiting
        assert queries.essays_to_mark(marker) == len(waiting)
        piles = queries.marking_queue(marker).piles
        assert sum(pile.waiting for pile in piles) == len(waiting)
    assert len(essays_that_wait(trainer)) == 3
    assert len(essays_that_wait(administrator)) == 5


def test_an_essay_in_a_scenario_waits_by_its_own_words(worker, trainer, module):
    parts = [single(), essay("What now?", points=2)]
    scenario = {
        "kind": "scenario", "stem": "A visit.", "points": 3, "feedback": "", "parts": parts
    }  # fmt: skip
    attempt = hand_in(worker, make_quiz(module, "Visit", definitions=[scenario]), "Sit down.")
    answer = attempt.answers.get(part=2)

    [pile] = queries.marking_queue(trainer).piles
    shown = queries.essay_to_mark(answer, trainer)

    assert (pile.question, pile.first) == ("What now?", answer.pk)
    assert (shown.question["vignette"], shown.points) == ("A visit.", 2)


def test_a_changed_question_is_another_pile(worker, supervisor, trainer, essay_quiz):
    hand_in(worker, essay_quiz, "Ask.")
    question = essay_quiz.questions.last().question
    question.content[0].value["points"] = 3
    question.save()
    hand_in(supervisor, essay_quiz, "Wait.")

    assert [pile.waiting for pile in queries.marking_queue(trainer).piles] == [1, 1]


def test_who_does_not_mark_sees_nothing(worker, essay_quiz, lead):
    [answer] = essays_of(hand_in(worker, essay_quiz, "Ask."))

    assert queries.marking_queue(lead) == queries.MarkingQueue((), (), 0)
    with pytest.raises(actions.NotForTrainersToDo):
        give(answer, 4, lead)


@pytest.mark.parametrize("people", [1, 4])
def test_the_queue_takes_as_many_queries_however_much_waits(
    trainer, essay_quiz, two_essays, people, django_assert_num_queries
):
    for _ in range(people):
        user = MembershipFactory(role=Role.WORKER).user
        hand_in(user, essay_quiz, "Ask.")
        give(essays_of(hand_in(user, two_essays, "One.", "Two."))[0], 1, trainer)
    assert trainer.permissions

    with django_assert_num_queries(4):  # piles, their versions, marks to change, one's own
        queries.marking_queue(trainer)


@pytest.mark.parametrize("people", [1, 4])
@pytest.mark.parametrize("blind", [True, False])
def test_an_essay_takes_as_many_queries_however_much_waits(
    trainer, essay_quiz, people, blind, django_assert_num_queries
):
    QuizPage.objects.filter(pk=essay_quiz.pk).update(marked_blind=blind)
    for _ in range(people):
        attempt = hand_in(MembershipFactory(role=Role.WORKER).user, essay_quiz, "Ask.")
    answer = Answer.objects.select_related("attempt__quiz", "attempt__user").get(
        pk=essays_of(attempt)[0].pk
    )
    assert trainer.permissions

    with django_assert_num_queries(3 if blind else 4):  # what waits, today's marks, its marks
        queries.essay_to_mark(answer, trainer)


# --- One after another --------------------------------------------------------------------------


@pytest.fixture
def pile(essay_quiz):
    """Three answers to the same question."""
    users = [MembershipFactory(role=Role.WORKER).user for _ in range(3)]
    return [essays_of(hand_in(user, essay_quiz, "Ask."))[0] for user in users]


def test_one_goes_through_the_pile_in_its_order(pile, trainer):
    first, second, third = pile

    assert where(first, trainer) == (1, 3, second.pk)
    assert where(third, trainer) == (3, 3, first.pk)
    give(first, 2, trainer)
    assert where(second, trainer) == (2, 3, third.pk)
    give(second, 2, trainer)
    assert where(third, trainer) == (3, 3, None)


def test_a_skipped_answer_comes_last(pile, trainer):
    first, second, third = pile
    give(second, 2, trainer)
    give(third, 2, trainer)

    assert where(first, trainer) == (3, 3, None)


def test_what_another_person_marked_leaves_the_pile(pile, trainer, other_trainer):
    give(pile[0], 2, other_trainer)

    assert where(pile[1], trainer) == (1, 2, pile[2].pk)


def test_the_page_names_what_was_given_before(pile, trainer):
    give(pile[0], "2.5", trainer)

    before = queries.essay_to_mark(pile[1], trainer).before

    assert (before.answer_id, before.points) == (pile[0].pk, Decimal("2.5"))


def where(answer, marker):
    shown = queries.essay_to_mark(Answer.objects.get(pk=answer.pk), marker)
    return shown.place, shown.of, shown.next
