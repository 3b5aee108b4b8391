"""The real settings, over plain http, with fast passwords and files served as they are."""

import os
import tempfile
from pathlib import Path

os.environ["DEMO"] = "1"

from config.settings import *  # noqa: F403, TID251 - the one place that builds on them

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405 - the live server's threads live briefly too
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, so that each thread of the live server has a connection of its own. Django shares one
    # in-memory connection between them, and a request that outlived its browser test then broke the
    # next test: SQLite's cache of statements is not safe for two threads.
    # Named for the process, so that two runs beside each other do not share it.
    name = f"connecting-people-test-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir()) / name}  # noqa: F405
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS["background"] = TASKS["default"]  # noqa: F405 - at once, in the test's own transaction
# By its plain name pytest-django's live server knows it, and serves files from their sources.
INSTALLED_APPS = [
    "django.contrib.staticfiles" if app.endswith("StaticFilesConfig") else app
    for app in INSTALLED_APPS  # noqa: F405
]
