"""Addresses of rounds."""

from __future__ import annotations

from django.urls import path

from tandem.dashboards.rounds import views

urlpatterns = [
    path("rounds", views.rounds, name="rounds"),
    path("rounds/add", views.add_round, name="round_add"),
    path("rounds/<key:pk>", views.round_page, name="round"),
    path("rounds/<key:pk>/policy", views.round_policy, name="round_policy"),
    path("rounds/<key:pk>/policy.xlsx", views.policy_table, name="policy_xlsx"),
    path("rounds/<key:pk>/policy.toml", views.policy_file, name="policy_file"),
    path("rounds/<key:pk>/semesters", views.edit_terms, name="round_terms"),
    path("rounds/<key:pk>/collaborations/add", views.add_collaboration, name="collaboration_add"),
    path("rounds/collaborations/<key:pk>", views.edit_collaboration, name="collaboration_edit"),
]
