"""A secret key for a machine that was given none."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def secret_key_of_this_machine(folder: Path) -> str:
    """Return the key kept in `folder`, making it on first use; only its owner may read it.

    Several processes may start at once: each writes a key of its own, the first to give its file
    the name wins, and all read that one, whole.
    """
    file = folder / "secret_key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, own = tempfile.mkstemp(dir=folder)  # readable by its owner only
        with os.fdopen(descriptor, "w") as opened:
            opened.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(own, file)
        os.unlink(own)
    return file.read_text()
