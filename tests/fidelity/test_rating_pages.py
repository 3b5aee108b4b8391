import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from agencies.roles import Role
from fidelity import actions
from fidelity.models import Assessment, Rating, Round
from tests.factories import (
    InstrumentVersionFactory,
    MembershipFactory,
    rate,
)


def rate_url(assessment, order=1):
    return reverse("fidelity:rate", args=[assessment.pk, order])


def answers(assessment):
    return dict(assessment.ratings.values_list("item__code", "value"))


def errors(response):
    return {
        form.item.code: dict(form.errors.items())
        for form in response.context["part"].ratings
        if form.errors
    }


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_part_shows_each_item_with_its_anchors_and_the_notice(rater, assessment):
    page = rater.get(rate_url(assessment)).content.decode()

    assert [page.count(f'id="item-A{n}"') for n in range(1, 5)] == [1] * 4
    assert 'id="item-B1"' not in page
    assert page.count("What a 5 looks like.") == 4
    assert page.count('value="na"') == 1  # only A3 may be not applicable
    assert "Illustrative, not validated" in page


def test_answers_are_saved_and_the_next_part_follows(rater, assessment):
    given = {"A1-rating": "5", "A2-rating": "4", "A3-rating": "na", "A3-na_reason": "Not wanted."}

    response = rater.post(rate_url(assessment), given)

    assert response.url == rate_url(assessment, 2)
    assert answers(assessment) == {"A1": "5", "A2": "4", "A3": ""}
    assert rater.post(response.url, {}).url == reverse("fidelity:review", args=[assessment.pk])


def test_a_part_left_blank_is_no_error(rater, assessment):
    assert rater.post(rate_url(assessment), {"A1-revision": "0"}).status_code == 302
    assert not Rating.objects.exists()


def test_what_was_saved_stands_in_the_page(rater, assessment):
    given = {"A1-rating": "4", "A1-note": "Two\r\nlines", "A3-rating": "na", "A3-na_reason": "Why"}
    rater.post(rate_url(assessment), given)

    forms = {f.item.code: f for f in rater.get(rate_url(assessment)).context["part"].ratings}

    assert [forms["A1"][name].value() for name in ("rating", "note", "revision")] == [
        "4", "Two\nlines", 1
    ]  # fmt: skip
    assert [forms["A3"][name].value() for name in ("rating", "na_reason")] == ["na", "Why"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"A1-rating": "6"}, {"A1": {"rating": ["Choose one of the ratings offered."]}}),
        ({"A1-rating": "0"}, {"A1": {"rating": ["Choose one of the ratings offered."]}}),
        ({"A1-rating": "na"}, {"A1": {"rating": ["Choose one of the ratings offered."]}}),
        ({"A1-rating": "\x00"}, {"A1": {"rating": ["Choose one of the ratings offered."]}}),
        ({"A1-revision": "x"}, {"A1": {"revision": ["Enter a whole number."]}}),
        (
            {"A3-rating": "na", "A3-na_reason": "  "},
            {"A3": {"na_reason": ["Say why it does not apply, or choose a rating."]}},
        ),
        (
            {"A3-rating": "na", "A3-na_reason": "x" * 501},
            {"A3": {"na_reason": ["Shorten this to 500 characters: it has 501."]}},
        ),
        (
            {"A1-note": "x" * 2001},
            {"A1": {"note": ["Shorten this to 2000 characters: it has 2001."]}},
        ),
    ],
)
def test_bad_input_is_told_beside_the_field_and_nothing_is_saved(
    rater, assessment, given, expected
):
    response = rater.post(rate_url(assessment), {"A2-rating": "3", **given})

    assert (response.status_code, errors(response)) == (200, expected)
    assert not Rating.objects.exists()
    page = response.content.decode()
    [(code, found)] = expected.items()
    for field, [sentence] in found.items():
        places = {"rating": f"id_{code}-rating_0", "revision": f"item-{code}"}
        place = places.get(field, f"id_{code}-{field}")
        assert f'<a href="#{place}">{code}: {sentence}</a>' in page
        assert f'id="{place}"' in page
    assert 'name="A2-rating" type="radio" value="3" checked' in page  # nothing is lost


def test_a_note_that_is_too_long_is_kept_to_be_shortened(rater, assessment):
    note = "x" * 2001

    page = rater.post(rate_url(assessment), {"A1-note": note}).content.decode()

    assert note in page
    assert "maxlength" not in page  # browsers would cut what is pasted, and say nothing


def test_a_line_break_counts_as_one_character(rater, assessment):
    note = "\r\n".join(["x"] * 1000)  # as forms are sent; 1999 characters as they are typed

    assert rater.post(rate_url(assessment), {"A1-note": note}).status_code == 302


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("A1-note", "Saw 943 476 5919 today", "an NHS number"),
        ("A1-note", "DOB 1/2/1990", "a date of birth"),
        ("A3-na_reason", "Ask r@example.org", "an e-mail address"),
    ],
)
def test_a_note_by_which_somebody_could_be_known_is_refused(rater, assessment, field, text, found):
    response = rater.post(rate_url(assessment), {field: text, "A3-rating": "na"})

    page = response.content.decode()
    assert f"This looks like {found}. Take it out: nobody should be recognised" in page
    assert text in page
    assert not Rating.objects.exists()


def test_a_reason_is_dropped_where_a_rating_is_chosen(rater, assessment):
    rater.post(rate_url(assessment), {"A3-rating": "2", "A3-na_reason": "Not wanted."})

    assert (Rating.objects.get().value, Rating.objects.get().na_reason) == ("2", "")


def test_two_tabs_lose_nothing(rater, assessment, items, supervisor):
    first_tab = {"A1-rating": "5", "A1-note": "Mine", "A1-revision": "0"}
    other = actions.Answer("2", "", "Theirs", 0)
    actions.save_ratings(assessment=assessment, answers={items["A1"]: other}, by=supervisor)

    response = rater.post(rate_url(assessment), {**first_tab, "A2-rating": "4"})

    page = response.content.decode()
    assert "A1 was changed meanwhile, in another window" in page
    assert "2: Theirs" in page
    assert "Mine" in page
    assert answers(assessment) == {"A1": "2"}
    again = {
        f"A1-{n}": response.context["part"].ratings[0][n].value() for n in ("note", "revision")
    }
    assert rater.post(rate_url(assessment), {**again, "A1-rating": "5"}).status_code == 302
    assert [(r.value, r.note) for r in Rating.objects.all()] == [("5", "Mine")]


def test_a_second_click_saves_the_same_once(rater, assessment):
    given = {"A1-rating": "5", "A1-note": "Mine\r\ntoo", "A1-revision": "0"}

    responses = [rater.post(rate_url(assessment), given) for _ in range(2)]

    assert [r.status_code for r in responses] == [302, 302]
    assert Rating.objects.get().revision == 1


def test_signed_in_another_window_since_this_page_was_drawn(rater, assessment, monkeypatch):
    def sign_first(**kwargs):
        raise actions.AlreadySigned

    monkeypatch.setattr(actions, "save_part", sign_first)

    response = rater.post(rate_url(assessment), {"A1-rating": "5"})

    assert response.url == assessment.get_absolute_url()
    assert said(response) == ["This assessment is signed off, so it can no longer be changed."]


# Contents, review and signing


def test_contents_lead_to_the_whole_instrument(rater, assessment):
    address = reverse("fidelity:version", args=[assessment.round.version_id])

    page = rater.get(reverse("fidelity:assessment", args=[assessment.pk]))

    assert f'<a href="{address}">' in page.text
    assert rater.get(address).status_code == 200


def test_contents_say_how_far_each_part_has_come(rater, assessment):
    rate(assessment, {"A1": 5, "A2": 4, "A3": "Not wanted.", "A4": 3, "B1": 2})

    page = rater.get(assessment.get_absolute_url()).content.decode()

    assert "All rated" in page
    assert "1 of 3 rated" in page
    assert "Illustrative, not validated" in page


def test_the_review_lists_the_gaps(rater, assessment):
    rate(assessment, {"A1": 5, "A2": 4, "A3": "Not wanted.", "A4": 3, "B1": 2})

    page = rater.get(reverse("fidelity:review", args=[assessment.pk])).content.decode()

    assert "Not rated yet" in page
    assert page.count(f'<a href="{rate_url(assessment, 2)}#item-B2">') == 2  # above and beside
    assert "at least 50% must be rated before you can sign off" in page
    assert "Illustrative, not validated" in page


def test_the_review_says_so_when_nothing_is_missing(rater, assessment):
    rate(assessment, {f"A{n}": 3 for n in range(1, 5)} | {f"B{n}": 3 for n in range(1, 4)})

    page = rater.get(reverse("fidelity:review", args=[assessment.pk])).content.decode()

    assert "Every item that is asked is rated or marked as not applicable." in page


def sign_off(rater, assessment):
    return rater.post(reverse("fidelity:sign-off", args=[assessment.pk]))


def test_signing_off_leads_to_the_scores_and_a_second_click_too(rater, assessment):
    rate(assessment, {"A1": 5, "A2": 4, "A4": 3, "B1": 2})

    first, second = sign_off(rater, assessment), sign_off(rater, assessment)

    assert first.url == second.url == assessment.get_absolute_url()
    assert said(first) == ["Signed off. The scores are stored and cannot change."]
    assert said(second)[-1] == "This assessment is signed off, so it can no longer be changed."
    assert assessment.scores.count() == 3


def test_too_few_ratings_cannot_be_signed_and_are_told(rater, assessment):
    rate(assessment, {"A1": 5})

    response = sign_off(rater, assessment)

    assert response.url == reverse("fidelity:review", args=[assessment.pk])
    assert said(response) == [
        "Not signed off yet: at least 50% of the items that apply must be rated."
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_signed_assessment_is_not_rated_any_more(rater, signed, method):
    response = getattr(rater, method)(rate_url(signed), {"B3-rating": "5"})

    assert response.url == signed.get_absolute_url()
    assert said(response) == ["This assessment is signed off, so it can no longer be changed."]
    assert answers(signed)["B1"] == "2"
    assert "B3" not in answers(signed)
    assert rater.get(reverse("fidelity:review", args=[signed.pk])).url == response.url


# Who finds nothing


@pytest.mark.parametrize("who", ["colleague", "outsider", "lead", "worker", "researcher"])
def test_nobody_else_finds_a_draft(client, request, assessment, north, who):
    if who == "colleague":
        user = MembershipFactory(agency=north, role=Role.SUPERVISOR).user
    else:
        user = request.getfixturevalue(who)
    client.force_login(user)

    assert client.get(assessment.get_absolute_url()).status_code == 404
    assert client.get(rate_url(assessment)).status_code == 404
    assert client.post(rate_url(assessment), {"A1-rating": "5"}).status_code == 404
    assert client.get(reverse("fidelity:review", args=[assessment.pk])).status_code == 404
    assert sign_off(client, assessment).status_code == 404
    assert not Rating.objects.exists()


def test_a_supervisor_who_has_moved_on_finds_no_draft(rater, assessment, supervisor):
    supervisor.memberships.update(starts_on="2026-01-01", ends_on="2026-02-01")

    assert rater.get(rate_url(assessment)).status_code == 404


@pytest.mark.parametrize("order", [0, 3, 99999999999999999999])
def test_an_unknown_part_is_not_found(rater, assessment, order):
    assert rater.get(rate_url(assessment, order)).status_code == 404


def test_an_unknown_assessment_is_not_found(rater):
    for pk in (1, 2**63):
        assert rater.get(reverse("fidelity:assessment", args=[pk])).status_code == 404


def test_a_draft_can_be_finished_after_its_round_has_closed(rater, assessment):
    Round.objects.update(opens_on="2026-01-01", closes_on="2026-01-31")
    rate(assessment, {"A1": 5, "A2": 4, "A4": 3, "B1": 2})

    home = rater.get(reverse("fidelity:home")).content.decode()
    assert "You can still finish what you began" in home
    assert f'<a href="{assessment.get_absolute_url()}">' in home
    sign_off(rater, assessment)
    assert Assessment.objects.get().signed_at


@pytest.mark.parametrize("size", [3, 12])
def test_a_part_takes_as_many_queries_however_long_it_is(
    rater, round_, assessment, size, django_assert_num_queries
):
    round_.version = InstrumentVersionFactory(domains={"A": size})
    round_.save()
    rater.get(rate_url(assessment))

    with django_assert_num_queries(8):
        rater.get(rate_url(assessment))
    with django_assert_num_queries(7):
        rater.get(reverse("fidelity:review", args=[assessment.pk]))
