"""The real migrations, on an empty database. All other tests run without them, which is faster."""

import os
import subprocess
import sys

from django.conf import settings

ASK = """
from django.contrib.auth.models import Group
from wagtail.models import Page, Site
site = Site.objects.get()
print(site.root_page.specific_class.__name__, site.is_default_site, Page.objects.count())
print(sorted(Group.objects.get(name="Trainers").permissions.values_list("codename", flat=True)))
"""


def test_an_empty_database_becomes_a_site_with_a_home_page_and_trainers(tmp_path):
    def manage(*arguments):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": "", "DEMO": ""}
            | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    manage("migrate", "--verbosity=0")

    answer = manage("shell", "--verbosity=0", "--command", ASK).splitlines()
    assert answer == ["HomePage True 2", "['access_admin']"]
