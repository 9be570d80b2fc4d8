"""What accounts are told of schools and authorities: names, and what stands above."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tandem.accounts.organisations import Organisation
from tandem.schools.models import Authority, School


def directory(ids: Collection[str]) -> Mapping[str, Organisation]:
    """The organisations of those ids. Two queries."""
    schools = School.objects.filter(pk__in=ids).values_list("pk", "name", "authority_id")
    authorities = Authority.objects.filter(pk__in=ids).values_list("pk", "name", "parent_id")
    found = {pk: Organisation(pk, name, True, above) for pk, name, above in schools}
    found |= {pk: Organisation(pk, name, False, above) for pk, name, above in authorities}
    return found
