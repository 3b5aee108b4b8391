"""Banks from files and to files, in the CMS."""

import datetime

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from tests.training.formats.quiz_app_dump import dump
from training import actions, queries
from training.formats.reading import Format, load
from training.models import ImportedResult, Question, QuestionBank, WaitingFile
from training.trainers import make_trainers_group
from training.views import question_files

GIFT = "Trust takes time.{T}\n\nBad {=a\n\n[markdown]Who decides?{=both ~one}\n"
FILES = reverse("training_question_files")


@pytest.fixture
def author(client, trainer, site):
    """A browser in which a trainer has signed in. No course is needed."""
    trainer.groups.add(make_trainers_group(apps))
    client.force_login(trainer)
    return client


@pytest.fixture
def bank():
    return QuestionBank.objects.create(name="Core bank")


def fill(bank, gift):
    loaded = load(gift.encode(), Format.GIFT)
    actions.import_questions(bank_name=bank.name, loaded=loaded, source=Format.GIFT, by=None)


def upload(client, bank, content, form="gift", name="questions.txt"):
    content = content if isinstance(content, bytes) else content.encode()
    given = {"file": SimpleUploadedFile(name, content), "format": form}
    return client.post(reverse("training_import", args=[bank.pk]), given)


def preview(client, bank, content, form="gift"):
    return client.get(upload(client, bank, content, form).url)


def test_banks_are_listed_with_their_questions_in_use(author, bank):
    fill(bank, "A{T}\n\nB{T}")
    Question.objects.filter(words="A").update(is_retired=True)

    response = author.get(FILES)

    assert [(b.name, b.in_use) for b in response.context["banks"]] == [("Core bank", 1)]
    assert reverse("training_import", args=[bank.pk]) in response.text


def test_without_a_bank_the_page_says_what_to_do(author):
    assert "Make one first" in author.get(FILES).text


def test_the_menu_leads_to_them(author):
    assert FILES in author.get(reverse("wagtailadmin_home")).text


def test_a_file_is_shown_before_anything_is_imported(author, bank):
    response = preview(author, bank, GIFT)

    assert not Question.objects.exists()
    context = response.context
    assert (context["found"], context["number"]) == (3, 2)
    assert [name for name, _kind, _outcome in context["imported"]] == [
        "Trust takes time.",
        "Who decides?",
    ]
    assert context["skipped"] == [("line 3", "The answers have no closing brace.")]
    assert [where for where, _what in context["losses"]] == ["line 5"]
    assert "The answers have no closing brace." in response.text


def test_it_is_imported_when_its_sender_says_so(author, bank):
    response = author.post(upload(author, bank, GIFT).url, follow=True)

    assert "2 questions were imported into Core bank." in response.text
    assert bank.questions.count() == 2
    assert not WaitingFile.objects.exists()


def test_a_second_click_imports_nothing_more_and_says_why(author, bank):
    address = upload(author, bank, GIFT).url
    author.post(address)

    response = author.post(address, follow=True)

    assert "This file has been imported, or was put away." in response.text
    assert bank.questions.count() == 2


def test_a_file_that_is_imported_meanwhile_is_not_imported_again(author, trainer, bank):
    upload(author, bank, GIFT)
    file, loaded = WaitingFile.objects.get(), load(GIFT.encode(), Format.GIFT)
    WaitingFile.objects.all().delete()

    with pytest.raises(actions.NothingWaits):
        actions.import_waiting_file(file=file, loaded=loaded, by=trainer)

    assert not Question.objects.exists()


def test_the_click_that_comes_second_is_told(author, bank, monkeypatch):
    def too_late(**given):
        raise actions.NothingWaits

    address = upload(author, bank, GIFT).url
    monkeypatch.setattr(actions, "import_waiting_file", too_late)

    assert "upload it again" in author.post(address, follow=True).text


def test_what_is_in_the_bank_already_is_left_out(author, bank):
    fill(bank, GIFT)

    response = preview(author, bank, GIFT)

    assert "There is nothing new to import." in response.text
    assert ("line 1", "This question is in the bank already.") in response.context["skipped"]


@pytest.mark.parametrize(
    ("content", "form", "field", "sentence"),
    [
        ("<quiz>", "moodlexml", "file", "This file is not well-formed XML: look at line 1."),
        ("", "gift", "file", "This file is empty. Choose another."),
        ("nothing {", "csv", "format", "Select a valid choice"),
        ("<?xml version='1.0'?><quiz/>", "gift", "format", "This file is Moodle XML."),
        ("\ufeff\n<quiz>", "gift", "format", "This file is Moodle XML."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    author, bank, content, form, field, sentence
):
    response = upload(author, bank, content, form)

    assert sentence in response.context["form"].errors[field][0]
    assert response.context["form"]["format"].value() == form
    assert not WaitingFile.objects.exists()


def test_no_file_and_no_format_are_asked_for(author, bank):
    response = author.post(reverse("training_import", args=[bank.pk]), {})

    assert response.context["form"].errors == {
        "file": ["Choose a file."],
        "format": ["Choose what the file is."],
    }


def test_a_file_waits_for_its_sender_alone(author, client, bank, administrator):
    address = upload(author, bank, GIFT).url
    client.force_login(administrator)

    assert client.get(address).status_code == 302
    assert client.post(address).status_code == 302
    assert not Question.objects.exists()


def test_one_file_waits_and_forgotten_ones_are_cleared(author, trainer, administrator, bank):
    def keep(by):
        given = {"bank": bank, "name": "a", "source": Format.GIFT, "content": b"A{T}"}
        return actions.keep_file_waiting(**given, by=by)

    forgotten, others = keep(administrator), keep(User.objects.exclude(pk=trainer.pk).last())
    yesterday = timezone.now() - datetime.timedelta(hours=25)
    WaitingFile.objects.filter(pk=forgotten.pk).update(created_at=yesterday)

    upload(author, bank, GIFT)
    upload(author, bank, GIFT)

    assert forgotten.user == administrator
    assert WaitingFile.objects.filter(user=trainer).count() == 1
    assert not WaitingFile.objects.filter(pk=forgotten.pk).exists()
    assert str(others) == "a"


def test_results_of_people_are_imported_from_the_cms_too(author, bank):
    response = preview(author, bank, dump(), "django-quiz-app")
    assert "3 results of people would be kept." in response.text

    author.post(response.wsgi_request.path)

    assert ImportedResult.objects.count() == 3


def test_a_long_list_is_cut_and_says_so(author, bank, monkeypatch):
    monkeypatch.setattr(question_files, "MOST_LINES", 1)

    response = preview(author, bank, GIFT + "\nNo answers.\n")

    assert len(response.context["skipped"]) == 1
    assert "These are the first 1 of 2." in response.text


def test_before_an_export_its_losses_are_shown(author, bank):
    fill(bank, "Short? {=word}")
    question = Question.objects.get()
    ((block,),) = [question.content.raw_data]
    block["value"]["points"] = 3
    question.content = [block]
    question.save()

    xml, gift = author.get(reverse("training_export", args=[bank.pk])).context["files"]

    assert xml["losses"] == []
    assert gift["losses"] == [("“Short?”", "GIFT has no points: this question is worth 3.")]


def test_an_empty_bank_says_that_there_is_nothing_to_export(author, bank):
    response = author.get(reverse("training_export", args=[bank.pk]))

    assert "there is nothing to export" in response.text


@pytest.mark.parametrize(
    ("form", "ending", "kind"),
    [("gift", "txt", "text/plain; charset=utf-8"), ("moodlexml", "xml", "application/xml")],
)
def test_a_bank_is_downloaded_and_can_be_read_back(author, bank, form, ending, kind):
    fill(bank, GIFT)

    response = author.get(reverse("training_export_file", args=[bank.pk, form]))

    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="core-bank.{ending}"'
    plan = queries.import_plan(bank, load(response.content, Format(form)))
    assert (plan.found, plan.questions) == (2, ())


def test_retired_questions_are_not_exported(author, bank):
    fill(bank, "A{T}\n\nB{T}")
    Question.objects.filter(words="A").update(is_retired=True)

    assert [q.name for q in queries.exported(bank)] == ["B"]


def test_exporting_takes_one_query(bank, django_assert_num_queries):
    fill(bank, "\n\n".join(f"{n}?{{T}}" for n in range(5)))

    with django_assert_num_queries(1):
        assert len(list(queries.exported(bank))) == 5


PAGES = [
    ("training_question_files", False, []),
    ("training_import", True, []),
    ("training_export", True, []),
    ("training_export_file", True, ["gift"]),
]


@pytest.mark.parametrize(("name", "of_bank", "more"), PAGES)
@pytest.mark.parametrize("who", ["worker", "supervisor", "lead", "researcher", "commissioner"])
def test_whoever_does_not_write_training_finds_nothing(
    client, bank, request, who, name, of_bank, more
):
    client.force_login(request.getfixturevalue(who))
    address = reverse(name, args=[bank.pk, *more] if of_bank else [])

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("name", ["training_import", "training_export"])
@pytest.mark.parametrize("number", [999, 10**18])
def test_a_bank_that_is_not_there_is_not_found(author, name, number):
    assert author.get(reverse(name, args=[number])).status_code == 404
