from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fidelity import actions, definitions


class Command(BaseCommand):
    help = "Load an instrument version from a TOML file. With --check, only say what is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="read and check, store nothing")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        try:
            definition = definitions.read(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        except definitions.InvalidDefinition as error:
            raise CommandError(f"{file}:\n" + "\n".join(error.problems)) from error
        if not check:
            self._load(definition)
        items = sum(len(domain.items) for domain in definition.domains)
        self.stdout.write(f"{definition.name}, version {definition.number}: {items} items.")

    def _load(self, definition: definitions.InstrumentDefinition) -> None:
        try:
            actions.load_instrument(definition=definition, by=None)
        except actions.VersionDiffers as error:
            raise CommandError(
                f"Version {definition.number} of {definition.slug} is published and says something "
                f"else. Give the new wording the number {definition.number + 1}."
            ) from error
