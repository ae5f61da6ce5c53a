"""The addresses. None holds personal data: a record is reached by a random number."""

from django.urls import path

from amnio.registry.views import pages, records, reviews_urls, worklist
from amnio.registry.views import pages, records_urls
from amnio.registry.views.account_urls import account

urlpatterns = [
    path("language/<str:language>/", pages.choose_language, name="language"),
    path("pregnancies/", records.pregnancies, name="pregnancies"),
    path("pregnancies/<uuid:public_id>/", records.pregnancy, name="pregnancy"),
    *reviews_urls.urlpatterns,
    path("", include(records_urls)),
    path("account/", include("allauth.account.urls")),
    path("account/", include("allauth.mfa.urls")),
    *account,
    path("ready/", pages.ready, name="ready"),
]
handler403 = "amnio.registry.views.pages.refused"
handler404 = "amnio.registry.views.pages.missing"
handler500 = "amnio.registry.views.pages.broken"
