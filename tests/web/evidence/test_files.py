"""Files of a record: what is taken, what becomes of it, who sees it."""

from __future__ import annotations

import hashlib
import io
import os
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import Client
from django.urls import reverse
from PIL import Image

from tandem.activities.actions import record_outing
from tandem.audit.models import AuditEvent
from tandem.calendar import now
from tandem.evidence import contents
from tandem.evidence.actions import MOST_FILES, add_file, remove_file, restore_file
from tandem.evidence.contents import apart, difference_hash
from tandem.evidence.models import Attachment, StoredFile
from tandem.evidence.storage import path_of, small_path_of
from tandem.evidence.sweeping import sweep_files
from tests.web.grid.filled import filled_district

LECTURE = {
    "held_on": "2026-05-11",
    "host_side": "partner",
    "place": "",
    "note": "",
    "items": [{"id": None, "kind": "lecture", "topics": [], "people": []}],
}


@pytest.fixture(autouse=True)
def files_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def outing(district):
    return record_outing(by=district.actor("lead_teacher"), collaboration_id="c1", content=LECTURE)


def picture(seed=1, size=(640, 480)):
    """A picture with something in it, another for each seed."""
    small = Image.new("RGB", (12, 9))
    small.putdata(
        [tuple(hashlib.sha256(f"{seed}-{n}".encode()).digest()[:3]) for n in range(12 * 9)]
    )
    return small.resize(size, Image.Resampling.BICUBIC)


def saved(image, kind="JPEG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def upload(data, name="photo.jpg"):
    return ContentFile(data, name)


def add(district, outing, data, name="photo.jpg", by="lead_teacher", **words):
    return add_file(
        by=district.actor(by),
        object_type="outing",
        object_id=outing.pk,
        upload=upload(data, name),
        **words,
    )


def archive(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


def test_a_photo_is_kept_upright_and_without_what_it_carries_along(district, outing):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    added = add(district, outing, saved(picture(), exif=exif))
    stored = path_of(added.attachment.file_id).read_bytes()
    assert hashlib.sha256(stored).hexdigest() == added.attachment.file_id
    assert b"SecretCamera" not in stored
    with Image.open(io.BytesIO(stored)) as image:
        assert image.size == (480, 640)
        assert not dict(image.getexif())


def test_a_large_photo_becomes_smaller_and_one_with_too_many_pixels_is_refused(
    district, outing, monkeypatch
):
    added = add(district, outing, saved(picture(size=(4000, 1000))))
    assert (added.attachment.file.width, added.attachment.file.height) == (2560, 640)
    monkeypatch.setattr(contents, "MOST_PIXELS", 1000)
    with pytest.raises(ValidationError):
        add(district, outing, saved(picture(2)))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_of_photos_are_taken_by_their_content(district, outing, kind):
    added = add(district, outing, saved(picture(), kind), "whatever.txt")
    assert added.attachment.file.media_type == ("image/png" if kind == "PNG" else "image/jpeg")


def test_a_phone_s_own_kind_of_photo_becomes_one_that_every_browser_shows(district, outing):
    """``phone.heic``: 96 by 64 points, made for this test, with a camera and a place in its Exif."""
    data = (Path(__file__).parent / "phone.heic").read_bytes()
    assert b"SecretCamera" in data
    added = add(district, outing, data, "IMG_0001.HEIC")
    file = added.attachment.file
    assert (file.media_type, file.width, file.height) == ("image/jpeg", 96, 64)
    assert b"SecretCamera" not in path_of(file.pk).read_bytes()
    with pytest.raises(ValidationError, match="IMG_0002"):
        add(district, outing, data[:300], "IMG_0002.HEIC")


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"%PDF-1.7\n%%EOF", "a.pdf", "application/pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), "a.docx", "wordprocessingml"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", "spreadsheetml"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx", "presentationml"),
    ],
)
def test_documents_are_kept_as_they_are(district, outing, data, name, media_type):
    added = add(district, outing, data, name)
    assert media_type in added.attachment.file.media_type
    assert path_of(added.attachment.file_id).read_bytes() == data


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<script>alert(1)</script>", "a.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"),
        (archive("a.txt"), "a.docx"),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docx"),
        (b"PK\x03\x04 broken", "a.xlsx"),
        (b"\xff\xd8\xff\xe0 broken", "a.jpg"),
        (b"", "empty.pdf"),
        (b"%PDF-1.7" + b"x" * (10 * 1024 * 1024), "large.pdf"),
    ],
    ids=["script", "svg", "zip", "macros", "broken-zip", "broken-photo", "empty", "large"],
)
def test_what_is_not_taken_is_named_and_nothing_is_written(district, outing, data, name):
    with pytest.raises(ValidationError) as told:
        add(district, outing, data, name)
    assert name in told.value.messages[0]
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_same_content_lies_on_disk_once(district, outing, settings):
    data = saved(picture())
    first, second = add(district, outing, data), add(district, outing, data, "again.jpg")
    assert first.attachment.pk == second.attachment.pk
    other = record_outing(by=district.actor("lead_teacher"), collaboration_id="c1", content=LECTURE)
    third = add(district, other, data)
    assert third.attachment.file_id == first.attachment.file_id
    whole = [p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file() and not p.suffix]
    assert len(whole) == 1


def test_a_photo_used_before_is_pointed_out(district, outing):
    other = record_outing(by=district.actor("lead_teacher"), collaboration_id="c1", content=LECTURE)
    add(district, outing, saved(picture()))
    smaller = add(district, other, saved(picture().resize((320, 240)), quality=60))
    assert smaller.used is not None
    assert smaller.used.label
    assert smaller.used.day.isoformat() == "2026-05-12"
    assert add(district, other, saved(picture(2))).used is None


def test_a_photo_of_other_schools_is_pointed_out_without_saying_whose(district, outing):
    add(district, outing, saved(picture()))
    theirs = record_outing(by=district.actor("outsider"), collaboration_id="c2", content=LECTURE)
    added = add(district, theirs, saved(picture()), by="outsider")
    assert (added.used.label, added.used.url) == ("", "")


def test_pictures_with_nothing_in_them_are_not_compared():
    assert difference_hash(Image.new("RGB", (50, 50), "white")) == ""
    one, other = difference_hash(picture(1)), difference_hash(picture(2))
    assert apart(one, other) > 4


def test_pupils_only_with_consent(district, outing):
    with pytest.raises(ValidationError):
        add(district, outing, saved(picture()), shows_pupils=True)
    assert not Attachment.objects.exists()
    added = add(district, outing, saved(picture()), shows_pupils=True, consent=True)
    assert (added.attachment.shows_pupils, added.attachment.consent) == (True, True)


def test_a_record_takes_twenty_files(district, outing):
    for n in range(MOST_FILES):
        add(district, outing, b"%PDF-1.7 " + str(n).encode(), f"{n}.pdf")
    with pytest.raises(ValidationError):
        add(district, outing, b"%PDF-1.7 more", "more.pdf")
    assert Attachment.objects.count() == MOST_FILES


def test_who_adds_and_who_takes_away(district, outing):
    data = saved(picture())
    with pytest.raises(Http404):
        add(district, outing, data, by="outsider")
    with pytest.raises(PermissionDenied):
        add(district, outing, data, by="viewer")
    mine = add(district, outing, data, by="lead_teacher").attachment
    for name in ("partner_head", "partner_teacher", "inspector"):
        with pytest.raises(PermissionDenied):
            remove_file(by=district.actor(name), key=mine.pk)
    remove_file(by=district.actor("lead_head"), key=mine.pk)
    restore_file(by=district.actor("officer"), key=mine.pk)
    remove_file(by=district.actor("lead_teacher"), key=mine.pk)
    verbs = list(
        AuditEvent.objects.filter(object_id=outing.pk, verb__startswith="evidence")
        .order_by("id")
        .values_list("verb", flat=True)
    )
    assert verbs == ["evidence.add", "evidence.remove", "evidence.add", "evidence.remove"]
    assert Attachment.objects.get().removed_at is not None


def test_a_photo_is_shown_and_a_document_downloaded_to_insiders_only(district, outing, as_user):
    photo = add(district, outing, saved(picture()), "夏天 一.heic").attachment
    paper = add(district, outing, b"%PDF-1.7", 'a"b.pdf').attachment
    client = as_user("partner_teacher")
    shown = client.get(f"/files/{photo.pk}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Disposition"].startswith("inline")
    assert ".jpg" in shown["Content-Disposition"]
    got = client.get(f"/files/{paper.pk}/")
    assert got["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got["Content-Security-Policy"]
    assert b"".join(got) == b"%PDF-1.7"
    small = client.get(f"/files/{photo.pk}/small/")
    with Image.open(io.BytesIO(b"".join(small))) as image:
        assert max(image.size) == 480
    for key in (photo.pk, paper.pk):
        assert as_user("outsider").get(f"/files/{key}/").status_code == 404
        assert as_user("auditor").get(f"/files/{key}/").status_code == 404
    remove_file(by=district.actor("lead_teacher"), key=photo.pk)
    assert client.get(f"/files/{photo.pk}/").status_code == 404


def test_files_are_added_and_taken_away_on_the_outings_page(district, outing, as_user):
    client = as_user("lead_teacher")
    page = f"/outings/{outing.pk}/"
    address = f"/files/add/outing/{outing.pk}/"
    assert address in client.get(page).text
    answer = client.post(
        address, {"files": [upload(saved(picture())), upload(b"nothing", "wrong.exe")]}
    )
    assert answer.status_code == 422
    assert "wrong.exe" in answer.text
    kept = Attachment.objects.get()
    assert "photo.jpg" in client.get(page).text

    gone = client.post(f"/files/{kept.pk}/remove/", follow=True)
    assert f"/files/{kept.pk}/restore/" in gone.text
    back = client.post(f"/files/{kept.pk}/restore/", follow=True)
    assert f"/files/{kept.pk}/remove/" in back.text

    refused = client.post(address, {"files": upload(saved(picture(3))), "shows_pupils": "on"})
    assert refused.status_code == 422
    assert client.post(address, {}).status_code == 422
    assert Attachment.objects.count() == 1
    assert as_user("outsider").post(address, {}).status_code == 404
    assert as_user("viewer").post(address, {}).status_code == 403
    assert as_user("viewer").get(page).status_code == 200


RECORDS = {
    "outing": ("waiting", "activities:detail", "lead_teacher"),
    "mentorship": ("pair", "mentoring:detail", "lead_coordinator"),
    "output": ("output", "mentoring:output_detail", "partner_coordinator"),
    "secondment": ("secondment", "secondments:detail", "partner_coordinator"),
    "aid": ("aid", "aid:detail", "lead_coordinator"),
}


@pytest.mark.parametrize("kind", RECORDS)
def test_every_record_s_page_shows_its_files_and_takes_more(db, kind):
    filled = filled_district()
    name, page_name, by = RECORDS[kind]
    key = filled.keys[name]
    page = reverse(page_name, args=[key])

    def browser(who):
        client = Client()
        client.force_login(filled.district.users[who])
        return client

    adds = reverse("evidence:add", args=[kind, key])
    assert f'action="{adds}"' in browser(by).get(page).text
    sent = browser(by).post(adds, {"files": upload(saved(picture()), "签到表.jpg")})
    assert sent.url == f"{page}#files"
    file = Attachment.objects.get(object_type=kind, object_id=key, name="签到表.jpg")
    small = reverse("evidence:small", args=[file.pk])
    for reader in (by, "officer", "inspector", "viewer", "lead_head", "partner_head"):
        assert small in browser(reader).get(page).text, reader
        assert browser(reader).get(small).status_code == 200, reader
    assert f'action="{adds}"' not in browser("viewer").get(page).text
    for stranger in ("outsider", "auditor"):
        assert browser(stranger).get(page).status_code == 404
        assert browser(stranger).get(small).status_code == 404

    gone = browser(by).post(reverse("evidence:remove", args=[file.pk]), follow=True)
    assert reverse("evidence:restore", args=[file.pk]) in gone.text
    assert small not in gone.text


@pytest.mark.parametrize("kind", ["outing", "mentorship", "output", "secondment", "aid", "draft"])
def test_an_unknown_record_is_not_found(district, as_user, kind):
    assert as_user("lead_head").get(f"/files/add/{kind}/nothing/").status_code == 404
    assert as_user("lead_head").get("/files/add/moon/nothing/").status_code == 404


def nights_later(monkeypatch, days):
    """The night's work, so many days from now."""
    moment = now() + timedelta(days=days)
    monkeypatch.setattr("tandem.evidence.sweeping.now", lambda: moment)
    return sweep_files()


def test_a_removed_file_leaves_the_disk_after_a_month_and_its_trace_stays(
    district, outing, as_user, monkeypatch
):
    kept = add(district, outing, saved(picture(1)), "kept.jpg").attachment
    gone = add(district, outing, saved(picture(2)), "gone.jpg").attachment
    both = add(district, outing, saved(picture(3)), "both.jpg").attachment
    other = record_outing(by=district.actor("lead_teacher"), collaboration_id="c1", content=LECTURE)
    add(district, other, saved(picture(3)), "both.jpg")
    for file in (gone, both):
        remove_file(by=district.actor("lead_teacher"), key=file.pk)
    assert nights_later(monkeypatch, 29) == 0
    assert path_of(gone.file_id).exists()
    assert nights_later(monkeypatch, 31) == 1
    assert not path_of(gone.file_id).exists()
    assert not small_path_of(gone.file_id).exists()
    assert path_of(kept.file_id).exists()
    assert path_of(both.file_id).exists()
    assert nights_later(monkeypatch, 31) == 0

    with pytest.raises(ValidationError):
        restore_file(by=district.actor("lead_teacher"), key=gone.pk)
    assert Attachment.objects.get(pk=gone.pk).name == "gone.jpg"
    again = add(district, outing, saved(picture(2)), "gone.jpg").attachment
    assert again.file_id == gone.file_id
    assert as_user("lead_teacher").get(f"/files/{again.pk}/").status_code == 200


def test_halves_of_uploads_that_broke_off_go_after_a_day(district, outing, monkeypatch):
    kept = add(district, outing, saved(picture(1))).attachment
    folder = path_of(kept.file_id).parent
    fresh, old, stray = folder / ".new-a", folder / ".new-b", folder / ("0" * 64)
    for path in (fresh, old, stray):
        path.write_bytes(b"half")
    long_ago = time.time() - 2 * 24 * 3600
    for path in (old, stray, path_of(kept.file_id), small_path_of(kept.file_id)):
        os.utime(path, (long_ago, long_ago))
    sweep_files()
    assert [path.exists() for path in (fresh, old, stray)] == [True, False, False]
    assert path_of(kept.file_id).exists()
    assert small_path_of(kept.file_id).exists()
