from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fidelity import documents
from fidelity.models import InstrumentVersion


class Command(BaseCommand):
    help = "Print a published version of an instrument as TOML, as load_instrument reads it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("number", type=int, nargs="?", help="of the version; else the newest")

    def handle(self, *args: Any, slug: str, number: int | None, **options: Any) -> None:
        versions = InstrumentVersion.objects.filter(instrument__slug=slug).order_by("-number")
        version = (versions if number is None else versions.filter(number=number)).first()
        if version is None:
            wanted = slug if number is None else f"{slug}, version {number}"
            raise CommandError(f"There is no instrument {wanted}.")
        self.stdout.write(documents.write_toml(version.definition), ending="")
