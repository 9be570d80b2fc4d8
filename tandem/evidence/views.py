"""Adding files to a record, seeing them, taking them away."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.accounts.actors import actor_of
from tandem.evidence import storage
from tandem.evidence.actions import remove_file, restore_file
from tandem.evidence.adding import add_files
from tandem.evidence.contents import ENDINGS
from tandem.evidence.forms import FilesForm
from tandem.evidence.permissions import check_add
from tandem.evidence.queries import get_attachment_for
from tandem.evidence.subjects import get_subject_for


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, object_type: str, object_id: str) -> HttpResponse:
    """Files for a record; those without a mistake are kept, the others are named."""
    actor = actor_of(request)
    subject = get_subject_for(actor, object_type, object_id)
    check_add(actor, subject)
    posted = request.method == "POST"
    form = FilesForm(request.POST, request.FILES) if posted else FilesForm()
    if posted and form.is_valid():
        data = form.cleaned_data
        mistakes = add_files(
            request,
            object_type,
            object_id,
            data["files"],
            shows_pupils=data["shows_pupils"],
            consent=data["consent"],
        )
        kept = len(data["files"]) - len(mistakes)
        if kept:
            text = ngettext("%(n)s file was added.", "%(n)s files were added.", kept)
            messages.success(request, text % {"n": kept})
        if not mistakes:
            return redirect(f"{subject.url}#files")
        form.add_error("files", ValidationError(mistakes))
    context = {"form": form, "subject": subject}
    return render(request, "evidence/add.html", context, status=422 if form.errors else 200)


@require_safe
def show(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The file itself: a photo is shown, everything else is downloaded."""
    return _answer(request, pk, small=False)


@require_safe
def small(request: HttpRequest, pk: str) -> HttpResponseBase:
    """A photo's picture for lists."""
    return _answer(request, pk, small=True)


def _answer(request: HttpRequest, pk: str, *, small: bool) -> HttpResponseBase:
    attachment, _subject = get_attachment_for(actor_of(request), pk)
    file = attachment.file
    path, media_type = storage.path_of(file.pk), file.media_type
    photo = media_type.startswith("image/")
    if small and photo and storage.small_path_of(file.pk).exists():
        path, media_type = storage.small_path_of(file.pk), "image/jpeg"
    if not path.exists():
        raise Http404
    response = FileResponse(
        path.open("rb"),
        as_attachment=not photo or "download" in request.GET,
        filename=PurePath(attachment.name).stem + ENDINGS.get(file.media_type, ""),
        content_type=media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # who may see it can change: a browser asks again every time
    response["Cache-Control"] = "private, no-cache"
    return response


@require_POST
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a file away; the record's page offers to take that back."""
    actor = actor_of(request)
    _attachment, subject = get_attachment_for(actor, pk)
    attachment = remove_file(by=actor, key=pk)
    return redirect(f"{subject.url}?removed={attachment.pk}#files")


@require_POST
def restore(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a removal back."""
    actor = actor_of(request)
    _attachment, subject = get_attachment_for(actor, pk, removed=True)
    try:
        restore_file(by=actor, key=pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The file is back."))
    return redirect(f"{subject.url}#files")
