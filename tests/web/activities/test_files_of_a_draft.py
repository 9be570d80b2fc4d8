"""Files chosen on the check page: kept with the draft, the outing's once it is sent."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from tandem.activities.actions import discard_draft, save_draft, send_draft, start_draft
from tandem.activities.models import Outing, OutingDraft
from tandem.evidence.models import Attachment

DRAFT = {
    "where": {"held_on": "2026-05-11", "host_side": "partner"},
    "what": [{"kind": "lecture"}],
    "who": {"people": ["lead-2", "partner-4"]},
    "led": {"lecture-0": "lead-2"},
}


@pytest.fixture(autouse=True)
def files_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def draft(district):
    return start_draft(by=district.actor("lead_teacher"), collaboration_id="c1", content=DRAFT)


def paper(text="", name="签到表.pdf"):
    return ContentFile(b"%PDF-1.7 " + text.encode(), name)


def test_files_go_with_the_outing(draft, as_user):
    client = as_user("lead_teacher")
    address = f"/outings/drafts/{draft.pk}/check/"
    assert 'type="file"' in client.get(address).text
    answer = client.post(address, {"note": "", "files": [paper("1"), paper("2", "教案.pdf")]})
    outing = Outing.objects.get()
    assert answer.status_code == 302
    rows = Attachment.objects.values_list("object_type", "object_id", "collaboration_id")
    assert list(rows) == [("outing", outing.pk, "c1")] * 2
    assert "签到表.pdf" in as_user("partner_head").get(f"/outings/{outing.pk}/").text


def test_without_files_it_is_sent_as_before(draft, as_user):
    as_user("lead_teacher").post(f"/outings/drafts/{draft.pk}/check/", {"note": ""})
    assert Outing.objects.count() == 1
    assert not Attachment.objects.exists()


def test_a_wrong_file_holds_the_outing_back_and_the_good_one_is_kept(draft, as_user):
    client = as_user("lead_teacher")
    address = f"/outings/drafts/{draft.pk}/check/"
    bad = ContentFile(b"MZ", "坏.exe")
    answer = client.post(address, {"note": "一句话", "files": [paper(), bad]})
    assert answer.status_code == 422
    assert "坏.exe" in answer.text
    assert "签到表.pdf" in answer.text
    assert "一句话" in answer.text
    assert not Outing.objects.exists()
    kept = Attachment.objects.get()
    assert as_user("lead_head").get(f"/files/{kept.pk}/").status_code == 404
    client.post(address, {"note": ""})
    kept.refresh_from_db()
    assert (kept.object_type, kept.object_id) == ("outing", Outing.objects.get().pk)


def test_pupils_without_consent_hold_it_back(draft, as_user):
    answer = as_user("lead_teacher").post(
        f"/outings/drafts/{draft.pk}/check/",
        {"note": "", "files": paper(), "shows_pupils": "on"},
    )
    assert answer.status_code == 422
    assert not Attachment.objects.exists()
    assert not Outing.objects.exists()


def test_a_draft_that_is_thrown_away_takes_its_files_along(draft, as_user):
    client = as_user("lead_teacher")
    client.post(f"/files/add/draft/{draft.pk}/", {"files": paper()})
    client.post(f"/outings/drafts/{draft.pk}/discard/")
    assert not OutingDraft.objects.exists()
    assert Attachment.objects.get().removed_at is not None


def test_a_draft_is_its_writers_alone(draft, district):
    other = district.actor("lead_head")
    with pytest.raises(PermissionDenied):
        save_draft(by=other, draft=draft, content={"note": "别人"}, collaboration_id="c1")
    with pytest.raises(PermissionDenied):
        send_draft(by=other, draft=draft, content=DRAFT)
    with pytest.raises(PermissionDenied):
        discard_draft(by=other, draft=draft)
    draft.refresh_from_db()
    assert "note" not in draft.content
