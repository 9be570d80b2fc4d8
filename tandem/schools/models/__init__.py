"""The registry's records, by noun."""

from tandem.schools.models.authorities import Authority, Department
from tandem.schools.models.people import Appointment, Person
from tandem.schools.models.schools import School, SchoolChange

__all__ = ["Appointment", "Authority", "Department", "Person", "School", "SchoolChange"]
