"""The registry's addresses."""

from django.urls import path

from tandem.schools.views import changes, people, schools

app_name = "schools"

urlpatterns = [
    path("", schools.school_list, name="list"),
    path("schools.xlsx", schools.download, name="download"),
    path("add", schools.add, name="add"),
    path("rearrange", schools.rearrange, name="rearrange"),
    path("people/<key:pk>/", people.person, name="person"),
    path("people/<key:pk>/edit", people.edit, name="edit_person"),
    path("people/<key:pk>/appoint", people.appoint, name="appoint"),
    path("people/<key:pk>/transfer", people.transfer, name="transfer"),
    path("people/<key:pk>/leave", people.leave, name="leave"),
    path("people/<key:pk>/undo", people.undo, name="undo_post"),
    path("<key:pk>/", schools.school, name="school"),
    path("<key:pk>/edit", schools.edit, name="edit"),
    path("<key:pk>/rename", changes.rename, name="rename"),
    path("<key:pk>/merge", changes.merge, name="merge"),
    path("<key:pk>/close", changes.close, name="close"),
    path("<key:pk>/reopen", changes.reopen, name="reopen"),
    path("<key:pk>/changes/<int:change>/undo", changes.undo, name="undo_change"),
    path("<key:pk>/people/", people.roster_page, name="people"),
    path("<key:pk>/people/people.xlsx", people.download, name="download_people"),
    path("<key:pk>/people/add", people.add, name="add_person"),
]
