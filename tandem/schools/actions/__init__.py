"""The registry's writes, by noun."""

from tandem.schools.actions.changes import (
    close_school,
    merge_school,
    rename_school,
    reopen_school,
    undo_change,
)
from tandem.schools.actions.people import add_person, edit_person
from tandem.schools.actions.posts import (
    appoint_head,
    appoint_person,
    person_leaves,
    transfer_person,
    undo_post,
)
from tandem.schools.actions.schools import add_school, edit_school
from tandem.schools.editing import Conflict

__all__ = [
    "Conflict",
    "add_person",
    "add_school",
    "appoint_head",
    "appoint_person",
    "close_school",
    "edit_person",
    "edit_school",
    "merge_school",
    "person_leaves",
    "rename_school",
    "reopen_school",
    "transfer_person",
    "undo_change",
    "undo_post",
]
