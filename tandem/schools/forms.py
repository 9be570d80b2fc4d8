"""The registry's forms."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tandem.calendar import today
from tandem.schools.models import Authority, Honour, Person, PostCode, School, Stage, Title
from tandem.schools.queries import places, search_schools
from tandem.schools.subjects import subject_choices
from tandem.widgets import Chips, DateField, TelInput
from tandem.widgets.filling import set_choices, set_queryset

DATALIST = 500
"""So many schools are offered while typing; more are found by search alone."""


class SchoolInput(forms.TextInput):
    """A text field with the names of schools offered while typing."""

    template_name = "schools/school_input.html"
    options: tuple[str, ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["options"] = self.options
        if self.options:
            context["widget"]["attrs"]["list"] = (
                f"{context['widget']['attrs'].get('id', name)}_list"
            )
        return context


class SchoolField(forms.CharField):
    """A school by name, code or initials. Says which ones it may be where it is not certain."""

    widget = SchoolInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.schools: QuerySet[School] = School.objects.none()

    def offer(self, schools: QuerySet[School]) -> None:
        """Let one of these be chosen."""
        self.schools = schools
        names = list(schools.order_by("name").values_list("name", "code")[: DATALIST + 1])
        if isinstance(self.widget, SchoolInput) and len(names) <= DATALIST:
            self.widget.options = tuple(f"{name} {code}".strip() for name, code in names)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        exact = self.schools.filter(name=text)[:2] or self.schools.filter(code=text)[:2]
        found = list(exact) or list(search_schools(text, self.schools)[:6])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                _("No open school has this name. Enter a part of its name, or its code.")
            )
        listed = "、".join(f"{s.name} {s.code}".strip() for s in found[:5])
        raise forms.ValidationError(
            _("Several schools fit: %(schools)s. Enter the whole name or the code.")
            % {"schools": listed}
        )


def offer_schools(form: forms.BaseForm, name: str, schools: QuerySet[School]) -> None:
    """The schools that the field ``name`` of one form offers."""
    cast(SchoolField, form.fields[name]).offer(schools)


class SchoolFilter(forms.Form):
    """What the list of schools shows."""

    q = forms.CharField(label=gettext_lazy("Name, code or initials"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    bureau = forms.ChoiceField(label=gettext_lazy("Bureau"), required=False)

    def __init__(
        self, *args: Any, schools: QuerySet[School], bureaus: QuerySet[Authority], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        everything = ("", _("All"))
        set_choices(self, "stage", [everything, *Stage.choices])
        set_choices(self, "status", [everything, *School.Status.choices])
        set_choices(self, "place", [everything, *((p, p) for p in places(schools))])
        set_choices(self, "bureau", [everything, *bureaus.values_list("pk", "name")])
        if bureaus.count() < 2:
            del self.fields["bureau"]
        self.fields["q"].widget.input_type = "search"

    def apply(self, schools: QuerySet[School]) -> QuerySet[School]:
        """The schools that fit; a filter with an unknown value is left out."""
        self.full_clean()
        given = self.cleaned_data
        for name, lookup in (
            ("stage", "stage"),
            ("status", "status"),
            ("place", "place"),
            ("bureau", "authority"),
        ):
            if given.get(name):
                schools = schools.filter(**{lookup: given[name]})
        return search_schools(given.get("q") or "", schools)


class SchoolForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What is known of a school; a new one also gets name and code."""

    class Meta:
        model = School
        fields = (
            "name",
            "code",
            "stage",
            "authority",
            "place",
            "address",
            "phone",
            "pupils",
            "teachers",
            "latitude",
            "longitude",
        )
        widgets: ClassVar = {"phone": TelInput}

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, bureaus: QuerySet[Authority], **kw: Any) -> None:
        super().__init__(*args, **kw)
        if not self.instance._state.adding:
            for name in ("name", "code", "authority"):
                del self.fields[name]
            self.fields["version"].initial = self.instance.version
            return
        set_queryset(self, "authority", bureaus)
        if len(bureaus) == 1:
            self.fields["authority"].initial = bureaus[0]
            self.fields["authority"].widget = forms.HiddenInput()
        self.fields["code"].help_text = _("Ten digits, as a rule. May follow later.")

    def _post_clean(self) -> None:
        """The action sets and checks the values; the instance stays as it is stored."""


class RenameForm(forms.Form):
    """Another name or code from a day on."""

    name = forms.CharField(label=gettext_lazy("New name"), max_length=128)
    code = forms.CharField(label=gettext_lazy("School code"), max_length=20, required=False)
    on = DateField(label=gettext_lazy("From which day"), initial=today)
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MergeForm(forms.Form):
    """The school that takes over, from a day on."""

    into = SchoolField(
        label=gettext_lazy("School that takes over"),
        help_text=gettext_lazy("Its name, code or initials."),
    )
    on = DateField(label=gettext_lazy("From which day"), initial=today)
    move_people = forms.BooleanField(
        label=gettext_lazy("Everyone on the roster moves to that school"),
        initial=True,
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, schools: QuerySet[School], **kw: Any) -> None:
        super().__init__(*args, **kw)
        offer_schools(self, "into", schools)


class DayForm(forms.Form):
    """A day and a note: closing, reopening."""

    on = DateField(label=gettext_lazy("From which day"), initial=today)
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PersonForm(forms.Form):
    """What is known of a person; a new one also gets a post and its first day."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=64)
    post = forms.ChoiceField(label=gettext_lazy("Post"), choices=PostCode.choices)
    starts_on = DateField(
        label=gettext_lazy("First day at the school"),
        required=False,
        help_text=gettext_lazy("Leave it empty if it is not known."),
    )
    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("Subjects"), required=False, widget=Chips
    )
    honour = forms.ChoiceField(label=gettext_lazy("Honour"), required=False)
    title = forms.ChoiceField(label=gettext_lazy("Professional title"), required=False)
    phone = forms.CharField(
        label=gettext_lazy("Phone number"), max_length=32, required=False, widget=TelInput
    )
    staff_number = forms.CharField(
        label=gettext_lazy("Staff number"), max_length=32, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Person | None = None, **kw: Any) -> None:
        if person is not None:
            names = ("name", "subjects", "honour", "title", "phone", "staff_number", "version")
            kw["initial"] = {name: getattr(person, name) for name in names}
        super().__init__(*args, **kw)
        set_choices(self, "subjects", subject_choices())
        set_choices(self, "honour", [("", _("None")), *Honour.choices])
        set_choices(self, "title", [("", _("None")), *Title.choices])
        if person is not None:
            del self.fields["post"], self.fields["starts_on"]
        else:
            self.fields["post"].initial = PostCode.TEACHER


class PostForm(forms.Form):
    """Another post from a day on; where it is the head's, what the former head does then."""

    to_school = SchoolField(label=gettext_lazy("New school"))
    post = forms.ChoiceField(label=gettext_lazy("Post"), choices=PostCode.choices)
    former = forms.ChoiceField(
        label=gettext_lazy("The present head then"),
        required=False,
        help_text=gettext_lazy("Only where somebody else is head there."),
    )
    on = DateField(label=gettext_lazy("First day in the post"), initial=today)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, person: Person, schools: QuerySet[School] | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["version"].initial = person.version
        others = [(code, label) for code, label in PostCode.choices if code != PostCode.HEAD]
        becomes = [(code, _("becomes: %(post)s") % {"post": label}) for code, label in others]
        leaves = ("leaves", _("leaves the school"))
        set_choices(self, "former", [("", _("Does not apply")), *becomes, leaves])
        if schools is None:
            del self.fields["to_school"]
        else:
            offer_schools(self, "to_school", schools)
            self.fields["post"].initial = "teacher" if person.post == PostCode.HEAD else person.post


class LeaveForm(forms.Form):
    """The last day of one who leaves."""

    on = DateField(label=gettext_lazy("Last day"), initial=today)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
