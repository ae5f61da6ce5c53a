"""The addresses. None holds personal data: a record is reached by a random number."""

from django.urls import include, path

from amnio.registry.views import pages, records_urls, reviews_urls
from amnio.registry.views.account_urls import account

urlpatterns = [
    path("language/<str:language>/", pages.choose_language, name="language"),
    path("pregnancies/", records.pregnancies, name="pregnancies"),
    path("pregnancies/<uuid:public_id>/", records.pregnancy, name="pregnancy"),
    path("", include("amnio.registry.views.exports_urls")),
    *reviews_urls.urlpatterns,
    path("", include(records_urls)),
    path("", include(records_urls)),
    *reviews_urls.urlpatterns,
    path("account/", include("allauth.account.urls")),
    path("account/", include("allauth.mfa.urls")),
    *account,
    path("ready/", pages.ready, name="ready"),
    *records_urls.urlpatterns,
    *reviews_urls.urlpatterns,
    *account,
]
handler403 = "amnio.registry.views.pages.refused"
handler404 = "amnio.registry.views.pages.missing"
handler500 = "amnio.registry.views.pages.broken"
