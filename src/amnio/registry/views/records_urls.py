"""The addresses of the worklist and of a record."""

from django.urls import path

from amnio.registry.views import (
    answers,
    babies,
    calls,
    outcomes,
    records,
    register,
    section_forms,
    test_orders,
    worklist,
)

_ONE = "pregnancies/<uuid:public_id>"

urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("keys/", worklist.keys, name="keys"),
    path("pregnancies/", records.pregnancies, name="pregnancies"),
    path("pregnancies/new/", register.new, name="new_pregnancy"),
    path(f"{_ONE}/", records.pregnancy, name="pregnancy"),
    path(f"{_ONE}/history/", records.history, name="history"),
    path(f"{_ONE}/woman/", register.woman, name="woman"),
    path(f"{_ONE}/dating/", register.dating, name="dating"),
    path(f"{_ONE}/form/<slug:name>/", section_forms.form, name="form"),
    path(f"{_ONE}/form/<slug:name>/verdicts/", section_forms.verdicts, name="verdicts"),
    path(f"{_ONE}/facts/", records.facts, name="facts"),
    path(f"{_ONE}/calls/new/", calls.call, name="new_call"),
    path(f"{_ONE}/calls/advice/", calls.advice, name="call_advice"),
    path(f"{_ONE}/calls/<int:pk>/", calls.call, name="call"),
    path(f"{_ONE}/calls/<int:pk>/close/", calls.close, name="close_flag"),
    path(f"{_ONE}/tests/", test_orders.order, name="order"),
    path(f"{_ONE}/tests/expected/", test_orders.expected, name="order_expected"),
    path(f"{_ONE}/tests/<int:pk>/", test_orders.result, name="result"),
    path(f"{_ONE}/outcome/", outcomes.outcome, name="outcome"),
    path(f"{_ONE}/babies/<int:number>/", babies.baby, name="baby"),
    path(f"{_ONE}/counsel/", answers.counsel, name="counsel"),
    path(f"{_ONE}/care/", answers.care_plan, name="care"),
    path(f"{_ONE}/care/plan.pdf", answers.care_pdf, name="care_pdf"),
    path(f"{_ONE}/care/dates.ics", answers.care_ics, name="care_ics"),
    path(f"{_ONE}/leaflet/<slug:about>/", answers.leaflet, name="leaflet"),
    path(f"{_ONE}/leaflet/<slug:about>/leaflet.pdf", answers.leaflet_pdf, name="leaflet_pdf"),
]
