"""The board's addresses."""

from __future__ import annotations

from django.urls import path

from tandem.dashboards.board import views

urlpatterns = [
    path("board", views.board, name="board"),
    path("board.xlsx", views.board_xlsx, name="board_xlsx"),
    path("board/nudge", views.send_nudge, name="nudge"),
]
