"""Addresses of people and access."""

from __future__ import annotations

from django.urls import path

from tandem.dashboards.staffing import views

urlpatterns = [
    path("staffing", views.staffing, name="staffing"),
    path("staffing.xlsx", views.staffing_file, name="staffing_xlsx"),
    path("staffing/accounts/<int:pk>", views.account, name="account"),
    path("staffing/accounts/<int:pk>/do", views.account_do, name="account_do"),
    path("staffing/accounts/<int:pk>/roles/<int:role_pk>", views.end, name="role_end"),
    path("staffing/at/<key:pk>", views.staffing_at, name="staffing_at"),
    path("staffing/at/<key:pk>/codes", views.codes, name="staffing_codes"),
    path("staffing/at/<key:pk>/role", views.add_role, name="staffing_role"),
    path("staffing/at/<key:pk>/hand-over", views.hand_over, name="hand_over"),
]
