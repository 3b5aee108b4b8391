from smtplib import SMTPException

import pytest
from django.core.management import CommandError, call_command

from training import actions, queries
from training.models import Reminder

from .certified import days, make_certificate, make_small_course


@pytest.fixture
def course():
    return make_small_course(renewal_months=1)


def ending_in(number, user, course, name="CP-2026-AAAA-BBBB"):
    return make_certificate(user, course, name, issued_on=days(-500), expires_on=days(number))


def due():
    return [(d.user, [(n.number, n.reminder) for n in d.notices]) for d in queries.reminders_due()]


def test_a_reminder_goes_out_once_and_the_next_in_its_turn(worker, course, mailoutbox):
    certificate = ending_in(59, worker, course)
    call_command("send_training_reminders")
    call_command("send_training_reminders")
    assert [m.to for m in mailoutbox] == [[worker.email]]

    certificate.expires_on = days(30)
    certificate.save()
    call_command("send_training_reminders")
    assert len(mailoutbox) == 2
    assert set(Reminder.objects.values_list("days", flat=True)) == {60, 30}


def test_the_e_mail_says_until_when_and_where_to_go(worker, course, mailoutbox, settings):
    settings.SITE_URL = "https://people.example.org"
    certificate = ending_in(7, worker, course)
    call_command("send_training_reminders")

    [message] = mailoutbox
    end = certificate.expires_on
    assert message.subject == "Your certificate ends soon"
    assert f"for Core course is valid until {end.day} {end:%B %Y}." in message.body
    assert "You can renew it now" in message.body
    assert f"https://people.example.org{certificate.get_absolute_url()}" in message.body


def test_before_the_time_to_renew_the_e_mail_says_from_when(worker, course, mailoutbox):
    ending_in(60, worker, course)
    call_command("send_training_reminders")

    assert "You can renew it from " in mailoutbox[0].body


def test_a_person_gets_one_e_mail_about_all(worker, supervisor, course, mailoutbox):
    ending_in(7, worker, course)
    ending_in(50, worker, make_small_course("Other"), "CP-2026-AAAA-CCCC")
    ending_in(7, supervisor, course, "CP-2026-AAAA-DDDD")

    call_command("send_training_reminders")

    assert len(mailoutbox) == 2
    [about_two] = [m for m in mailoutbox if m.to == [worker.email]]
    assert about_two.subject == "Your certificates end soon"
    assert "Core course" in about_two.body
    assert "Other" in about_two.body


def test_a_dry_run_sends_and_notes_nothing(worker, course, mailoutbox, capsys):
    ending_in(7, worker, course)

    call_command("send_training_reminders", dry_run=True)

    assert f"{worker.email}: CP-2026-AAAA-BBBB" in capsys.readouterr().out
    assert mailoutbox == []
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("number", [61, -1])
def test_too_early_and_too_late_nobody_is_reminded(worker, course, number):
    ending_in(number, worker, course)

    assert due() == []


def test_who_has_renewed_is_not_reminded(worker, course):
    old = ending_in(7, worker, course)
    make_certificate(worker, course, "CP-2026-AAAA-CCCC", renews=old, expires_on=days(700))

    assert due() == []


def test_a_revoked_certificate_reminds_nobody(worker, course, trainer):
    certificate = ending_in(7, worker, course)
    actions.revoke_certificate(certificate=certificate, reason="In error.", by=trainer)

    assert due() == []


def test_who_has_left_is_not_reminded(worker, supervisor, course):
    ending_in(7, worker, course)
    ending_in(7, supervisor, course, "CP-2026-AAAA-CCCC")
    worker.memberships.update(starts_on=days(-9), ends_on=days(0))
    supervisor.is_active = False
    supervisor.save()

    assert due() == []


def test_a_course_taken_down_reminds_nobody(worker, course):
    ending_in(7, worker, course)
    course.unpublish()

    assert due() == []


def test_what_the_mail_server_refuses_is_tried_again(
    worker, supervisor, course, monkeypatch, mailoutbox
):
    ending_in(7, worker, course)
    ending_in(7, supervisor, course, "CP-2026-AAAA-CCCC")
    send = actions.reminders.send_mail

    def refuse_one(subject, body, sender, to):
        if to == [worker.email]:
            raise SMTPException("full")
        return send(subject, body, sender, to)

    monkeypatch.setattr(actions.reminders, "send_mail", refuse_one)
    with pytest.raises(CommandError, match="1 could not be sent"):
        call_command("send_training_reminders")
    assert [m.to for m in mailoutbox] == [[supervisor.email]]
    monkeypatch.undo()

    call_command("send_training_reminders")

    assert [m.to for m in mailoutbox] == [[supervisor.email], [worker.email]]


def test_the_number_of_queries_does_not_grow(worker, supervisor, course, django_assert_num_queries):
    ending_in(7, worker, course)
    ending_in(7, supervisor, course, "CP-2026-AAAA-CCCC")

    with django_assert_num_queries(2):
        assert len(due()) == 2
