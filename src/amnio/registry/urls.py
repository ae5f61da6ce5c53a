"""The addresses. None holds personal data: a record is reached by a random number."""

from django.urls import path

from amnio.registry.api.endpoints import api
from amnio.registry.views import exports_urls, pages, records_urls, reviews_urls
from amnio.registry.views.account_urls import account

urlpatterns = [
    path("language/<str:language>/", pages.choose_language, name="language"),
    *records_urls.urlpatterns,
    *reviews_urls.urlpatterns,
    *exports_urls.urlpatterns,
    *account,
    path("api/", api.urls),
]
handler400 = "amnio.registry.views.pages.unreadable"
handler403 = "amnio.registry.views.pages.refused"
handler404 = "amnio.registry.views.pages.missing"
handler500 = "amnio.registry.views.pages.broken"
