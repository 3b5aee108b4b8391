"""Where one question ends and the next begins, in files as people really write them."""

import pytest

from training.formats.gift_blocks import Block, Category, blocks


def texts(text):
    return [block.text for block in blocks(text) if isinstance(block, Block)]


def test_empty_lines_part_questions():
    assert list(blocks("\n\nA {T}\n \t\nB\n{F}\n\n\n")) == [
        Block(3, "A {T}"),
        Block(5, "B\n{F}"),
    ]


def test_empty_lines_inside_braces_do_not():
    assert texts("A {\n\n=b\n\n~c\n\n}\n\nD {T}") == ["A {\n\n=b\n\n~c\n\n}", "D {T}"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A {T}\nB {F}", ["A {T}", "B {F}"]),
        ("A {T} end.\nB\nC {F}", ["A {T} end.", "B\nC {F}"]),
        ("A {T}\n::B::C\nD {F}", ["A {T}", "::B::C\nD {F}"]),
        ("A {T}\nand on", ["A {T}\nand on"]),
        ("A {T} and {F}", ["A {T} and {F}"]),
        ("::A::B {\n::=c::\n}", ["::A::B {\n::=c::\n}"]),
    ],
)
def test_questions_may_follow_without_an_empty_line(text, parts):
    assert texts(text) == parts


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("A {=b\n\nC {T}", ["C {T}"]),
        ("A {=b\n\n~c\n\nD {T}", ["D {T}"]),
        ("A {=b\n\n::C:: D\nE {T}", ["::C:: D\nE {T}"]),
        ("A {=b\n\n$CATEGORY: x\n\nC {T}", ["C {T}"]),
        ("A {=b\n\nC", ["C"]),
        ("A {=b", []),
    ],
)
def test_a_brace_that_is_never_closed_costs_one_question(text, good):
    found = [block for block in blocks(text) if isinstance(block, Block)]

    assert [block.is_closed for block in found] == [False] + [True] * len(good)
    assert [block.text for block in found[1:]] == good


def test_escaped_braces_are_signs_like_others():
    assert texts("A \\{ b\n\nC \\} {T}\\") == ["A \\{ b", "C \\} {T}\\"]


def test_categories_stand_on_their_own_lines():
    assert list(blocks("$CATEGORY: a/b\nA {T}\n $CATEGORY:c")) == [
        Category("a/b"),
        Block(2, "A {T}"),
        Category("c"),
    ]


def test_comments_leave_their_line_empty():
    assert list(blocks("// c\nA {\n // d\n=b}")) == [Block(2, "A {\n\n=b}")]
