"""What a round's page shows from above the rounds: its policy, the schools to choose from."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from tandem.accounts.actors import Actor
from tandem.calendar import today
from tandem.compliance.models import PinnedPolicy
from tandem.pairings.models import Collaboration, Round, Term
from tandem.pairings.queries import visible_collaborations, visible_rounds
from tandem.schools.models import School


def pin_of(round_id: str) -> PinnedPolicy | None:
    """The policy version by which a round is judged."""
    return PinnedPolicy.objects.select_related("policy").filter(round_id=round_id).first()


def rounds_in_short(actor: Actor) -> list[tuple[Round, int, Term | None]]:
    """The rounds that the actor sees, how many collaborations each has, the semester of today.

    Three queries, however many rounds.
    """
    rounds = list(visible_rounds(actor).prefetch_related("terms"))
    pairs = visible_collaborations(actor).order_by().values_list("round_id")
    counts = dict(pairs.annotate(n=Count("pk", distinct=True)))
    day = today()
    found = []
    for round_ in rounds:
        running = [t for t in round_.terms.all() if t.starts_on <= day <= t.ends_on]
        found.append((round_, counts.get(round_.pk, 0), running[0] if running else None))
    return found


def pairs_of(actor: Actor, round_: Round, sought: str) -> list[Collaboration]:
    """The round's collaborations that the actor may see, with a school that is called so."""
    pairs = visible_collaborations(actor).filter(round=round_)
    if sought:
        pairs = pairs.filter(
            Q(lead__search__icontains=sought)
            | Q(partner__search__icontains=sought)
            | Q(lead__name__icontains=sought)
            | Q(partner__name__icontains=sought)
        )
    return list(pairs)


def get_pin_of(round_id: str) -> PinnedPolicy:
    """As :func:`pin_of`. Raises ``Http404`` where no policy is pinned yet."""
    found = pin_of(round_id)
    if found is None:
        raise Http404(round_id)
    return found


def schools_for(round_: Round) -> QuerySet[School]:
    """The schools that may work together in a round: those of its bureau that still teach."""
    schools = School.objects.filter(status=School.Status.OPEN)
    if round_.authority_id is None:
        return schools
    return schools.filter(
        Q(authority=round_.authority_id) | Q(authority__parent=round_.authority_id)
    )
