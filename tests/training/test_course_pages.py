import pytest
from django.urls import reverse

from tests.factories import make_course, make_quiz
from training import actions
from training.models import Certificate, CourseIndexPage, LessonCompletion, ModulePage

from .oracles import all_wrong
from .test_actions import finish, submit


def html(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_list_of_courses_leads_to_the_page_of_one_that_is_not_begun(learner, course):
    page = html(learner.get(reverse("training:courses")))

    assert course.title in page
    assert f'href="{course.url}" role="button"' in page  # where one can rate one's confidence
    assert "Start the course" in page
    assert "0 of 3 steps done" in page


def test_without_courses_the_list_says_so(learner, site):
    assert "There are no courses yet" in html(learner.get(reverse("training:courses")))


def test_the_course_index_lists_courses_too(learner, course):
    assert course.title in html(learner.get(CourseIndexPage.objects.get().url))


def test_a_course_shows_how_far_the_learner_is(learner, worker, course, lesson):
    actions.complete_lesson(lesson=lesson, by=worker)

    page = html(learner.get(course.url))

    assert "1 of 3 steps done" in page
    assert "In progress" in page
    assert "Continue: Module 1, lesson 2" in page


def test_a_module_lists_its_lessons_and_the_last_score(learner, worker, quiz):
    submit(quiz, worker, all_wrong)

    page = html(learner.get(ModulePage.objects.get().url))

    assert "Lesson, 5 minutes" in page
    assert "Quiz, last time 0%" in page
    assert "Not started" in page


def test_a_lesson_offers_to_be_marked_as_done(learner, lesson):
    page = html(learner.get(lesson.url))

    assert "Start with the person." in page
    assert "Mark as done and continue" in page


def test_a_lesson_that_is_done_says_so_and_leads_on(learner, worker, lesson):
    actions.complete_lesson(lesson=lesson, by=worker)

    page = html(learner.get(lesson.url))

    assert "You have done this lesson." in page
    assert "Next: Module 1, lesson 2" in page
    assert "Mark as done" not in page


def test_a_lesson_page_stays_within_its_budget(learner, lesson, django_assert_max_num_queries):
    learner.get(lesson.url)

    with django_assert_max_num_queries(15):
        learner.get(lesson.url)


def test_marking_a_lesson_as_done_leads_to_the_next_step(learner, lessons):
    response = learner.post(reverse("training:complete_lesson", args=[lessons[0].pk]))

    assert response.url == lessons[1].url
    assert LessonCompletion.objects.get().lesson == lessons[0]


def test_after_the_last_open_step_comes_the_certificate(learner, worker, lessons, quiz):
    submit(quiz, worker)
    actions.complete_lesson(lesson=lessons[0], by=worker)

    response = learner.post(reverse("training:complete_lesson", args=[lessons[1].pk]))

    assert response.url == Certificate.objects.get().get_absolute_url()


def test_a_lesson_is_marked_by_a_form_and_not_by_following_a_link(learner, lesson):
    assert learner.get(reverse("training:complete_lesson", args=[lesson.pk])).status_code == 405


def test_the_pages_of_a_course_belong_to_training_in_the_header(learner, course, lessons, quiz):
    for page in [course, lessons[0], quiz]:
        header = html(learner.get(page.url))
        assert 'href="/training/" aria-current="true">Training</a>' in header


def test_a_quiz_page_tells_what_it_takes(learner, worker, quiz):
    page = html(learner.get(quiz.url))
    assert "There are 2 questions." in page
    assert "you need 80% of the points" in page
    assert "Start the quiz" in page

    submit(quiz, worker, all_wrong)
    assert "Try again" in (page := html(learner.get(quiz.url)))
    assert "Not passed yet" in page

    actions.start_attempt(quiz=quiz, by=worker)
    assert "Continue the quiz" in html(learner.get(quiz.url))


def test_a_course_that_lost_its_last_open_step_offers_the_certificate(
    learner, worker, course, lessons, quiz
):
    extra = make_quiz(quiz.get_parent(), "Extra quiz")
    assert finish(lessons, quiz, worker) is None
    extra.unpublish()
    assert "Get your certificate" in html(learner.get(course.url))

    claim = reverse("training:claim_certificate", args=[course.pk])
    assert learner.post(claim).url == Certificate.objects.get().get_absolute_url()
    assert "See your certificate" in html(learner.get(course.url))


def test_a_certificate_is_not_given_for_the_asking(learner, course):
    response = learner.post(reverse("training:claim_certificate", args=[course.pk]))

    assert response.url == course.url
    assert not Certificate.objects.exists()


def test_whoever_asks_for_a_revoked_certificate_is_led_to_why(
    learner, worker, trainer, course, lessons, quiz
):
    held = finish(lessons, quiz, worker)
    actions.revoke_certificate(certificate=held, reason="In error.", by=trainer)

    claim = reverse("training:claim_certificate", args=[course.pk])
    page = html(learner.post(claim, follow=True))

    assert "Your certificate was revoked. Its history says why." in page
    assert "In error." in page
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("name", ["complete_lesson", "start_quiz", "claim_certificate"])
def test_an_unknown_page_is_not_found(learner, site, name):
    assert learner.post(reverse(f"training:{name}", args=[999])).status_code == 404


def test_under_an_unpublished_module_everything_is_closed(learner, course, lesson, quiz):
    addresses = [lesson.url, quiz.url]
    ModulePage.objects.get().unpublish()

    assert [learner.get(address).status_code for address in addresses] == [404, 404]
    done = reverse("training:complete_lesson", args=[lesson.pk])
    assert learner.post(done).status_code == 404
    assert learner.post(reverse("training:start_quiz", args=[quiz.pk])).status_code == 404
    assert not LessonCompletion.objects.exists()


def test_an_unpublished_lesson_cannot_be_marked_as_done(learner, lesson):
    lesson.unpublish()

    done = reverse("training:complete_lesson", args=[lesson.pk])
    assert learner.post(done).status_code == 404


def test_training_is_for_people_who_have_signed_in(client, course, lesson):
    for address in (course.url, lesson.url, reverse("training:courses")):
        assert "/account/login/" in client.get(address).url


def test_a_role_without_training_finds_none(client, commissioner, course, lesson):
    client.force_login(commissioner)

    for address in (course.url, lesson.url, reverse("training:courses")):
        assert client.get(address).status_code == 404


def test_courses_are_told_apart(learner, worker, course, lesson):
    other = make_course(title="Another course")
    actions.complete_lesson(lesson=lesson, by=worker)

    assert "0 of 3 steps done" in html(learner.get(other.url))


def test_an_unknown_address_in_a_course_is_not_found(learner, course):
    assert learner.get(f"{course.url}no-such-page/").status_code == 404


def test_a_course_that_has_grown_keeps_the_certificate_and_offers_what_is_new(
    learner, worker, course, lessons, quiz
):
    finish(lessons, quiz, worker)
    assert "Completed" in html(learner.get(course.url))

    make_quiz(quiz.get_parent(), "A new quiz")

    page = html(learner.get(course.url))
    assert "Continue: A new quiz" in page
    assert "See your certificate" in page


def test_a_lesson_shows_each_of_its_parts(learner, lesson):
    lesson.body = [
        ("callout", {"title": "Key idea", "body": "<p>Ask first.</p>"}),
        ("do", {"do": ["<p>listen</p>"]}),
        ("dont", {"dont": ["<p>hurry</p>"]}),
        ("exercise", {"title": "The walk", "minutes": 30, "body": "<p>Go out.</p>", "sheet": None}),
        ("reflection", {"prompt": "What did you see?"}),
    ]
    lesson.save()

    page = html(learner.get(lesson.url))

    for words in ("Key idea", "listen", "hurry", "Exercise: The walk", "About 30 minutes"):
        assert words in page
    assert "What did you see?" in page


def test_the_page_of_a_course_offers_its_first_step(learner, course):
    assert "Start: Module 1, lesson 1" in html(learner.get(course.url))


def test_the_list_of_courses_goes_on_where_one_was(learner, worker, lesson):
    actions.complete_lesson(lesson=lesson, by=worker)

    assert "Continue: Module 1, lesson 2" in html(learner.get(reverse("training:courses")))
