from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from ..models import Reminder
from ..queries import Digest
from .refusals import ReminderNotSent


def send_reminder(*, digest: Digest) -> bool:
    """One e-mail about all that ends soon. Says whether it was sent.

    Each reminder is noted before it goes, outside any transaction: two timers at once, or a crash
    in between, must not send it twice. What the mail server refuses is taken back.
    """
    notices = [n for n in digest.notices if _is_first(n.certificate_id, n.reminder)]
    if not notices:
        return False
    context = {
        "user": digest.user,
        "notices": notices,
        "today": timezone.localdate(),
        "site": settings.SITE_URL,
    }
    subject = render_to_string("training/email/reminder_subject.txt", context).strip()
    body = render_to_string("training/email/reminder.txt", context)
    try:
        send_mail(subject, body, None, [digest.user.email])
    except (SMTPException, OSError) as error:
        for notice in notices:
            Reminder.objects.filter(
                certificate=notice.certificate_id, days=notice.reminder
            ).delete()
        raise ReminderNotSent from error
    return True


def _is_first(certificate_id: int, days: int) -> bool:
    return Reminder.objects.get_or_create(certificate_id=certificate_id, days=days)[1]
