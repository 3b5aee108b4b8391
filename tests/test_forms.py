import pytest
from django import forms
from django.template.loader import render_to_string

from lib.forms import DesignSystemForm


class Survey(DesignSystemForm):
    name = forms.CharField(label="Full name", help_text="As on a certificate.")
    secret = forms.CharField(widget=forms.PasswordInput, label="Password")
    team = forms.ChoiceField(choices=[("", "Choose"), ("n", "North")], label="Team")
    step = forms.ChoiceField(
        widget=forms.RadioSelect, choices=[("1", "Plan"), ("2", "Review")], label="Which step?"
    )
    helps = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("t", "Time")], label="What helps?"
    )
    note = forms.CharField(widget=forms.Textarea(attrs={"class": "wide"}), label="Note")
    agree = forms.BooleanField(label="I agree")
    revision = forms.IntegerField(widget=forms.HiddenInput)


def drawn(name, data=None):
    return " ".join(str(Survey(data)[name].as_field_group()).split())


def summary(form):
    return " ".join(render_to_string("components/error_summary.html", {"form": form}).split())


def test_a_field_has_a_label_and_a_hint_that_belongs_to_it():
    html = drawn("name")

    assert '<label class="nhsuk-label nhsuk-label--s" for="id_name">Full name</label>' in html
    assert '<div class="nhsuk-hint" id="id_name_helptext">As on a certificate.</div>' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert "error" not in html


def test_an_error_stands_beside_its_field_and_is_announced_with_it():
    html = drawn("name", {"name": ""})

    assert "nhsuk-form-group--error" in html
    assert 'class="nhsuk-input nhsuk-input--error"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<span class="nhsuk-u-visually-hidden">Error:</span> Fill in “Full name”.' in html


def test_what_was_entered_is_kept():
    assert 'value="Robin &amp; co"' in drawn("name", {"name": "Robin & co"})


def test_options_are_a_group_with_a_legend_and_one_label_each():
    html = drawn("step", {"step": "2"})

    assert '<legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Which step?' in html
    assert '<label class="nhsuk-label nhsuk-radios__label" for="id_step_1">Review</label>' in html
    assert html.count('class="nhsuk-radios__input"') == 2
    assert html.count("checked") == 1


def test_the_error_of_a_group_of_options_belongs_to_the_group():
    assert '<fieldset class="nhsuk-fieldset" aria-describedby="id_helps_error">' in drawn(
        "helps", {"x": ""}
    )


def test_a_password_may_be_shown():
    html = drawn("secret")

    assert 'data-module="nhsuk-password-input"' in html
    assert 'aria-controls="id_secret" hidden>Show</button>' in html


def test_a_hidden_field_is_only_its_input():
    assert (
        drawn("revision")
        == '<input type="hidden" name="revision" class="nhsuk-input" id="id_revision">'
    )


def test_a_class_of_the_widgets_own_is_kept():
    assert 'class="nhsuk-textarea wide"' in drawn("note")


@pytest.mark.parametrize(
    ("name", "link", "sentence"),
    [
        ("name", "#id_name", "Fill in “Full name”."),
        ("team", "#id_team", "Choose from “Team”."),
        ("step", "#id_step_0", "Choose an answer to “Which step?”."),
        ("helps", "#id_helps_0", "Choose at least one answer to “What helps?”."),
        ("agree", "#id_agree", "Tick “I agree”."),
    ],
)
def test_the_summary_says_what_is_missing_and_leads_there(name, link, sentence):
    form = Survey({"x": ""})

    assert f'<a href="{link}">{sentence}</a>' in summary(form)
    assert f'id="{link[1:]}"' in drawn(name)


def test_the_summary_has_errors_of_the_whole_form_and_of_hidden_fields():
    form = Survey({"x": ""})
    form.add_error(None, "Somebody else saved meanwhile.")

    assert "<li>Somebody else saved meanwhile.</li>" in summary(form)
    assert "<li>Fill in “Revision”.</li>" in summary(form)


def test_a_form_without_errors_has_no_summary():
    assert summary(Survey()) == ""


def test_a_forms_own_sentence_for_an_empty_field_is_kept():
    class Own(DesignSystemForm):
        name = forms.CharField(error_messages={"required": "Who are you?"})

    assert ">Who are you?</a>" in summary(Own({"name": ""}))
