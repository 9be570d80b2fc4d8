"""The first evaluation on the application's own tables."""

from tandem.compliance.models import StoredFinding
from tandem.compliance.stored import bring_up_to_date, check_stored


def test_a_new_pair_owes_every_duty_and_has_met_none(district):
    assert bring_up_to_date() == 2
    statuses = set(
        StoredFinding.objects.filter(collaboration=district.pair, period="t3", severity="must")
        .exclude(requirement="core-subjects")
        .values_list("status", flat=True)
    )
    assert statuses == {"open", "not_applicable"}
    assert check_stored() == []
    assert bring_up_to_date() == 0
