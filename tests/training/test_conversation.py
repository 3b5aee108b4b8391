"""What people write under lessons and news, and what trainers do with it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from pages.models import NewsIndexPage, NewsPage
from training import actions, queries
from training.models import CoursePage, Post

ASKED = "How often should we meet?"
KINDS = CoursePage.Conversation


def allow(course, conversation):
    course.conversation = conversation
    course.save()


@pytest.fixture
def talkative(course):
    """The course, with both kinds of conversation."""
    allow(course, KINDS.EXCHANGE)
    return course


@pytest.fixture
def news(site):
    index = site.root_page.add_child(instance=NewsIndexPage(title="News", lede="All."))
    page = NewsPage(title="A meeting", date="2026-11-01", summary="S", body="<p>B</p>")
    page.comments_open = True
    return index.add_child(instance=page)


def write(browser, lesson, kind="question", text=ASKED):
    return browser.post(reverse("training:write_post", args=[lesson.pk, kind]), {"text": text})


@pytest.fixture
def question(talkative, lesson, worker):
    return actions.write_post(page=lesson, kind="question", text=ASKED, by=worker)


@pytest.fixture
def practice(talkative, lesson, worker):
    return actions.write_post(page=lesson, kind="practice", text="We walked.", by=worker)


def read(client, user, page):
    client.force_login(user)
    return client.get(page.url).content.decode()


# --- Where the course allows it -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("conversation", "kind", "allowed"),
    [
        (KINDS.OFF, "question", False),
        (KINDS.OFF, "practice", False),
        (KINDS.QUESTIONS, "question", True),
        (KINDS.QUESTIONS, "practice", False),
        (KINDS.EXCHANGE, "question", True),
        (KINDS.EXCHANGE, "practice", True),
        (KINDS.EXCHANGE, "comment", False),
        (KINDS.EXCHANGE, "nonsense", False),
    ],
)
def test_the_course_says_what_may_be_written(
    learner, course, lesson, worker, conversation, kind, allowed
):
    allow(course, conversation)

    assert write(learner, lesson, kind).status_code == (302 if allowed else 404)

    assert Post.objects.count() == allowed
    if not allowed:
        with pytest.raises(actions.NoConversationHere):
            actions.write_post(page=lesson, kind=kind, text="x", by=worker)


def test_without_a_conversation_the_lesson_shows_none(learner, lesson):
    assert "app-conversation" not in learner.get(lesson.url).content.decode()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "Write something before you send it."),
        ("Born 12/3/1990, as he said", "This looks like a date of birth."),
        ("x" * 3001, "Shorten this to 3000 characters: it has 3001."),
    ],
)
def test_what_cannot_be_sent_is_refused_and_not_lost(learner, talkative, lesson, text, sentence):
    page = write(learner, lesson, text=text).content.decode()

    assert sentence in page
    assert text.strip() in page
    assert not Post.objects.exists()


# --- Questions ----------------------------------------------------------------------------------


def test_a_question_waits_for_a_trainer(client, question, lesson, worker, supervisor):
    own = read(client, worker, lesson)
    assert ASKED in own
    assert "Waiting to be read by a trainer" in own
    assert f"{worker.first_name}, North" in own
    assert ASKED not in read(client, supervisor, lesson)


def test_an_answer_is_for_the_asker_alone_unless_the_trainer_shows_it(
    client, question, lesson, worker, supervisor, trainer
):
    client.force_login(trainer)
    answer = reverse("training:answer_question", args=[question.pk])
    client.post(answer, {"answer": "Once a week."})

    assert "Once a week." in read(client, worker, lesson)
    assert "Answered for you alone" in read(client, worker, lesson)
    assert ASKED not in read(client, supervisor, lesson)

    client.force_login(trainer)
    client.post(answer, {"answer": "Once a week, at first.", "show": "on"})
    page = read(client, supervisor, lesson)
    assert ASKED in page
    assert "Once a week, at first." in page


def test_a_question_is_not_shown_without_an_answer(client, question, trainer):
    client.force_login(trainer)

    response = client.post(reverse("training:show_post", args=[question.pk]))

    assert response.url == reverse("training:answer_question", args=[question.pk])
    with pytest.raises(actions.NotForTrainersToDo):
        actions.show_post(post=question, by=trainer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.update(shown_at=timezone.now(), shown_by=trainer)


def test_only_questions_are_answered(client, practice, trainer):
    client.force_login(trainer)

    address = reverse("training:answer_question", args=[practice.pk])
    assert client.get(address).status_code == 404
    with pytest.raises(actions.NotForTrainersToDo):
        actions.answer_question(post=practice, answer="x", show=True, by=trainer)


# --- Exchange of practice -----------------------------------------------------------------------


def test_practice_appears_once_a_trainer_has_read_it(client, practice, lesson, supervisor, trainer):
    assert "We walked." not in read(client, supervisor, lesson)

    client.force_login(trainer)
    client.post(reverse("training:show_post", args=[practice.pk]))

    assert "We walked." in read(client, supervisor, lesson)


def test_a_trainer_hides_with_a_reason(client, practice, lesson, worker, supervisor, trainer):
    actions.show_post(post=practice, by=trainer)
    client.force_login(trainer)
    hide = reverse("training:hide_post", args=[practice.pk])
    assert "Say why" in client.post(hide, {"reason": ""}).content.decode()

    client.post(hide, {"reason": "The place could be recognised."})

    assert "We walked." not in read(client, supervisor, lesson)
    own = read(client, worker, lesson)
    assert "We walked." in own
    assert "The place could be recognised." in own


def test_what_was_hidden_can_be_shown_again(practice, supervisor, trainer):
    actions.hide_post(post=practice, reason="By mistake.", by=trainer)
    actions.show_post(post=practice, by=trainer)

    assert list(Post.objects.read_by(supervisor)) == [practice]


def test_the_database_wants_a_reason(practice, trainer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.update(hidden_at=timezone.now(), hidden_by=trainer)


@pytest.mark.parametrize("who", ["worker", "supervisor", "lead", "reviewer"])
def test_only_trainers_moderate(practice, who, request):
    person = request.getfixturevalue(who)

    assert not Post.objects.moderated_by(person).exists()
    with pytest.raises(actions.NotForTrainersToDo):
        actions.show_post(post=practice, by=person)


def test_a_writer_withdraws(client, practice, lesson, worker, supervisor, trainer):
    actions.show_post(post=practice, by=trainer)
    client.force_login(worker)
    address = reverse("training:withdraw_post", args=[practice.pk])
    assert "This cannot be undone." in client.get(address).content.decode()

    client.post(address)

    assert client.post(address).status_code == 404
    actions.withdraw_post(post=practice, by=worker)  # twice does no harm
    assert "We walked." not in read(client, supervisor, lesson)
    assert "We walked." not in read(client, worker, lesson)
    with pytest.raises(actions.PostIsGone):
        actions.show_post(post=practice, by=trainer)


def test_nobody_withdraws_for_another(client, practice, supervisor):
    client.force_login(supervisor)

    address = reverse("training:withdraw_post", args=[practice.pk])
    assert client.post(address).status_code == 404


def test_posts_stay_when_their_page_goes(client, practice, lesson, worker, trainer):
    title = lesson.title
    lesson.delete()

    practice.refresh_from_db()
    assert (practice.page, practice.page_title) == (None, title)
    client.force_login(trainer)
    assert "We walked." in client.get(reverse("training:conversations")).content.decode()
    client.force_login(worker)
    withdrawn = client.post(reverse("training:withdraw_post", args=[practice.pk]))
    assert withdrawn.url == reverse("start")


def test_somebody_of_no_agency_signs_with_a_first_name(talkative, lesson, trainer):
    post = actions.write_post(page=lesson, kind="practice", text="x", by=trainer)

    assert post.signature == trainer.first_name


def test_the_signature_stays_that_of_the_day(practice, north):
    north.name = "Renamed"
    north.save()

    assert Post.objects.get().signature.endswith("North")


# --- The trainers' page -------------------------------------------------------------------------


def test_what_waits_comes_first(question, practice, trainer, django_assert_num_queries):
    actions.show_post(post=practice, by=trainer)
    trainer.permissions  # noqa: B018 - read once a request

    with django_assert_num_queries(2):
        inbox = queries.inbox(trainer)

    assert inbox.waiting == (question,)
    assert inbox.dealt_with == (practice,)


def test_the_page_shows_what_waits_and_what_to_do(client, question, practice, trainer):
    client.force_login(trainer)

    page = client.get(reverse("training:conversations")).content.decode()

    assert "Waiting for a trainer (2)" in page
    assert reverse("training:answer_question", args=[question.pk]) in page
    assert reverse("training:show_post", args=[practice.pk]) in page


def test_with_nothing_there_it_says_where_things_come_from(client, trainer):
    client.force_login(trainer)

    assert "Nothing waits" in client.get(reverse("training:conversations")).content.decode()


def test_a_conversation_under_a_lesson_takes_one_query(
    talkative, lesson, worker, supervisor, trainer, django_assert_num_queries
):
    for number in range(4):
        post = actions.write_post(page=lesson, kind="practice", text=f"{number}", by=worker)
        actions.show_post(post=post, by=trainer)

    with django_assert_num_queries(1):
        talks = queries.talks_under(supervisor, lesson, ("question", "practice"))
        names = [post.signature for talk in talks for post in talk.posts]

    assert len(names) == 4


def test_where_nothing_may_be_written_nothing_is_read(worker, lesson, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.talks_under(worker, lesson, ()) == ()


# --- News ---------------------------------------------------------------------------------------


def test_comments_on_news_are_closed_unless_an_editor_opens_them(client, news, worker):
    news.comments_open = False
    news.save()
    client.force_login(worker)

    assert "Write a comment" not in client.get(news.url).content.decode()
    assert client.get(reverse("training:comment", args=[news.pk])).status_code == 404
    assert NewsPage._meta.get_field("comments_open").default is False


def test_a_comment_appears_once_a_trainer_has_read_it(client, news, commissioner, worker, trainer):
    client.force_login(commissioner)
    client.post(reverse("training:comment", args=[news.pk]), {"text": "Good to hear."})
    assert "Waiting to be read" in client.get(news.url).content.decode()
    assert "Good to hear." not in read(client, worker, news)

    actions.show_post(post=Post.objects.get(), by=trainer)

    assert "Good to hear." in read(client, worker, news)


def test_comments_are_for_people_who_have_signed_in(client, news, worker, trainer):
    post = actions.write_post(page=news, kind="comment", text="Good to hear.", by=worker)
    actions.show_post(post=post, by=trainer)

    page = client.get(news.url).content.decode()

    assert "Good to hear." not in page
    assert "Sign in to read and write comments" in page
