"""When a page opens: training.locks by itself."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from training.locks import Condition, Part, Rule, unmet, waits_for_itself, within_reach

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)
MODULE, QUIZ, OTHER_MODULE, OTHER_QUIZ = 1, 2, 3, 4


def rule(*targets, any_will_do=False):
    return Rule(tuple(Condition(target) for target in targets), any_will_do)


def left(rule, done=(), reachable=(MODULE, QUIZ, OTHER_MODULE, OTHER_QUIZ)):
    waiting = unmet(rule, done=set(done), reachable=set(reachable), today=TODAY)
    return [condition.target for condition in waiting]


def test_without_conditions_a_page_is_open():
    assert left(Rule()) == []


def test_all_conditions_must_be_met():
    assert left(rule(MODULE, QUIZ), done=[MODULE]) == [QUIZ]
    assert left(rule(MODULE, QUIZ), done=[MODULE, QUIZ]) == []


def test_or_any_one_of_them():
    either = rule(MODULE, QUIZ, any_will_do=True)

    assert left(either) == [MODULE, QUIZ]
    assert left(either, done=[QUIZ]) == []


def test_a_day_opens_a_page_from_its_beginning():
    assert left(rule(YESTERDAY)) == left(rule(TODAY)) == []
    assert left(rule(TOMORROW)) == [TOMORROW]
    assert left(rule(TOMORROW, QUIZ, any_will_do=True), done=[QUIZ]) == []


def test_what_can_no_longer_be_met_does_not_lock():
    assert left(rule(99)) == []
    assert left(rule(99, QUIZ)) == [QUIZ]
    assert left(rule(99, QUIZ, any_will_do=True)) == [QUIZ]


def test_what_was_done_counts_also_when_it_can_no_longer_be():
    assert left(rule(99, QUIZ, any_will_do=True), done=[99]) == []


NOTHING = Rule()


def two_modules(first=NOTHING, quiz=NOTHING, second=NOTHING, second_quiz=NOTHING):
    return [
        Part(MODULE, first),
        Part(QUIZ, quiz, MODULE),
        Part(OTHER_MODULE, second),
        Part(OTHER_QUIZ, second_quiz, OTHER_MODULE),
    ]


def stuck(parts):
    return [part.key for part in parts if waits_for_itself(part, parts)]


def test_what_waits_for_something_before_it_can_be_reached():
    parts = two_modules(second=rule(MODULE), second_quiz=rule(QUIZ, TOMORROW))

    assert within_reach(parts) == {MODULE, QUIZ, OTHER_MODULE, OTHER_QUIZ}
    assert stuck(parts) == []


def test_a_module_that_waits_for_itself_is_stuck_even_when_it_is_empty():
    assert stuck([Part(MODULE, rule(MODULE))]) == [MODULE]


def test_a_quiz_cannot_wait_for_itself_or_for_its_own_module():
    assert stuck(two_modules(quiz=rule(QUIZ))) == [QUIZ]
    assert stuck(two_modules(quiz=rule(MODULE))) == [QUIZ]


def test_a_module_cannot_wait_for_a_quiz_inside_it():
    assert stuck(two_modules(first=rule(QUIZ))) == [MODULE, QUIZ]


def test_a_circle_is_found_and_what_stands_behind_it():
    parts = [*two_modules(first=rule(OTHER_MODULE), second=rule(QUIZ)), Part(5, rule(MODULE))]

    assert stuck(parts) == [MODULE, QUIZ, OTHER_MODULE, OTHER_QUIZ, 5]


def test_a_way_around_the_circle_is_enough():
    parts = two_modules(first=rule(OTHER_MODULE, TOMORROW, any_will_do=True), second=rule(MODULE))

    assert stuck(parts) == []


def test_a_target_that_is_not_there_is_no_circle():
    assert stuck(two_modules(first=rule(99), second=rule(99, any_will_do=True))) == []


def test_a_step_whose_module_is_not_known_stands_by_itself():
    assert stuck([Part(QUIZ, Rule(), 99)]) == []


KEYS = st.integers(0, 7)
RULES = st.builds(
    lambda targets, any_will_do: rule(*targets, any_will_do=any_will_do),
    st.lists(KEYS, max_size=3),
    st.booleans(),
)


@given(st.lists(RULES, min_size=8, max_size=8), st.sets(KEYS))
def test_nothing_stays_closed_for_ever(rules, done_before):
    """Do whatever is open, again and again: in the end everything is done."""
    parts = [Part(n, r, None if n < 4 else n - 4) for n, r in enumerate(rules)]
    reachable, done = within_reach(parts), set(done_before)

    def is_open(part):
        own = [rules[key] for key in (part.key, part.module) if key is not None]
        return not any(unmet(r, done=done, reachable=reachable, today=TODAY) for r in own)

    for _ in parts:
        steps = {p.key for p in parts if p.module is not None and is_open(p)}
        done |= steps
        done |= {p.key for p in parts if p.module is None and p.key + 4 in done}

    assert {part.key for part in parts} <= done


@given(st.lists(RULES, min_size=8, max_size=8))
def test_more_rules_never_open_more(rules):
    parts = [Part(n, r, None if n < 4 else n - 4) for n, r in enumerate(rules)]
    without = [Part(p.key, Rule(), p.module) for p in parts]

    assert within_reach(parts) <= within_reach(without) == set(range(8))
