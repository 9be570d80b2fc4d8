"""Quality figures: one table for a bureau and a year; empty is no data."""

from __future__ import annotations

from django.urls import reverse

from tandem.assessments.models import QualityFigure
from tandem.audit.models import AuditEvent


def post(client, url, figures, seen=()):
    page = client.get(url)
    form = page.context["form"]
    data = dict.fromkeys(form.fields, "")
    for number, school in enumerate(form.schools):
        data[f"figure-{number}"] = figures.get(school.pk, "")
        data[f"seen-{number}"] = dict(seen).get(school.pk, "")
    return client.post(url, data)


def stored():
    return dict(QualityFigure.objects.values_list("school_id", "value"))


def test_what_is_typed_is_stored_and_empty_stays_no_data(district, as_user):
    client = as_user("officer")
    url = client.get(reverse("assessments:quality")).url
    assert url == reverse("assessments:quality", args=["bureau", 2026])
    assert post(client, url, {"lead": "82.5", "partner": "0"}).status_code == 302
    assert stored() == {"lead": 82.5, "partner": 0.0}
    seen = {"lead": "82.5", "partner": "0.0"}
    assert post(client, url, {"lead": "83"}, seen).status_code == 302
    assert stored() == {"lead": 83.0}
    event = AuditEvent.objects.filter(object_type="quality").latest("pk")
    assert event.before == {"lead": 82.5, "partner": 0.0}
    assert event.after == {"lead": 83.0, "partner": None}


def test_two_who_type_notice_each_other_only_in_the_same_cell(district, as_user):
    client = as_user("officer")
    url = reverse("assessments:quality", args=["bureau", 2026])
    post(client, url, {"lead": "80"})
    assert post(client, url, {"partner": "70"}).status_code == 302
    page = post(client, url, {"lead": "90", "partner": "70"}, {"partner": "70"})
    assert page.status_code == 422
    assert "80" in page.content.decode()
    assert stored() == {"lead": 80.0, "partner": 70.0}


def test_every_mistake_at_once_and_who_may(district, as_user):
    url = reverse("assessments:quality", args=["bureau", 2026])
    page = post(as_user("officer"), url, {"lead": "gut", "partner": "nan"})
    assert len(page.context["form"].errors) == 2
    for name in ("leader", "inspector", "lead_head", "viewer"):
        assert as_user(name).get(url).status_code == 403
    other = reverse("assessments:quality", args=["elsewhere", 2026])
    assert as_user("officer").get(other).status_code == 404
