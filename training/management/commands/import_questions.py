"""Import a file of questions. docs/training/importing-questions.md says more."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from training import actions, queries
from training.formats.limits import MOST_BYTES
from training.formats.reading import Format, load
from training.formats.result import THE_FILE, CannotRead
from training.models import QuestionBank
from training.sentences import in_words

LONGEST_BANK = 200


class Command(BaseCommand):
    help = (
        "Import questions from a file into a question bank, which is made if there is none of that "
        "name. Each question is imported whole or skipped with a reason, and the rest goes on; one "
        "that the bank already holds is skipped too. If the file as a whole cannot be read, "
        "nothing is imported and the exit status is 1. What could not be carried of a question "
        "that was imported is listed as a loss. With --format django-quiz-app people's results "
        "are kept as well."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=[form.value for form in Format])
        parser.add_argument("--bank", required=True, help="the name of the question bank")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be imported; change nothing"
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help='print {"questions": found, "imported": number, "skipped": [{"where", "reason"}]}'
            " and nothing else; with --dry-run, the number that would be imported",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = self._imported(options)
        except CannotRead as cannot:
            reason = in_words(cannot.reason)
            if options["json"]:
                skipped = [{"where": in_words(THE_FILE), "reason": reason}]
                self._print({"questions": 0, "imported": 0, "skipped": skipped})
            raise CommandError(reason) from None
        if options["json"]:
            self._print(_as_json(plan))
        else:
            self._tell(plan, options["dry_run"])

    def _imported(self, options: dict[str, Any]) -> queries.ImportPlan:
        form, name = Format(options["format"]), _bank_name(options["bank"])
        loaded = load(_content(options["file"]), form)
        if options["dry_run"]:
            return queries.import_plan(QuestionBank.objects.filter(name=name).first(), loaded)
        return actions.import_questions(bank_name=name, loaded=loaded, source=form, by=None)

    def _print(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _tell(self, plan: queries.ImportPlan, dry_run: bool) -> None:
        done = "Would import" if dry_run else "Imported"
        self.stdout.write(f"{done} {len(plan.questions)} of {plan.found} questions.")
        if plan.results:
            self.stdout.write(f"{done} {len(plan.results)} results of people.")
        for skipped in plan.skipped:
            self.stdout.write(f"Skipped, {in_words(skipped.where)}: {in_words(skipped.reason)}")
        for loss in plan.losses:
            self.stdout.write(f"Lost, {in_words(loss.where)}: {in_words(loss.what)}")


def _bank_name(given: str) -> str:
    name = " ".join(given.split())
    if not name or len(name) > LONGEST_BANK or "\0" in name:
        raise CommandError(f"Give the bank a name of 1 to {LONGEST_BANK} characters.")
    return name


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"The file cannot be opened: {error.strerror}.") from None


def _as_json(plan: queries.ImportPlan) -> dict[str, Any]:
    return {
        "questions": plan.found,
        "imported": len(plan.questions),
        "skipped": [
            {"where": in_words(skipped.where), "reason": in_words(skipped.reason)}
            for skipped in plan.skipped
        ],
    }
