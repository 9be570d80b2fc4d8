"""Imports on the web."""

from django.urls import path

from tandem.exchange.semester import views as semester
from tandem.exchange.wizard import views

app_name = "exchange"

urlpatterns = [
    path("semester/<key:pk>/", semester.now, name="semester_now"),
    path("semester/<key:pk>/<key:term>/", semester.start, name="semester"),
    path("semester/<key:pk>/<key:term>/workbook", semester.download, name="semester_workbook"),
    path("semester-uploads/<key:pk>/", semester.uploaded, name="semester_upload"),
    path("semester-uploads/<key:pk>/take-back", semester.take_back, name="semester_take_back"),
    path("<str:target>/new", views.start, name="wizard_start"),
    path("<key:pk>/columns", views.columns, name="wizard_columns"),
    path("<key:pk>/check", views.check, name="wizard_check"),
    path("<key:pk>/", views.done, name="wizard_done"),
    path("<key:pk>/undo", views.undo, name="wizard_undo"),
]
