"""What the steps of the outing form choose from, and what they show for checking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.accounts.actors import Actor
from tandem.activities.composing import PUPILS, Item, compose, items_of, people_named
from tandem.activities.effects import Effect, effects_of
from tandem.activities.kinds import KindForm, kind_forms
from tandem.activities.models import Outing, OutingDraft
from tandem.activities.models.outings import HostSide
from tandem.activities.queries import kind_counts, people_of_last_outing, recent_people
from tandem.calendar import today
from tandem.compliance.cards import language, title_of
from tandem.compliance.policies import pinned_policy
from tandem.mentoring.models import Mentorship
from tandem.pairings.models import Collaboration
from tandem.pairings.queries import visible_collaborations
from tandem.pairings.two_sided import Status
from tandem.policy.model import Policy
from tandem.schools.models import Person
from tandem.schools.queries import people_as_of, roster


def pairs_to_record_for(actor: Actor, only: str | None = None) -> list[Collaboration]:
    """The running collaborations of the actor's schools, in which an outing can be recorded."""
    schools = actor.organisations("activities.record")
    pairs = [
        pair
        for pair in visible_collaborations(actor).order_by("starts_on", "pk")
        if not schools.isdisjoint(schools_of_pair(pair)) and pair.starts_on <= today()
    ]
    wanted = [pair for pair in pairs if pair.pk == only]
    return wanted or [pair for pair in pairs if pair.is_active_on(today())] or pairs


def schools_of_pair(pair: Collaboration) -> tuple[str, str]:
    """Both schools' ids."""
    return pair.lead_id, pair.partner_id


def schools_of(outing: Outing) -> tuple[str, str]:
    """Both schools' ids of an outing."""
    return schools_of_pair(outing.collaboration)


def forms_of(pair: Collaboration) -> Mapping[str, KindForm]:
    """The kinds of the round's policy, with what each must ask; none without a policy."""
    policy = pinned_policy(pair.round_id)
    return kind_forms(policy.hash) if policy else {}


def what_choices(draft: OutingDraft) -> dict[str, Any]:
    """What step 2 chooses from."""
    pair = _pair(draft)
    policy = pinned_policy(pair.round_id)
    return {
        "kind_forms": kind_forms(policy.hash) if policy else {},
        "used": kind_counts(pair),
        "topics": policy.vocabulary.topics if policy else {},
        "mentorships": mentorships_on(pair, _day(draft)),
        "language": language(),
    }


def mentorships_on(pair: Collaboration, day: date) -> list[Mentorship]:
    """The confirmed mentor pairs that have begun and not ended on that day."""
    pairs = Mentorship.objects.filter(
        collaboration=pair, status=Status.CONFIRMED, starts_on__lte=day
    ).select_related("mentor", "mentee")
    return [m for m in pairs.order_by("pk") if m.ends_on is None or m.ends_on >= day]


def who_choices(draft: OutingDraft) -> dict[str, Any]:
    """What step 3 chooses from."""
    pair = _pair(draft)
    people: list[Any] = list(roster([pair.lead_id, pair.partner_id], _day(draft)))
    return {
        "collaboration": pair,
        "people": people + _others_on_record(draft, {person.pk for person in people}),
        "recent": recent_people(pair),
    }


def _others_on_record(draft: OutingDraft, known: set[str]) -> list[Any]:
    """Whom a corrected outing names though neither roster has them; they stay on their side."""
    items = draft.content.get("recorded", ())
    sides = {p["key"]: p["side"] for item in items for p in item["people"] if p["key"] not in known}
    if not sides:
        return []
    people: dict[str, Any] = dict(people_as_of(sides, _day(draft)))
    for key, person in people.items():
        lead = sides[key] == "lead"
        person.roster_school = _pair(draft).lead_id if lead else _pair(draft).partner_id
    return list(people.values())


def who_initial(draft: OutingDraft) -> dict[str, Any]:
    """What step 3 shows."""
    who = draft.content.get("who", {})
    people = who.get("people", [])
    return {
        "people_lead": people,
        "people_partner": people,
        f"{PUPILS}_lead": who.get(f"{PUPILS}_lead") or None,
        f"{PUPILS}_partner": who.get(f"{PUPILS}_partner") or None,
    }


def last_people(draft: OutingDraft, actor: Actor) -> dict[str, Any]:
    """The people of the last outing, as step 3 would show them; empty if there was none."""
    people = sorted(people_of_last_outing(_pair(draft), actor))
    return {"people_lead": people, "people_partner": people} if people else {}


def led_choices(draft: OutingDraft) -> dict[str, Any]:
    """What the second half of step 3 chooses from."""
    items = [item for item in draft_items(draft) if item.asks_who_led]
    return {
        "items": items,
        "titles": titles_of(items),
        "people": list(people_of(draft).values()),
        "collaboration": _pair(draft),
    }


def titles_of(items: list[Item]) -> dict[str, str]:
    """A name for each item; several of one kind are numbered."""
    names: dict[str, str] = {}
    for item in items:
        title = item.form.title.get(language())
        same = [other for other in items if other.form.code == item.form.code]
        number = same.index(item) + 1
        names[item.key] = f"{title} {number}" if len(same) > 1 else title
    return names


def draft_items(draft: OutingDraft) -> list[Item]:
    """The items that a draft stands for."""
    return items_of(draft.content.get("what", ()), forms_of(_pair(draft)))


def people_of(draft: OutingDraft) -> dict[str, Person]:
    """The people that a draft names, in its order."""
    keys = draft.content.get("who", {}).get("people", [])
    found = people_as_of(keys, _day(draft))
    return {key: found[key] for key in keys if key in found}


def after_what(draft: OutingDraft) -> str:
    """The page after step 2: nobody need be asked who was there where mentor pairs say it."""
    if all(item.mentorship_id for item in draft_items(draft)):
        return "activities:check"
    return "activities:who"


def after_who(draft: OutingDraft) -> str:
    """The page after step 3: who led is asked only where a rule asks for it."""
    asks = any(item.asks_who_led for item in draft_items(draft)) and people_of(draft)
    return "activities:led" if asks else "activities:check"


def content_of(draft: OutingDraft) -> dict[str, Any]:
    """The outing's content that a draft stands for."""
    pair = _pair(draft)
    parts = (draft.content, draft.content.get("began", {}))
    entries = [entry for part in parts for entry in part.get("what", ())]
    wanted = {key for entry in entries for key in entry.get("mentorships") or ()}
    pairs = Mentorship.objects.in_bulk(wanted)
    both = {key for m in pairs.values() for key in (m.mentor_id, m.mentee_id)}
    people = people_as_of(people_named(draft.content) | both, _day(draft))
    return compose(pair, draft.content, forms_of(pair), people, pairs)


def effects(draft: OutingDraft, content: Mapping[str, Any]) -> list[Effect]:
    """What the outing would count for once it is confirmed."""
    return effects_of(_pair(draft), content, draft.corrects)


def _pair(draft: OutingDraft) -> Collaboration:
    if draft.collaboration is None:
        raise LookupError("a draft past its first step has a collaboration")
    return draft.collaboration


def _day(draft: OutingDraft) -> date:
    text = draft.content.get("where", {}).get("held_on")
    return date.fromisoformat(text) if text else today()


# --- showing -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item in words: its kind, its details, and who took part."""

    title: str
    details: list[str]
    people: list[tuple[str, str]]
    """Names with what each did."""


@dataclass(frozen=True, slots=True)
class ShownOuting:
    """An outing's content in words."""

    day: date | None
    times: str
    place: str
    note: str
    items: list[ShownItem]


def shown(pair: Collaboration, content: Mapping[str, Any]) -> ShownOuting:
    """A content in the words of the page's language. Two queries."""
    policy = pinned_policy(pair.round_id)
    keys = {person["key"] for item in content["items"] for person in item["people"]}
    names = dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))
    ids = {item["mentorship_id"] for item in content["items"] if item.get("mentorship_id")}
    pairs = {
        m.pk: f"{m.mentor} – {m.mentee}"
        for m in Mentorship.objects.filter(pk__in=ids).select_related("mentor", "mentee")
    }
    day = content.get("held_on")
    times = "–".join(t for t in (content.get("starts_at"), content.get("ends_at")) if t)
    return ShownOuting(
        day=date.fromisoformat(day) if day else None,
        times=times,
        place=place_in_words(pair, content),
        note=content.get("note", ""),
        items=[_item(policy, item, names, pairs) for item in content["items"]],
    )


def shown_draft(draft: OutingDraft, content: Mapping[str, Any]) -> ShownOuting:
    """A draft's content in words."""
    return shown(_pair(draft), content)


def place_in_words(pair: Collaboration, content: Mapping[str, Any]) -> str:
    """The school by name, or elsewhere, with the room or address."""
    side = content.get("host_side", "")
    if side in ("lead", "partner"):
        where = pair.school_on(side).name
    else:
        where = str(HostSide(side).label) if side in HostSide.values else ""
    return " · ".join(part for part in (where, content.get("place", "")) if part)


def _item(
    policy: Policy | None,
    item: Mapping[str, Any],
    names: Mapping[str, str],
    pairs: Mapping[str, str],
) -> ShownItem:
    vocabulary = policy.vocabulary if policy else None
    details = []
    if item.get("title"):
        details.append(item["title"])
    if item.get("mentorship_id") in pairs:
        details.append(pairs[item["mentorship_id"]])
    if vocabulary:
        details += [title_of(vocabulary.topics.get(t), t) for t in item.get("topics", ())]
        if item.get("subject"):
            details.append(title_of(vocabulary.subjects.get(item["subject"]), item["subject"]))
    if int(item.get("sessions") or 1) > 1:
        n = int(item["sessions"])
        details.append(ngettext("%(n)s lesson", "%(n)s lessons", n) % {"n": n})
    kinds = vocabulary.kinds if vocabulary else {}
    return ShownItem(
        title=title_of(kinds.get(item["kind"]), item["kind"]),
        details=details,
        people=[_person(person, names) for person in item["people"]],
    )


def _person(person: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, str]:
    if person["post"] == "student":
        number = person["key"].rpartition("-")[2]
        n = int(number) if number.isdigit() else 1
        return ngettext("%(n)s pupil", "%(n)s pupils", n) % {"n": n}, ""
    parts = {
        "teacher": _("taught"),
        "speaker": _("spoke"),
        "chair": _("in the chair"),
        "observer": _("observed"),
    }
    return names.get(person["key"]) or person["key"], parts.get(person["part"], "")
