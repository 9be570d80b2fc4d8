"""Failed sign-ins, counted in the database: every process sees them and no cache drops them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tandem.accounts.models import FailedSignIn
from tandem.accounts.names import tidy_name

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 60
"""A whole school may share one address: its limit only stops machines."""


PER_CODE_PAGE = 30
"""Wrong activation codes of one address: at a training a whole staff types theirs in one room, and
none can be guessed among 30 to the power of eight."""


def count_attempt(name: str, address: str, most: int = PER_ACCOUNT) -> tuple[int, datetime | None]:
    """Note an attempt before the password is looked at; ``most`` wrong ones lock the name.

    Gives the attempt's id and ``None``, or 0 and the moment until which no attempt is looked at. To
    be told with :func:`forget_attempt` when the password was right.
    """
    # the real clock: a demonstration that holds the day still must not lock for ever
    name, moment = tidy_name(name)[:64], timezone.now()
    with transaction.atomic():
        FailedSignIn.objects.filter(at__lt=moment - 4 * WINDOW).delete()
        own = FailedSignIn.objects.create(name=name, address=address[:45], at=moment)
        before = FailedSignIn.objects.filter(at__gt=moment - WINDOW, pk__lt=own.pk)
        for limit, rows in (
            (most, before.filter(name=name)),
            (PER_ADDRESS, before.filter(address=address)),
        ):
            times = list(rows.order_by("-at").values_list("at", flat=True)[:limit])
            if len(times) >= limit:
                own.delete()
                return 0, times[-1] + WINDOW
    return own.pk, None


def forget_attempt(pk: int) -> None:
    """The attempt was right: it does not count."""
    FailedSignIn.objects.filter(pk=pk).delete()


def forget_failures(name: str) -> None:
    """A new password was set with a code: the account is open again."""
    FailedSignIn.objects.filter(name=tidy_name(name)).delete()


def failures_left(name: str) -> int:
    """How many wrong passwords the account has left before it is locked."""
    since = timezone.now() - WINDOW
    return PER_ACCOUNT - FailedSignIn.objects.filter(name=tidy_name(name), at__gt=since).count()
