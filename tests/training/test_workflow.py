"""Publishing through a review by people with lived experience."""

import datetime

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db.migrations.state import ProjectState
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import inline_formset

from agencies.models import User
from tests.factories import make_course
from training.models import LessonPage, LivedExperienceReview
from training.reviewers import make_reviewers

from .editor import LESSON, add, edit, let_the_day_come


@pytest.fixture
def strict(course):
    """The course, published with the wish for a review."""
    course.requires_lived_experience_review = True
    course.save()
    return course


@pytest.fixture
def draft(strict, module):
    lesson = LessonPage(title="New", summary="Short.", body=[("text", "<p>Words.</p>")], live=False)
    module.add_child(instance=lesson)
    lesson.save_revision()
    return lesson


@pytest.fixture
def door(reviewer, reviewing):
    """The reviewer's browser."""
    client = Client()
    client.force_login(reviewer)
    return client


def act(browser, page, action, **changes):
    return edit(
        browser,
        page,
        **changes,
        **{"action-workflow-action": "true", "workflow-action-name": action},
        **{"workflow-action-extra-data": "{}"},
    )


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def superuser():
    return User.objects.create_superuser("root@example.org", "three kind words")


def test_the_workflow_is_made_once(site, reviewing):
    make_reviewers(apps)

    workflow = Workflow.objects.get(name="Review by people with lived experience")
    assert [task.specific.groups.get().name for task in workflow.tasks] == [
        "Lived-experience reviewers"
    ]
    assert WorkflowPage.objects.get(page=Page.objects.get(depth=1)).workflow == workflow


def test_a_migration_makes_the_group_and_the_workflow_too(site, draft, reviewer):
    """A migration's models have none of the code of ours."""
    group = make_reviewers(ProjectState.from_apps(apps).apps)

    reviewer.groups.add(group.pk)
    state = draft.get_workflow().start(draft, None)
    assert reviewer.has_perm("wagtailadmin.access_admin")
    state.current_task_state.task.specific.on_action(state.current_task_state, reviewer, "approve")
    assert is_live(draft)


def test_where_no_review_is_asked_for_the_author_publishes(author, module):
    add(author, module, "lessonpage", LESSON)

    assert LessonPage.objects.filter(slug="new", live=True).exists()


@pytest.mark.parametrize("who", ["trainer", "superuser"])
def test_nobody_publishes_what_must_be_reviewed(author, trainer, draft, module, who):
    person = trainer if who == "trainer" else superuser()
    rights, above = draft.permissions_for_user(person), module.permissions_for_user(person)

    assert rights.can_edit()
    assert not rights.can_publish()
    assert not above.can_publish_subpage()
    with pytest.raises(PermissionDenied):
        draft.latest_revision.publish(user=person)


def test_the_publish_button_is_not_there_and_does_nothing(author, draft):
    page = author.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    edit(author, draft, **{"action-publish": "1"})

    assert 'name="action-publish"' not in page
    assert not is_live(draft)


def test_many_pages_at_once_do_not_pass_by_the_review(author, draft):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    author.post(f"{address}?id={draft.pk}&next=/admin/")

    assert not is_live(draft)


def test_a_schedule_does_not_pass_by_the_review(author, draft, settings):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    edit(author, draft, **{"action-publish": "1", "go_live_at": f"{tomorrow:%Y-%m-%d %H:%M}"})

    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_a_day_set_before_the_review_was_asked_for_does_not_hold(author, draft, capsys):
    yesterday = timezone.now() - datetime.timedelta(days=1)
    draft.revisions.update(approved_go_live_at=yesterday)

    call_command("publish_scheduled")

    assert not is_live(draft)
    assert "have not approved it" in capsys.readouterr().err


def test_published_pages_are_not_moved_in(author, trainer, draft, module):
    elsewhere = LessonPage.objects.descendant_of(make_course("Other", is_core=False)).first()

    assert not elsewhere.permissions_for_user(trainer).can_move_to(module)
    assert not elsewhere.permissions_for_user(superuser()).can_move_to(module)


def test_a_draft_without_the_tick_does_not_lift_the_review(author, trainer, strict, draft):
    strict.requires_lived_experience_review = False
    strict.save_revision()

    assert not strict.permissions_for_user(trainer).can_publish()
    assert not draft.permissions_for_user(trainer).can_publish()


def test_what_a_reviewer_approves_is_published_and_says_so(author, draft, door, reviewer):
    edit(author, draft, **{"action-submit": "1"})
    assert not is_live(draft)

    act(door, draft, "approve")

    assert is_live(draft)
    review = LivedExperienceReview.objects.get()
    assert (review.page_id, review.reviewer) == (draft.pk, reviewer)
    page = author.get(LessonPage.objects.get(pk=draft.pk).url).content.decode()
    month = timezone.localdate().strftime("%B %Y")
    assert f"Reviewed by people with lived experience, {month}." in page


def test_an_approved_page_with_a_later_day_waits_for_it(author, draft, door):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    when = f"{tomorrow:%Y-%m-%d %H:%M}"
    edit(author, draft, **{"action-submit": "1", "go_live_at": when})

    act(door, draft, "approve", go_live_at=when)
    assert not is_live(draft)
    let_the_day_come(draft)
    call_command("publish_scheduled")

    assert is_live(draft)


def test_a_reviewer_asks_for_changes(author, draft, door):
    edit(author, draft, **{"action-submit": "1"})

    act(door, draft, "reject")

    assert not is_live(draft)
    assert draft.current_workflow_state.status == "needs_changes"
    assert not LivedExperienceReview.objects.exists()


@pytest.mark.parametrize("action", ["approve", "reject"])
@pytest.mark.parametrize("where", ["editor", "front page"])
def test_after_the_review_one_sees_what_else_waits(author, draft, door, action, where):
    edit(author, draft, **{"action-submit": "1"})

    if where == "editor":
        response = act(door, draft, action)
    else:
        task = LessonPage.objects.get(pk=draft.pk).current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, action, task.pk])
        response = door.post(address, {"comment": ""}, follow=True)

    assert draft.workflow_states.get().status != "in_progress"
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert "Sorry" not in response.content.decode()


def test_a_reviewer_who_saves_goes_on_reading(author, draft, door):
    edit(author, draft, **{"action-submit": "1"})

    response = edit(door, draft, summary="In plain words.")

    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[draft.pk])


@pytest.mark.parametrize("who", ["trainer", "superuser"])
def test_nobody_else_approves(author, trainer, draft, reviewing, who):
    edit(author, draft, **{"action-submit": "1"})
    person = trainer if who == "trainer" else superuser()
    draft = LessonPage.objects.get(pk=draft.pk)
    task = draft.current_workflow_task

    assert task.get_actions(draft, person) == []
    assert task.locked_for_user(draft, person)
    assert not task.get_task_states_user_can_moderate(person).exists()
    author.force_login(person)
    act(author, draft, "approve")
    assert not is_live(draft)


def test_another_workflow_does_not_stand_in_for_the_review(author, trainer, draft, module):
    trainers = trainer.groups.get()
    task = GroupApprovalTask.objects.create(name="Colleagues")
    task.groups.add(trainers)
    workflow = Workflow.objects.create(name="Colleagues")
    WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr)
    WorkflowPage.objects.create(workflow=workflow, page=module.page_ptr)
    state = workflow.start(draft, trainer)

    with pytest.raises(PermissionDenied):
        state.current_task_state.approve(user=trainer)

    assert not is_live(draft)


def test_a_workflow_without_steps_publishes_nothing(author, trainer, draft):
    workflow = Workflow.objects.create(name="Empty")

    with pytest.raises(PermissionDenied):
        workflow.start(draft, trainer)

    assert not is_live(draft)


def test_what_a_reviewer_changes_is_published_with_their_approval(author, draft, door):
    edit(author, draft, **{"action-submit": "1"})

    act(door, draft, "approve", summary="In plain words.")

    assert LessonPage.objects.live().get(pk=draft.pk).summary == "In plain words."


def test_a_change_after_the_approval_is_not_published_by_it(author, trainer, draft, reviewer):
    make_reviewers(apps)
    colleagues = GroupApprovalTask.objects.create(name="Colleagues")
    colleagues.groups.add(trainer.groups.get())
    workflow = Workflow.objects.get()
    WorkflowTask.objects.create(workflow=workflow, task=colleagues.task_ptr, sort_order=2)
    state = workflow.start(draft, trainer)
    state.current_task_state.task.specific.on_action(state.current_task_state, reviewer, "approve")
    draft.summary = "Written since."
    draft.save_revision()
    state.refresh_from_db()

    with pytest.raises(PermissionDenied):
        state.current_task_state.approve(user=trainer)

    assert not is_live(draft)


def test_a_review_stays_when_its_page_goes(author, draft, door):
    edit(author, draft, **{"action-submit": "1"})
    act(door, draft, "approve")

    LessonPage.objects.get(pk=draft.pk).delete()

    review = LivedExperienceReview.objects.get()
    assert review.page is None
    assert str(review).startswith("New: ")


def test_a_reviewer_enters_the_cms_for_what_waits_and_nothing_else(author, draft, door, strict):
    edit(author, draft, **{"action-submit": "1"})
    waits = reverse("wagtailadmin_pages:edit", args=[draft.pk])

    home = door.get("/admin/").content.decode()
    assert "New" in home
    assert door.get(waits).status_code == 200
    closed = [
        reverse("wagtailadmin_pages:edit", args=[strict.pk]),
        reverse("wagtailusers_users:index"),
        reverse("wagtailimages:add"),
        reverse("wagtaildocs:add"),
        reverse("wagtailadmin_pages:add_subpage", args=[strict.pk]),
        reverse("wagtailadmin_workflows:index"),
    ]
    assert {door.get(address).status_code for address in closed} == {302}


def test_trainer_and_reviewer_comment_beside_the_text(author, draft, door, trainer, reviewer):
    edit(author, draft, comments=comments("Is this plain enough?"))
    edit(author, draft, comments=inline_formset([]), **{"action-submit": "1"})
    edit(door, draft, comments=comments("Say “people”."))

    found = {(c.user, c.text) for c in draft.wagtail_admin_comments.all()}
    assert found == {(trainer, "Is this plain enough?"), (reviewer, "Say “people”.")}


def comments(text):
    row = {"text": text, "contentpath": "summary", "position": "", "replies": inline_formset([])}
    return inline_formset([row])


def test_each_draft_is_kept_and_can_be_looked_at(author, draft):
    edit(author, draft, summary="Second.")
    edit(author, draft, summary="Third.")

    history = author.get(reverse("wagtailadmin_pages:history", args=[draft.pk]))
    kept = [revision.as_object().summary for revision in draft.revisions.order_by("pk")]
    assert history.status_code == 200
    assert kept == ["Short.", "Second.", "Third."]


def test_the_door_shuts_when_the_role_ends(client, reviewer, reviewing):
    reviewer.memberships.update(ends_on=timezone.localdate())
    client.force_login(reviewer)

    assert client.get("/admin/").status_code == 404
