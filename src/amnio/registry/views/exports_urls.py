"""Addresses of exports and requests."""

from django.urls import path

from amnio.registry.views import exports, requests

urlpatterns = [
    path("exports/", exports.exports, name="exports"),
    path("pregnancies/<uuid:public_id>/everything/", exports.everything, name="everything"),
    path("pregnancies/<uuid:public_id>/everything.json", exports.everything_file, name="everything_file"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<uuid:public_id>/", requests.one_request, name="request"),
    path("requests/<uuid:public_id>/restrict/", requests.restrict_woman, name="restrict"),
    path("requests/<uuid:public_id>/erase/", requests.erase_woman, name="erase"),
]
