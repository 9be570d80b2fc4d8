"""Every address of the application."""

from __future__ import annotations

from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from tandem.accounts.views.rights import rights_file, rights_page
from tandem.dashboards.finding.views import finding
from tandem.dashboards.home.views import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("tandem.dashboards.board.urls")),
    path("", include("tandem.dashboards.summary.urls")),
    path("collaborations/<key:pk>/duties/<str:requirement>/<key:period>/", finding, name="finding"),
    path("", include("tandem.accounts.urls")),
    path("rights", rights_page, name="rights"),
    path("rights.xlsx", rights_file, name="rights_xlsx"),
    path("", include("tandem.notifications.urls")),
    path("", include("tandem.dashboards.trail.urls")),
    path("", include("tandem.dashboards.starting.urls")),
    path("", include("tandem.dashboards.rounds.urls")),
    path("", include("tandem.dashboards.staffing.urls")),
    path("sign-in/", include("tandem.accounts.sign_in_urls")),
    path("language", require_POST(set_language), name="set_language"),
    path("collaborations/", include("tandem.dashboards.collaboration.urls")),
    path("outings/", include("tandem.activities.urls")),
    path("mentoring/", include("tandem.mentoring.urls")),
    path("secondments/", include("tandem.secondments.urls")),
    path("aid/", include("tandem.aid.urls")),
    path("plans/", include("tandem.plans.urls")),
    path("inspections/", include("tandem.inspections.urls")),
    path("assessments/", include("tandem.assessments.urls")),
    path("waivers/", include("tandem.compliance.waivers.urls")),
    path("schools/", include("tandem.schools.urls")),
    path("imports/", include("tandem.exchange.urls")),
    path("files/", include("tandem.evidence.urls")),
]
