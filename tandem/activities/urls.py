"""Addresses of outings."""

from __future__ import annotations

from django.urls import path

from tandem.activities.pages import PAGES
from tandem.activities.views import observing, recording
from tandem.compliance.record_pages.urls import record_urls

app_name = "activities"

urlpatterns = [
    path("record/", recording.start, name="record"),
    path("drafts/<key:key>/where/", recording.where, name="where"),
    path("drafts/<key:key>/what/", recording.what, name="what"),
    path("drafts/<key:key>/who/", recording.who, name="who"),
    path("drafts/<key:key>/led/", recording.led, name="led"),
    path("drafts/<key:key>/check/", recording.check, name="check"),
    path("drafts/<key:key>/discard/", recording.discard, name="discard"),
    path("lessons/<key:pk>/note/", observing.write, name="write_note"),
    path("notes/<key:pk>/", observing.note, name="note"),
    path("notes/<key:pk>/reply/", observing.reply, name="reply_note"),
    path("<key:pk>/sent/", recording.sent, name="sent"),
    path("<key:pk>/edit/", recording.correct, name="edit"),
    *record_urls(PAGES),
]
