"""The registry's records, by noun."""

from tandem.schools.models.authorities import Authority, Department
from tandem.schools.models.people import Appointment, Honour, Person, PostCode, Title
from tandem.schools.models.schools import School, SchoolChange, Stage

__all__ = [
    "Appointment",
    "Authority",
    "Department",
    "Honour",
    "Person",
    "PostCode",
    "School",
    "SchoolChange",
    "Stage",
    "Title",
]
