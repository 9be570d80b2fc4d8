"""What waits for a person in outings: to confirm, to complete."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.accounts.actors import Actor
from tandem.activities.queries import drafts_of, waiting_outings
from tandem.compliance.cards import day, language, title_of
from tandem.compliance.confirming import answer_due_on
from tandem.compliance.panels import Waiting
from tandem.compliance.policies import policy_of_pair


def waiting_for(actor: Actor) -> list[Waiting]:
    """Outings to confirm and drafts to complete."""
    found = []
    for outing in waiting_outings(actor):
        pair = outing.collaboration
        policy = policy_of_pair(pair)
        kinds = policy.vocabulary.kinds if policy else {}
        names = dict.fromkeys(title_of(kinds.get(i.kind), i.kind) for i in outing.items.all())
        text = _("Confirm: %(what)s on %(day)s, entered by %(school)s") % {
            "what": ("、" if language() != "en" else ", ").join(names),
            "day": day(outing.held_on),
            "school": pair.school_on("lead" if outing.waits_for == "partner" else "partner").name,
        }
        url = reverse("activities:confirm", args=[outing.pk])
        due = answer_due_on(outing)
        found.append(Waiting("confirm", text, url, due, pair.pk, outing.waits_since))
    for draft in drafts_of(actor) if actor.may("activities.record") else ():
        held_on = draft.content.get("where", {}).get("held_on", "")
        text = _("Complete your draft of %(day)s") % {
            "day": day(held_on),
        }
        url = reverse("activities:check", args=[draft.pk])
        pair_id = draft.collaboration_id or ""
        found.append(Waiting("complete", text, url, None, pair_id, draft.updated_at))
    return found
