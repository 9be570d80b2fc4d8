"""Plans on the home page and on a collaboration's page."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.compliance.cards import zh
from tandem.compliance.panels import Panel, Waiting, register_panel
from tandem.compliance.policies import policy_of_pair
from tandem.pairings.models import Collaboration, Term
from tandem.plans.models import Plan
from tandem.plans.permissions import can_approve, can_submit
from tandem.plans.queries import plans_with_early


def waiting_for(actor: Actor) -> list[Waiting]:
    """Plans that the bureau has to approve. One query."""
    bureaus = actor.organisations("plans.approve")
    if not bureaus:
        return []
    plans = Plan.objects.filter(
        Q(collaboration__lead__authority__in=bureaus)
        | Q(collaboration__partner__authority__in=bureaus),
        approved_on__isnull=True,
        submitted_on__isnull=False,
    ).select_related(
        "collaboration__lead", "collaboration__partner", "collaboration__round__pinned_policy"
    )
    found = []
    for plan in plans.order_by("submitted_on", "pk"):
        pair = plan.collaboration
        found.append(
            Waiting(
                "decide",
                format_html(
                    _("Plan to approve: {names}"),
                    names=zh(f"{pair.lead.name} — {pair.partner.name}"),
                ),
                reverse("plans:approve", args=[plan.pk]),
                pair.plan_due_on + timedelta(days=_grace(pair)),
                pair.pk,
                plan.submitted_on,
            )
        )
    return found


def _grace(pair: Collaboration) -> int:
    """So many days after the plan's own deadline the bureau has, by the round's policy."""
    policy = policy_of_pair(pair)
    rules = policy.rules if policy else ()
    return max((r.grace_days for r in rules if r.where.event == "approved"), default=30)


def panel(collaboration: Collaboration, actor: Actor, term: Term | None) -> Panel:
    """The dates, and a warning where activities precede the approval. One query."""
    plans, early = plans_with_early(collaboration)
    return Panel(
        "plans",
        _("Plan"),
        "plans/panel.html",
        {
            "plans": plans,
            "collaboration": collaboration,
            "early": early,
            "may_approve": can_approve(actor, collaboration),
            "new_url": reverse("plans:new", args=[collaboration.pk])
            if can_submit(actor, collaboration)
            else None,
        },
        50,
    )


def register() -> None:
    """Register them."""
    register_panel("plans", panel=panel, waiting=waiting_for)
