"""The wizard's forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.accounts.actors import Actor
from tandem.exchange.wizard.fields import FIELDS, Target
from tandem.exchange.wizard.guessing import Columns, samples
from tandem.exchange.wizard.reading import Sheet
from tandem.schools.forms import SchoolField
from tandem.schools.queries import managed_authorities, open_schools, own_school


class UploadForm(forms.Form):
    """The file, and whose schools or people it holds."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV. The first row holds the headings."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    bureau: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Bureau"), queryset=None, empty_label=None, required=False
    )
    school = SchoolField(
        label=gettext_lazy("School"),
        required=False,
        help_text=gettext_lazy("Only if everyone in the file is at one school."),
    )

    def __init__(self, *args: Any, actor: Actor, target: Target, **kw: Any) -> None:
        super().__init__(*args, **kw)
        fields: Any = self.fields
        bureaus = managed_authorities(actor)
        fields["bureau"].queryset = bureaus
        self.only = own_school(actor) if target == "people" and not bureaus else None
        self.first = bureaus.first()
        if len(bureaus) < 2:
            del self.fields["bureau"]
        if target == "schools" or self.only is not None:
            del self.fields["school"]
        else:
            schools = open_schools(actor)
            if not bureaus:
                schools = schools.filter(pk__in=actor.organisations("schools.manage_people"))
                fields["school"].required = True
            fields["school"].offer(schools)

    def organisation(self) -> tuple[str, dict[str, str]]:
        """The organisation of the run and its options."""
        school = self.only or self.cleaned_data.get("school")
        bureau = self.cleaned_data.get("bureau") or self.first
        options = {"school": school.pk} if school else {}
        if bureau is not None:
            return bureau.pk, options
        return (school.pk if school else ""), options


class ColumnsForm(forms.Form):
    """One choice a column: what it holds."""

    def __init__(
        self, *args: Any, sheet: Sheet, target: Target, columns: Columns, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        choices = [("", _("Leave out")), *((f.name, f.label) for f in FIELDS[target])]
        self.lines: list[tuple[str, str, Any]] = []
        for position, heading in enumerate(sheet.headings):
            name = f"column_{position}"
            label = heading or _("Column %(number)s") % {"number": position + 1}
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=columns.get(position, "")
            )
        for position in range(len(sheet.headings)):
            field = self[f"column_{position}"]
            self.lines.append((str(field.label), "、".join(samples(sheet, position)), field))
        self.used = [line for line in self.lines if line[2].value()]
        self.others = [line for line in self.lines if not line[2].value()]

    def columns(self) -> Columns:
        """What was chosen."""
        return {
            int(name.removeprefix("column_")): value
            for name, value in self.cleaned_data.items()
            if value
        }
