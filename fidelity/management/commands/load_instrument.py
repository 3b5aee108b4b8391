from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fidelity import actions, documents
from fidelity.definitions import Instrument


class Command(BaseCommand):
    help = (
        "Publish an instrument version from a TOML file. With --check, only say what is wrong with "
        "it; the exit status is 1 if anything is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="read and check, store nothing")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        try:
            definition = documents.read_file(file)
        except documents.InvalidDefinition as error:
            raise CommandError(f"{file}:\n{error}") from error
        if not check:
            _load(definition)
        number = len(definition.items)
        self.stdout.write(f"{definition.name}, version {definition.number}: {number} items.")


def _load(definition: Instrument) -> None:
    try:
        actions.load_instrument(definition=definition, by=None)
    except actions.VersionDiffers as error:
        raise CommandError(
            f"Version {definition.number} of {definition.slug} is published and says something "
            f"else. Give the new wording the number {definition.number + 1}."
        ) from error
