"""What is written is read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.formats.canonical import canonical, fingerprint
from training.formats.gift import read_gift
from training.formats.reading import Format, load
from training.formats.result import Exported
from training.formats.writing import write
from training.questions import Kind, Rule

from .generated import VALID

ANY = st.one_of(*VALID.values())
OUTCOMES = st.sampled_from(["", "Networks", "Networks / Trust", "This and/or that", "top"])


def there_and_back(definitions, form, outcomes=None):
    outcomes = outcomes or [""] * len(definitions)
    exported = [Exported("A name", d, o) for d, o in zip(definitions, outcomes, strict=True)]
    written = write(exported, form)
    return written, load(written.text.encode(), form)


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data())
def test_moodle_xml_carries_every_question_of_ours(kind, data):
    definition = data.draw(VALID[kind])

    written, loaded = there_and_back([definition], Format.MOODLE_XML)

    assert [q.definition for q in loaded.questions] == [canonical(definition)]
    assert (loaded.skipped, loaded.losses, written.losses) == ((), (), ())


@given(st.lists(st.tuples(ANY, OUTCOMES), min_size=1, max_size=6))
def test_moodle_xml_keeps_the_order_and_the_outcomes(questions):
    definitions, outcomes = zip(*questions, strict=True)

    _written, loaded = there_and_back(definitions, Format.MOODLE_XML, outcomes)

    assert [q.definition for q in loaded.questions] == [canonical(d) for d in definitions]
    assert [q.outcome for q in loaded.questions] == list(outcomes)


def for_gift(definition):
    """The same question with nothing that GIFT has no signs for."""
    sayable = {**definition, "points": 1}
    if "rule" in definition:
        weighted = definition["kind"] == Kind.MULTIPLE
        sayable["rule"] = (Rule.AS_WEIGHTED if weighted else Rule.EACH_PAIR).value
    for name, nothing in (("unit", ""), ("case_sensitive", False), ("guidance", "")):
        if name in definition:
            sayable[name] = nothing
    return sayable


def can_say(definition):
    if definition.get("rule") == Rule.AS_WEIGHTED:
        return sum(max(float(o["credit"]), 0) for o in definition["options"]) >= 100
    return not any("->" in answer.get("pattern", "") for answer in definition.get("answers", ()))


IN_GIFT = [kind for kind in Kind if kind not in (Kind.ORDERING, Kind.SCENARIO)]


@pytest.mark.parametrize("kind", IN_GIFT)
@given(data=st.data(), outcome=OUTCOMES)
def test_gift_carries_what_gift_can_say(kind, data, outcome):
    definition = data.draw(VALID[kind].map(for_gift).filter(can_say))

    written, loaded = there_and_back([definition], Format.GIFT, [outcome])

    assert [q.definition for q in loaded.questions] == [canonical(definition)]
    assert loaded.questions[0].outcome == outcome
    assert (loaded.skipped, loaded.losses, written.losses) == ((), (), ())


@given(ANY)
def test_gift_names_whatever_it_changes(definition):
    written = write([Exported("A name", definition, "")], Format.GIFT)

    read = [question.definition for question in read_gift(written.text).questions]
    assert read == [canonical(definition)] or written.losses


@given(ANY)
def test_a_definition_in_its_simplest_form_is_left_as_it_is(definition):
    assert canonical(canonical(definition)) == canonical(definition)


def test_a_question_is_the_same_whatever_its_keys_and_the_editors_marks():
    def question(stem, *keys):
        options = [
            {"key": key, "text": f"<p>{n}</p>", "credit": credit, "feedback": ""}
            for n, (key, credit) in enumerate(zip(keys, ("100", "0"), strict=True))
        ]
        return {"kind": "single", "stem": stem, "points": 1, "feedback": "", "options": options}

    one = question('<p data-block-key="x1y2z">Who<br/>decides?</p>', "a", "b")
    same = question("<p>Who<br>decides?</p>", "1", "2")
    other = question("<p>Who<br>decides?</p><p>You?</p>", "1", "2")

    assert fingerprint(one) == fingerprint(same) != fingerprint(other)


def test_a_question_is_the_same_after_the_editor_has_rewritten_its_texts():
    def question(stem):
        return {"kind": "essay", "stem": stem, "points": 1, "feedback": "", "guidance": ""}

    given = question("Who <strong>really</strong>  <em>decides</em>?")
    rewritten = question('<p data-block-key="a1b2c">Who <b>really</b> <i>decides</i>?</p>')

    assert fingerprint(given) == fingerprint(rewritten)


def test_an_image_is_part_of_a_question():
    def question(image):
        embed = f'<embed alt="" embedtype="image" format="left" id="{image}"/>'
        return {"kind": "essay", "stem": embed, "points": 1, "feedback": "", "guidance": ""}

    assert fingerprint(question(1)) != fingerprint(question(2))
