"""The page of a signed assessment: its scores, how they come about, and every rating."""

import re

import pytest


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_scores_are_shown_as_a_hand_would_reckon_them(rater, signed):
    page = text(rater.get(signed.get_absolute_url()))

    assert "All items 3.20 16 points ÷ 5 ratings 5/6 1/7" in page
    assert "Part A 4.00 12 points ÷ 3 ratings 3/3 1/4" in page
    assert "Part B 2.00 4 points ÷ 2 ratings 2/3 0/3" in page
    assert "Illustrative, not validated" in page
    assert f"Signed off by {signed.assessor} (supervisor)" in page


def test_a_part_with_too_few_ratings_says_why_it_has_no_score(rater, assessment, signed):
    signed.scores.filter(domain__code="B").update(exact="", value=None, rated=1)

    page = text(rater.get(signed.get_absolute_url()))

    assert "Part B Not scorable 1 of 3 rated; a score needs 50%" in page


def test_every_rating_is_shown_with_its_anchor_reason_or_gap(rater, signed):
    page = text(rater.get(signed.get_absolute_url()))

    assert "A1 Item 1 of Part A 5 What a 5 looks like." in page
    assert "A3 Item 3 of Part A Not applicable: Nobody wanted it." in page
    assert "B3 Item 3 of Part B Not rated" in page


def test_a_note_cannot_carry_markup(rater, signed):
    signed.ratings.filter(item__code="A1").update(note="<script>alert(1)</script>")

    assert "<script>alert" not in rater.get(signed.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["lead", "researcher"])
def test_those_who_may_read_it_do(client, request, signed, who):
    client.force_login(request.getfixturevalue(who))

    assert "16 points" in text(client.get(signed.get_absolute_url()))


@pytest.mark.parametrize("who", ["worker", "outsider", "trainer", "commissioner", "administrator"])
def test_others_do_not_find_it(client, request, signed, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(signed.get_absolute_url()).status_code == 404


def test_it_takes_few_queries(rater, signed, django_assert_num_queries):
    rater.get(signed.get_absolute_url())

    with django_assert_num_queries(7):
        rater.get(signed.get_absolute_url())
