"""The people of both schools, as a workbook may name them: by id or by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tandem.facts.normalise import strip
from tandem.pairings.models import Collaboration
from tandem.schools.models import Appointment, Person
from tandem.schools.queries import people_as_of


class People:
    """Everyone who belongs to one of the two schools or once did. Two queries, and one a day."""

    def __init__(self, pair: Collaboration) -> None:
        schools = {pair.lead_id: "lead", pair.partner_id: "partner"}
        self._schools = schools
        self._then: dict[date, Any] = {}
        past = Appointment.objects.filter(school__in=schools).order_by("starts_on", "pk")
        self._sides: dict[str, str] = {
            person: schools[school] for person, school in past.values_list("person_id", "school_id")
        }
        found = Person.objects.filter(Q(school__in=schools) | Q(pk__in=list(self._sides)))
        self.by_id: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in found.order_by("school", "name", "pk"):
            self.by_id[person.pk] = person
            if person.name:
                self._by_name[person.name].append(person)
            if person.school_id in schools:
                self._sides[person.pk] = schools[person.school_id]

    def side(self, person: Person) -> str:
        """The side of a person: of the school today, else of the last one of the two."""
        return self._sides[person.pk]

    def then(self, person: Person, day: date) -> tuple[str, str]:
        """The side and the post of a person on a day; today's side for one of neither school then."""
        if day not in self._then:
            self._then[day] = people_as_of(list(self.by_id), day)
        there: Any = self._then[day].get(person.pk)
        if there is None:
            return self.side(person), person.post
        return self._schools.get(there.roster_school) or self.side(person), there.roster_post

    def find(self, key: str, name: str) -> tuple[Person | None, str]:
        """Whom an id or a name means, or what is wrong. A name may stand in the id's place."""
        said = strip(key) or strip(name)
        if not said:
            return None, _("Say who: the ID or the name of a person of the two schools.")
        if said in self.by_id:
            return self.by_id[said], ""
        same = self._by_name.get(said, [])
        if len(same) > 1:
            here = [person for person in same if person.left_on is None]
            if len(here) != 1:
                ids = "、".join(person.pk for person in same)
                return None, _("Several people have this name. Give the ID: %(ids)s.") % {
                    "ids": ids
                }
            same = here
        if same:
            return same[0], ""
        return None, _(
            "Nobody of the two schools has this ID or name. Check the spelling on the sheet of"
            " people; a new person is added on the school’s page first."
        )

    def names(self) -> tuple[str, ...]:
        """The names that mean one person each, for a list to choose from."""
        return tuple(name for name, same in self._by_name.items() if len(same) == 1)

    def name(self, key: str) -> str:
        """The name of a person; the id where it is not known."""
        person = self.by_id.get(key)
        return str(person) if person else key

    def add(self, keys: Collection[str]) -> None:
        """Know these people too: records name them, though they never belonged to the two schools."""
        wanted = [key for key in keys if key and key not in self.by_id]
        if wanted:
            for person in Person.objects.filter(pk__in=wanted):
                self.by_id[person.pk] = person
                self._sides.setdefault(person.pk, "bureau")
