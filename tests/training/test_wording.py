from hypothesis import given
from hypothesis import strategies as st

from training.wording import PLACEHOLDERS, Line, faults, filled

VALUES = {
    "name": "Robin Person",
    "course": "Core course",
    "date": "1 March 2026",
    "hours": "2 hours",
    "expiry": "1 March 2028",
}


def test_every_placeholder_is_filled_in():
    wording = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)

    assert filled(wording, VALUES) == [Line(" ".join(VALUES[p] for p in PLACEHOLDERS))]


def test_a_line_that_is_only_the_name_or_the_course_is_set_large():
    assert filled("For\n {name} \n\n{course}", VALUES) == [
        Line("For"),
        Line("Robin Person", is_name=True),
        Line("Core course", is_course=True),
    ]


def test_a_line_that_asks_for_what_is_not_there_is_left_out():
    wording = "{name}\nValid until {expiry}\n{hours} of learning"

    assert filled(wording, {**VALUES, "expiry": "", "hours": ""}) == [
        Line("Robin Person", is_name=True)
    ]


def test_what_is_filled_in_is_not_filled_again():
    assert filled("{name} {course}", {**VALUES, "name": "{course}"}) == [
        Line("{course} Core course")
    ]


def test_unknown_placeholders_and_stray_braces_are_faults():
    assert faults("{name} of {Course}, {grade} {} {grade}") == ["{Course}", "{grade}", "{}"]
    assert faults("a { b") == ["{"]
    assert faults("}{name}") == ["}"]
    assert faults("{name}\n{course}") == []


@given(st.text(alphabet="{}nameurs xy\n", max_size=60))
def test_wording_without_faults_and_no_other_leaves_no_brace(wording):
    plain = dict.fromkeys(PLACEHOLDERS, "x")

    printed = "".join(line.text for line in filled(wording, plain))

    assert bool(faults(wording)) == any(brace in printed for brace in "{}")
