"""The daily mail: what is new, to those who have an address, at most one a day."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import ngettext

from tandem.accounts.models import User
from tandem.calendar import now, today
from tandem.notifications.models import Notice
from tandem.notifications.wording import notice_text

log = logging.getLogger(__name__)

LONGEST = 20
"""So many notices stand in one mail; the rest is counted and waits in the application."""


def send_digests() -> int:
    """Send everyone who has an address one mail with the unread notices not mailed yet; how many.

    Nobody gets a second mail on the same day, and none without anything new. A mail that cannot be
    sent is logged and tried again next time; the others are sent. For ``tandem nightly``.
    """
    waiting = Notice.objects.filter(mailed_at__isnull=True, read_at__isnull=True)
    users = User.objects.filter(is_active=True, notices__in=waiting).exclude(email="")
    return sum(_send(user) for user in users.order_by("pk").distinct())


def _send(user: User) -> bool:
    claimed = _claim(user)
    if not claimed:
        return False
    try:
        _mail(user, claimed).send()
    except OSError:
        # refused, unreachable, timed out: every error of the mail library is one
        log.exception("the digest for account %s was not sent", user.pk)
        Notice.objects.filter(pk__in=[n.pk for n in claimed]).update(mailed_at=None)
        return False
    return True


def _claim(user: User) -> list[Notice]:
    """Take the notices for one mail, so that a second run at the same time takes none."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        last = Notice.objects.filter(user=user, mailed_at__isnull=False)
        latest = last.order_by("-mailed_at").values_list("mailed_at", flat=True).first()
        if latest is not None and localdate(latest) >= today():
            return []
        new = Notice.objects.filter(user=user, mailed_at__isnull=True, read_at__isnull=True)
        notices = list(new.order_by("at", "pk"))
        Notice.objects.filter(pk__in=[n.pk for n in notices]).update(mailed_at=now())
    return notices


def _mail(user: User, notices: Sequence[Notice]) -> EmailMultiAlternatives:
    language = user.language or settings.LANGUAGE_CODE
    site = settings.PUBLIC_URL.rstrip("/")
    with translation.override(language):
        lines = [(notice_text(n), f"{site}{n.url}" if n.url else "") for n in notices[:LONGEST]]
        subject = ngettext("Tandem: %(n)d new notice", "Tandem: %(n)d new notices", len(notices))
        context = {
            "name": user.name,
            "lines": lines,
            "more": len(notices) - len(lines),
            "site": f"{site}/",
            "language": language,
        }
        mail = EmailMultiAlternatives(
            subject=subject % {"n": len(notices)},
            body=render_to_string("notifications/digest.txt", context),
            to=[user.email],
        )
        mail.attach_alternative(render_to_string("notifications/digest.html", context), "text/html")
    return mail
