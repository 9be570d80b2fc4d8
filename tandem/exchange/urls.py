"""Imports on the web."""

from django.urls import path

from tandem.exchange.wizard import views

app_name = "exchange"

urlpatterns = [
    path("<str:target>/new", views.start, name="wizard_start"),
    path("<key:pk>/columns", views.columns, name="wizard_columns"),
    path("<key:pk>/check", views.check, name="wizard_check"),
    path("<key:pk>/", views.done, name="wizard_done"),
    path("<key:pk>/undo", views.undo, name="wizard_undo"),
]
