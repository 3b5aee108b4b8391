import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db.migrations.state import ProjectState

from training.trainers import make_trainers_group


@pytest.fixture
def group(site):
    return make_trainers_group(apps)


def test_making_the_group_twice_makes_it_once(group):
    make_trainers_group(apps)

    assert Group.objects.get(name="Trainers") == group
    assert group.page_permissions.count() == 5
    assert group.collection_permissions.count() == 6


def test_a_migration_makes_the_same_group(site, group):
    made = make_trainers_group(ProjectState.from_apps(apps).apps)

    assert made.pk == group.pk
    assert group.page_permissions.count() == 5


def test_trainers_enter_the_cms_and_publish_pages(trainer, group, course):
    trainer.groups.add(group)
    rights = course.permissions_for_user(trainer)

    assert trainer.has_perm("wagtailadmin.access_admin")
    assert rights.can_add_subpage()
    assert rights.can_publish_subpage()


def test_without_the_group_nobody_does(trainer, group):
    assert not trainer.has_perm("wagtailadmin.access_admin")


def test_without_todays_role_the_group_opens_nothing(client, worker, group):
    worker.groups.add(group)
    client.force_login(worker)

    assert client.get("/admin/").status_code == 404
