"""The page of quality figures."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tandem.accounts.actors import actor_of
from tandem.assessments.actions import Changed, record_quality
from tandem.assessments.forms import QualityForm
from tandem.assessments.queries import (
    VERB,
    figures_of,
    get_authority_for,
    recording_authorities,
    schools_of,
    years_with_figures,
)
from tandem.calendar import today
from tandem.widgets.filling import posted
from tandem.widgets.workbooks import table_file


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which bureau; whoever has one is not asked."""
    actor = actor_of(request)
    if not actor.may(VERB):
        raise PermissionDenied(VERB)
    authorities = recording_authorities(actor)
    if len(authorities) == 1:
        return redirect("assessments:quality", authorities[0].pk, today().year)
    context = {"authorities": authorities, "year": today().year}
    return render(request, "assessments/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def quality(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """The figures of all schools of a bureau in one year."""
    actor = actor_of(request)
    if not actor.may(VERB):
        raise PermissionDenied(VERB)
    bureau = get_authority_for(actor, authority)
    if not 2000 <= year <= today().year + 1:
        raise Http404(str(year))
    form = QualityForm(
        posted(request), schools=schools_of(bureau), standing=figures_of(bureau, year)
    )
    if request.method == "POST" and form.is_valid():
        try:
            count = record_quality(
                by=actor,
                authority_id=bureau.pk,
                year=year,
                figures=form.figures(),
                seen=form.seen(),
            )
        except ValidationError as error:
            form.take(error)
        except Changed as changed:
            form.meanwhile(changed.standing)
        else:
            text = ngettext("%(n)s figure saved.", "%(n)s figures saved.", count)
            messages.success(request, text % {"n": count} if count else _("Nothing was changed."))
            return redirect("assessments:quality", bureau.pk, year)
    years = sorted({*years_with_figures(bureau), today().year - 1, today().year, year})
    context = {"form": form, "authority": bureau, "year": year, "years": years}
    return render(request, "assessments/quality.html", context, status=422 if form.errors else 200)


@require_safe
def quality_file(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """The figures of a year as a workbook."""
    actor = actor_of(request)
    if not actor.may(VERB):
        raise PermissionDenied(VERB)
    bureau = get_authority_for(actor, authority)
    if not 2000 <= year <= today().year + 1:
        raise Http404(str(year))
    figures = figures_of(bureau, year)
    head = [_("School"), _("Stage"), _("Figure")]
    rows = [
        [school.name, school.get_stage_display(), figures.get(school.pk)]
        for school in schools_of(bureau)
    ]
    return table_file(f"quality-{year}", _("Quality figures"), head, rows)
