"""Essays in tests: handed in, marked, and looked at."""

import re
from decimal import Decimal

from django.urls import reverse

from training import actions
from training.models import Answer


def hand_in(user, quiz, *texts):
    """Choices rightly chosen, and the essays in their order."""
    attempt, written = actions.start_attempt(quiz=quiz, by=user), iter(texts)
    answers = {
        q["key"]: next(written) if q["definition"]["kind"] == "essay" else ["Right"]
        for q in attempt.paper["questions"]
    }
    actions.submit_attempt(attempt=attempt, answers=answers, by=user, with_gaps=True)
    attempt.refresh_from_db()
    return attempt


def essays_of(attempt):
    return list(attempt.answers.filter(version__question__kind="essay").order_by("pk"))


def give(answer, points, by, *, comment="", seen=0):
    answer = Answer.objects.get(pk=answer.pk)
    actions.mark_essay(answer=answer, points=Decimal(points), comment=comment, seen=seen, by=by)


def address(answer):
    return reverse("training:mark_essay", args=[answer.pk])


def mark(browser, answer, points="3", *, follow=False, **more):
    given = {"points": points, "comment": "", "seen": "0", **more}
    return browser.post(address(answer), given, follow=follow)


def html(response):
    assert response.status_code == 200
    return response.content.decode()


def words(response):
    """What is read in the page below its header."""
    main = re.search(r"<main.*</main>", html(response), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def told(response):
    """The errors, as the form has them."""
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}
