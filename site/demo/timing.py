"""How the benches measure: CPU time and queries, a line each."""

import statistics
from collections.abc import Callable
from time import process_time
from typing import Any

from django.core.management.base import OutputWrapper
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import User
from agencies.roles import Role

from .accounts import ACCOUNTS

RUNS, WARM_UP = 30, 5


def nothing() -> None:
    pass


def time(
    out: OutputWrapper,
    what: str,
    work: Callable[[], Any],
    budget: int | None,
    before: Callable[[], None] = nothing,
) -> None:
    """Milliseconds of CPU, the median of 30 runs, without what is done before each."""
    for _ in range(WARM_UP):
        before()
        answer = work()
    before()
    with CaptureQueriesContext(connection) as queries:
        work()
    asked = len(queries)  # the next request would clear them
    times = []
    for _ in range(RUNS):
        before()
        times.append(seconds(work))
    status = getattr(answer, "status_code", 200)
    problem = "" if status in (200, 302) else f"  answered {status}!"
    median = statistics.median(times) * 1000
    out.write(f"{what:<34}{median:>8.1f}{asked:>9}{budget or '':>8}{problem}")


def time_once(out: OutputWrapper, what: str, work: Callable[[], Any], budget: int) -> None:
    """Work that takes seconds: once is enough."""
    out.write(f"{what + ', seconds':<34}{seconds(work):>8.1f}{'':>9}{budget:>8}")


def seconds(work: Callable[[], Any]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def account(role: Role) -> User:
    """The demonstration's account for a role."""
    return User.objects.get(email=dict(ACCOUNTS)[role])


def client_of(role: Role) -> Client:
    client = Client()
    client.force_login(account(role))
    return client
