"""Forms of roles and accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.accounts.models import Role, User
from tandem.schools.models import Department
from tandem.widgets import DateField
from tandem.widgets.filling import set_choices, set_queryset


def _roles(roles: Iterable[str]) -> list[tuple[str, Any]]:
    return [(role.value, role.label) for role in Role if role.value in set(roles)]


class RoleForm(forms.Form):
    """A role for someone: on the roster, with an account here, or new (by name)."""

    who = forms.ChoiceField(label=_("Which person"), required=False)
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        required=False,
        max_length=64,
        help_text=_("Only for someone who is not in the list above."),
    )
    role = forms.ChoiceField(label=_("Role"))
    department = forms.ChoiceField(
        label=_("Department"),
        required=False,
        choices=[("", _("none")), *Department.choices],
        help_text=_("For inspectors only."),
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False)

    def __init__(
        self,
        *args: Any,
        roles: Iterable[str],
        people: Sequence[tuple[str, str]],
        is_school: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "role", _roles(roles))
        set_choices(self, "who", [("", "–"), *people])
        if is_school:
            del self.fields["department"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("who")) == bool((data.get("name") or "").strip()):
            self.add_error("who", _("Choose a person, or give a name: one of the two."))
        return data


class HandOverForm(forms.Form):
    """A post goes from one person to the next."""

    role = forms.ChoiceField(label=_("Post"))
    from_user = forms.ModelChoiceField(User.objects.none(), label=_("From whom"))
    to_user = forms.ModelChoiceField(User.objects.none(), label=_("To whom"))
    on = DateField(label=_("First day of the new person"))

    def __init__(self, *args: Any, roles: Iterable[str], users: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "role", _roles(roles))
        for name in ("from_user", "to_user"):
            set_queryset(self, name, users)
            cast("forms.ModelChoiceField[Any]", self.fields[name]).empty_label = "–"


class EndRoleForm(forms.Form):
    """The last day of a role."""

    ends_on = DateField(label=_("Last day"))


class LinkForm(forms.Form):
    """An identity at the configured sign-in service."""

    subject = forms.CharField(
        label=_("Identity (sub)"),
        max_length=191,
        help_text=_("As the sign-in service of the bureau names this person."),
    )
