from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from .models import Invitation


class EmailNotSent(Exception):
    """What the e-mail is about is kept; only the e-mail could not be sent."""


def send_invitation(invitation: Invitation, token: str) -> None:
    link = settings.SITE_URL + reverse("agencies:invitation", args=[token])
    context = {"invitation": invitation, "link": link}
    subject = render_to_string("agencies/email/invitation_subject.txt").strip()
    body = render_to_string("agencies/email/invitation.txt", context)
    try:
        send_mail(subject, body, None, [invitation.email])
    except (SMTPException, OSError) as error:
        raise EmailNotSent from error
