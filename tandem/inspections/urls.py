"""The addresses of visits and ratings."""

from __future__ import annotations

from django.urls import path

from tandem.inspections import views

app_name = "inspections"

urlpatterns = [
    path("new/", views.choose, name="new"),
    path("new/<key:collaboration>/", views.new, name="new"),
    path("ratings/<key:collaboration>/", views.ratings, name="ratings"),
    path("ratings/<key:collaboration>/<int:year>/", views.ratings, name="ratings"),
    path("<key:pk>/", views.detail, name="detail"),
    path("<key:pk>/edit/", views.edit, name="edit"),
    path("<key:pk>/remove/", views.remove, name="remove"),
]
