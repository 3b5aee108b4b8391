from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from .. import actions, queries
from ..forms import ChoosePasswordForm, InviteForm
from ..models import Agency, Invitation, User
from ..requests import SignedInRequest
from ..roles import Permission
from .people import agency_to_manage, people_page, programme_to_manage


def invite(request: SignedInRequest, slug: str) -> HttpResponse:
    return _invite(request, agency_to_manage(request, slug))


def invite_to_programme(request: SignedInRequest) -> HttpResponse:
    programme_to_manage(request)
    return _invite(request, None)


def _invite(request: SignedInRequest, agency: Agency | None) -> HttpResponse:
    roles = queries.roles_on_offer(request.user, agency)
    form = InviteForm(request.POST or None, agency=agency, roles=roles)
    if form.is_valid():
        details = {"team": None, **form.cleaned_data}
        try:
            _say_whether_sent(request, actions.invite, **details, agency=agency)
        except actions.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect(people_page(agency))
    context = {"form": form, "agency": agency, "back": people_page(agency)}
    return render(request, "agencies/invite.html", context)


@require_POST
def resend(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = _invitation_to_manage(request, pk)
    try:
        _say_whether_sent(request, actions.resend_invitation, invitation=invitation)
    except actions.Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(people_page(invitation.agency))


@require_POST
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = _invitation_to_manage(request, pk)
    try:
        actions.cancel_invitation(invitation=invitation, by=request.user)
        messages.success(request, _("The invitation is cancelled. Its link no longer works."))
    except actions.Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(people_page(invitation.agency))


@login_not_required
@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of an invitation leads: choose a password, or just accept."""
    try:
        invitation = actions.open_invitation(token=token)
        account = actions.account_of(invitation.email)
        form = None if account else ChoosePasswordForm(_person(invitation), request.POST or None)
        if request.method == "POST" and (form is None or form.is_valid()):
            password = form.cleaned_data["new_password1"] if form else None
            user = actions.accept_invitation(token=token, password=password)
            return _accepted(request, user, had_account=account is not None)
    except actions.Refused as refusal:
        return _closed(request, refusal)
    return render(request, "agencies/invitation.html", {"invitation": invitation, "form": form})


def _accepted(request: HttpRequest, user: User, *, had_account: bool) -> HttpResponse:
    if request.user == user:
        messages.success(request, _("You have accepted the invitation."))
        return redirect("start")
    logout(request)  # on a shared computer somebody else may still be signed in
    done = _("You have accepted the invitation. Sign in.")
    messages.success(request, done if had_account else _("Your password is set. Sign in."))
    return redirect("account_login")


def _closed(request: HttpRequest, refusal: actions.Refused) -> HttpResponse:
    """Only the holder of a link learns what became of it; an unknown one is just not found."""
    status = 404 if isinstance(refusal, actions.InvitationUnknown) else 410
    context = {"sentence": str(refusal), "used": isinstance(refusal, actions.InvitationUsed)}
    return render(request, "agencies/invitation_closed.html", context, status=status)


def _invitation_to_manage(request: SignedInRequest, pk: int) -> Invitation:
    visible = Invitation.objects.visible_to(request.user, Permission.MANAGE_PEOPLE)
    return get_object_or_404(visible.select_related("agency"), pk=pk)


def _person(invitation: Invitation) -> User:
    """Whom a password must not resemble."""
    return User(
        email=invitation.email,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
    )


def _say_whether_sent(request: SignedInRequest, action: Callable, **details: object) -> None:
    try:
        action(**details, by=request.user)
        messages.success(request, _("The invitation is on its way by e-mail."))
    except actions.EmailNotSent:
        messages.warning(
            request,
            _("The invitation is saved, but the e-mail could not be sent. Send it again later."),
        )
