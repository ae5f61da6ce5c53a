"""`/ready/`: whether the server and its database answer, for a health check, a supervisor or a proxy.

These ask by a bare address and without HTTPS, so they are answered before the name of the host and the scheme are
looked at. They learn one word and nothing else.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

PATH = "/ready/"
Respond = Callable[[HttpRequest], HttpResponse]


def told(respond: Respond) -> Respond:
    """Answers `/ready/` with 200 or 503, and lets every other address through."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path != PATH:
            return respond(request)
        answers = _database_answers()
        return JsonResponse({"ready": answers}, status=200 if answers else 503, headers={"Cache-Control": "no-store"})

    return handle


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
