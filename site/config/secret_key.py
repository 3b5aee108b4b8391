"""A secret key for a machine that was given none."""

import os
import secrets
from pathlib import Path


def secret_key_of_this_machine(folder: Path) -> str:
    """Return the key kept in `folder`, making it on first use; only its owner may read it.

    Several processes may start at once: the first to make the file wins, and all read it.
    """
    file = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text() or secret_key_of_this_machine(folder)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(secrets.token_urlsafe(50))
    return file.read_text()
