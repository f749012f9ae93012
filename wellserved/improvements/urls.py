"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.improvements.views import board, cards, dealing, hearing, moving, placing, weighing

urlpatterns: list[URLPattern] = [
    path("improvements/", board.improvements, name="improvements"),
    path("improvements/list/", board.improvements_list, name="improvements_list"),
    path("improvements/new/", board.improvement_new, name="improvement_new"),
    path("improvements/hearing/<str:kind>/<int:source>/", hearing.improvement_hearing, name="improvement_hearing"),
    path("improvements/<int:pk>/", board.improvement, name="improvement"),
    path("improvements/<int:pk>/words/", board.improvement_words, name="improvement_words"),
    path("improvements/<int:pk>/choosing/", moving.improvement_choosing, name="improvement_choosing"),
    path("improvements/<int:pk>/beginning/", moving.improvement_beginning, name="improvement_beginning"),
    path("improvements/<int:pk>/finishing/", moving.improvement_finishing, name="improvement_finishing"),
    path("improvements/<int:pk>/letting-go/", moving.improvement_letting_go, name="improvement_letting_go"),
    path("improvements/<int:pk>/taking-up/", moving.improvement_taking_up, name="improvement_taking_up"),
    path("improvements/weighings/new/", weighing.weighing_new, name="weighing_new"),
    path("improvements/weighings/<int:pk>/", weighing.weighing, name="weighing"),
    path("improvements/weighings/<int:pk>/placing/", placing.weighing_placing, name="weighing_placing"),
    path("improvements/weighings/<int:pk>/part/", placing.weighing_part, name="weighing_part"),
    path("improvements/weighings/<int:pk>/reveal/", weighing.weighing_reveal, name="weighing_reveal"),
    path("improvements/weighings/<int:pk>/weighed.csv", weighing.weighing_sheet, name="weighing_sheet"),
    path("improvements/weighings/version/<str:ticket>/", placing.weighing_version, name="weighing_version"),
    path("improvements/cards/new/", dealing.cards_new, name="cards_new"),
    path("improvements/cards/<int:pk>/", cards.cards, name="cards"),
    path("improvements/cards/<int:pk>/part/", cards.cards_part, name="cards_part"),
    path("improvements/cards/<int:pk>/laying/", cards.cards_laying, name="cards_laying"),
    path("improvements/cards/<int:pk>/taking/", cards.cards_taking, name="cards_taking"),
    path("improvements/cards/<int:pk>/lending/", cards.cards_lending, name="cards_lending"),
    path("improvements/cards/<int:pk>/closing/", dealing.cards_closing, name="cards_closing"),
    path("improvements/cards/version/<str:ticket>/", cards.cards_version, name="cards_version"),
]
