"""`kill -9` in the middle of saves, with a real server, real browsers' requests, and a real database.

Four people add accounts, one after another, as fast as the server answers; each account is three rows (who, the role,
the event of the audit trail) in one transaction. At a random moment the server is killed; on PostgreSQL every second
time the database server as well, all its processes at once. Then everything is started again, and so on. At the end:

- *acknowledged*: whatever the server answered to (a redirect) is there, all three rows of it;
- *halves*: of what was not answered, either all three rows are there or none;
- the audit trail holds from end to end, and the database says of itself that it is sound.

`python -m tests.registry.kills sqlite 300` runs it and writes validation/kills/sqlite.json.
"""

import http.client
import json
import platform
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.registry.installation import DIRECTORY, PASSWORD, Installation, PostgreSQL, free_port, kill, postgresql

RESULTS = Path(__file__).resolve().parents[2] / "validation/kills"
PEOPLE = 4
#: Seconds of work between a start and its kill, drawn anew each time.
_SHORTEST, _LONGEST = 0.05, 0.6
_EXAMINE = """
import json
from amnio.registry import trail
from amnio.registry.models import Event, Membership, Staff
made = Staff.objects.filter(username__startswith="k-")
cursor = connection.cursor()
cursor.execute("PRAGMA integrity_check" if connection.vendor == "sqlite" else "SELECT 'ok'")
print(json.dumps({
    "staff": {one.username: f"staff:{one.pk}" for one in made},
    "with_role": list(Membership.objects.filter(staff__in=made).values_list("staff__username", flat=True)),
    "events": list(Event.objects.filter(kind="staff.added").values_list("subject", flat=True)),
    "breaks": [(one.sequence, one.what) for one in trail.breaks()],
    "sound": cursor.fetchall() == [("ok",)],
}))
"""


@dataclass(kw_only=True)
class Result:
    """What a run found; `lost` and `halves` and `breaks` must be empty."""

    database: str
    kills: int
    of_them_database: int
    sent: int
    acknowledged: int
    unanswered_but_there: int
    lost: list[str]
    halves: list[str]
    breaks: list[list[object]]
    sound: bool
    seconds: float
    machine: str


class Person:
    """Somebody who adds accounts until told to stop, and remembers what was answered."""

    def __init__(self, port: int, number: int) -> None:
        self._port, self._number, self._next = port, number, 0
        self._cookies: dict[str, str] = {}
        self.sent: list[str] = []
        self.acknowledged: list[str] = []

    def sign_in(self) -> None:
        status, page = self._ask("GET", "/account/login/")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)
        assert token, f"the sign-in page answered {status}"
        form = {"login": "head", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        status, _ = self._ask("POST", "/account/login/", form)
        assert status == 302, status

    def work(self, until: Callable[[], bool]) -> None:
        while not until():
            name = f"k-{self._number}-{self._next}"
            self._next += 1
            self.sent.append(name)
            form = {"username": name, "role": "nurse", "language": "en", "directory": "on"}
            try:
                status, _ = self._ask(
                    "POST", "/staff/add/", {**form, "csrfmiddlewaretoken": self._cookies["csrftoken"]}
                )
            except (OSError, http.client.HTTPException):
                if until():
                    return
                time.sleep(0.02)
                continue
            if status == 302:
                self.acknowledged.append(name)
            elif status < 500 and status != 400:  # 400: the session could not be written, the database was gone
                raise AssertionError(f"the server answered {status} to {name}")

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
            body = None
            if form is not None:
                body, headers["Content-Type"] = urlencode(form), "application/x-www-form-urlencoded"
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    cookie, _, rest = value.partition("=")
                    self._cookies[cookie] = rest.split(";")[0]
            return answer.status, page
        finally:
            connection.close()


def run(kills: int, *, database: str, seed: int = 0) -> Result:
    """A whole run; `database` is `sqlite` or `postgresql`."""
    with tempfile.TemporaryDirectory(prefix="amnio-kills-") as folder:
        if database == "sqlite":
            return _run(Installation(Path(folder) / "home", more=DIRECTORY), None, kills, random.Random(seed))
        with postgresql() as server:
            place = Installation(Path(folder) / "home", server.create("amnio"), more=DIRECTORY)
            return _run(place, server, kills, random.Random(seed))


def _run(place: Installation, server: PostgreSQL | None, kills: int, chance: random.Random) -> Result:
    began = time.monotonic()
    place.prepare()
    place.add_staff("head", "administrator")
    port = free_port()
    people = [Person(port, number) for number in range(PEOPLE)]
    of_them_database = 0
    for number in range(kills):
        running = place.start(port)
        if number == 0:
            for person in people:
                person.sign_in()
        stopped = threading.Event()
        threads = [threading.Thread(target=person.work, args=(stopped.is_set,)) for person in people]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(_SHORTEST, _LONGEST))
        if server is not None and number % 2:
            server.kill()
            of_them_database += 1
        kill(running)
        stopped.set()
        for thread in threads:
            thread.join()
        if server is not None and number % 2:
            server.start()
    return _examined(place, people, kills, of_them_database, time.monotonic() - began)


def _examined(place: Installation, people: list[Person], kills: int, of_them_database: int, seconds: float) -> Result:
    found = json.loads(place.python(_EXAMINE))
    staff, with_role, events = found["staff"], set(found["with_role"]), found["events"]
    whole = {name for name, subject in staff.items() if name in with_role and events.count(subject) == 1}
    acknowledged = {name for person in people for name in person.acknowledged}
    return Result(
        database="postgresql" if place.url else "sqlite",
        kills=kills,
        of_them_database=of_them_database,
        sent=sum(len(person.sent) for person in people),
        acknowledged=len(acknowledged),
        unanswered_but_there=len(whole - acknowledged),
        lost=sorted(acknowledged - whole),
        halves=sorted((set(staff) | with_role) - whole),
        breaks=found["breaks"],
        sound=found["sound"],
        seconds=round(seconds, 1),
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    )


if __name__ == "__main__":
    done = run(int(sys.argv[2]), database=sys.argv[1], seed=int(sys.argv[2]))
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{done.database}.json").write_text(json.dumps(asdict(done), indent=1) + "\n", encoding="utf-8")
    print(json.dumps(asdict(done), indent=1))
