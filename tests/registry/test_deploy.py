"""The files of deploy/ and the page that explains them name what is there: commands, settings, ports, folders."""

import ast
import re
import shlex
from configparser import RawConfigParser
from pathlib import Path

import click
import pytest

from amnio.__main__ import amnio
from amnio.cli.exits import Exit
from amnio.registry.commands.serve import _FAREWELL, serve
from amnio.registry.environment import VARIABLES
from amnio.registry.readiness import PATH
from tests.docs.pages import ROOT, blocks_of

DEPLOY = ROOT / "deploy"
PAGE = ROOT / "docs/how-to/run-the-registry.md"
PROGRAM = "/srv/amnio/.venv/bin/amnio"
HOME = "/var/lib/amnio"
UNITS = ("amnio.service", "amnio-backup.service", "amnio-backup.timer")
(PORT,) = (option.default for option in serve.params if option.name == "port")


def _text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def _unit(name: str) -> RawConfigParser:
    """No unit here says a thing twice; one that did would be an error here."""
    found = RawConfigParser()
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read_string(_text(name))
    return found


def _must_be_a_command(words: list[str]) -> None:
    """Parses the words as amnio would, and runs nothing."""
    command, rest = amnio.commands[words[0]], words[1:]
    command = getattr(command, "found", lambda: command)()
    if isinstance(command, click.Group):
        command, rest = command.commands[rest[0]], rest[1:]
    command.make_context(words[0], list(rest)).close()


def _steps(name: str = "Containerfile") -> list[tuple[str, str]]:
    """The steps of the container file: the word, and what follows it on one line."""
    lines = re.sub(r"\\\n\s*", " ", _text(name)).splitlines()
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines if line and not line.startswith("#")]


def _words_of(step: str) -> list[str]:
    (found,) = (rest for word, rest in _steps() if word == step)
    words: list[str] = ast.literal_eval(found)
    return words


def test_a_command_that_is_not_there_is_found() -> None:
    """The check of this file can fail: an option, a command and a subcommand that do not exist."""
    for words in (["server"], ["serve", "--prot", "8800"], ["audit-trail", "verfy"], ["staff", "add", "zheng"]):
        with pytest.raises((click.UsageError, KeyError)):
            _must_be_a_command(words)


def test_what_the_service_starts_is_a_command() -> None:
    words = shlex.split(_unit("amnio.service")["Service"]["ExecStart"])
    assert words[0] == PROGRAM
    _must_be_a_command(words[1:])
    assert words[words.index("--port") + 1] == str(PORT)


def test_the_nightly_copy_is_a_command_into_a_folder_that_is_made() -> None:
    service = _unit("amnio-backup.service")["Service"]
    inner = shlex.split(service["ExecStart"])[-1]
    words = shlex.split(inner.removeprefix("exec "))
    assert words[0] == PROGRAM
    _must_be_a_command([words[1], words[2].replace(f"{HOME}-copies/", "")])
    assert words[2].startswith(f"{HOME}-copies/")
    assert f"{Path(HOME).name}-copies" in service["StateDirectory"].split()


@pytest.mark.parametrize("name", ["amnio.service", "amnio-backup.service"])
def test_a_unit_keeps_the_registry_where_it_may_write_and_from_others(name: str) -> None:
    service = _unit(name)["Service"]
    assert service["Environment"] == f"AMNIO_HOME={HOME}"
    assert "AMNIO_HOME" in VARIABLES
    assert Path(HOME).name in service["StateDirectory"].split()  # below /var/lib
    assert (service["StateDirectoryMode"], service["UMask"]) == ("0700", "0077")
    assert (service["User"], service["Group"], service["ProtectSystem"]) == ("amnio", "amnio", "strict")
    assert (service["NoNewPrivileges"], service["CapabilityBoundingSet"]) == ("yes", "")


def test_the_service_is_not_started_again_with_what_it_refuses_and_has_time_to_stop() -> None:
    service = _unit("amnio.service")["Service"]
    assert service["Restart"] == "always"
    assert int(service["RestartPreventExitStatus"]) == Exit.BAD_INPUT
    assert int(service["TimeoutStopSec"]) > _FAREWELL


def test_the_timer_starts_the_copy_of_its_name() -> None:
    assert "OnCalendar" in _unit("amnio-backup.timer")["Timer"]
    assert (DEPLOY / "amnio-backup.service").is_file()


def test_a_command_as_the_service_has_its_user_its_settings_and_its_folders() -> None:
    text, service = _text("as-service"), _unit("amnio.service")["Service"]
    assert f"--uid={service['User']} --gid={service['Group']}" in text
    assert f"AMNIO_HOME={HOME}" in text
    assert service["EnvironmentFile"] in text
    assert f'StateDirectory="{_unit("amnio-backup.service")["Service"]["StateDirectory"]}"' in text
    assert f'{PROGRAM} "$@"' in text
    assert (DEPLOY / "as-service").stat().st_mode & 0o111


def test_the_image_starts_a_command_at_the_port_that_it_opens() -> None:
    (program,) = _words_of("ENTRYPOINT")
    words = _words_of("CMD")
    assert program == PROGRAM
    _must_be_a_command(words)
    assert words[words.index("--port") + 1] == dict(_steps())["EXPOSE"] == str(PORT)


def test_the_health_check_of_the_image_asks_what_answers() -> None:
    check = dict(_steps())["HEALTHCHECK"]
    words = ast.literal_eval(check[check.index("CMD") + 3 :].strip())
    assert words[:2] == [f"{Path(PROGRAM).parent}/python", "-c"]
    ast.parse(words[2])
    assert re.findall(r"'(http[^']+)'", words[2]) == [f"http://127.0.0.1:{PORT}{PATH}"]


def test_the_image_has_one_folder_for_data_and_is_made_of_what_is_there() -> None:
    steps = _steps()
    environment = dict(pair.split("=", 1) for word, rest in steps if word == "ENV" for pair in rest.split())
    assert environment["AMNIO_HOME"] == HOME
    assert environment["PATH"].startswith(f"{Path(PROGRAM).parent}:")
    assert _words_of("VOLUME") == [HOME]
    assert dict(steps)["WORKDIR"] == Path(PROGRAM).parents[2].as_posix()
    assert dict(steps)["USER"] == "amnio"
    copied = {name for word, rest in steps if word == "COPY" for name in rest.split()[:-1]}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == copied


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_leads_to_the_port_and_says_that_it_speaks_https(name: str) -> None:
    text = _text(name)
    assert re.findall(r"127\.0\.0\.1:(\d+)", text) == [str(PORT)]
    assert re.search(r"X-Forwarded-Proto https", text)


def _commands(language: str = "text") -> list[str]:
    """Lines of the page's blocks that are typed and not run by the tests of pages; a line that goes on is one."""
    found = []
    for block in blocks_of(PAGE.read_text(encoding="utf-8")):
        if block.language == language:
            found += [line.strip() for line in re.sub(r"\\\n\s*", "", block.text).splitlines()]
    return found


def test_every_command_of_the_page_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for copy in ("COPY.zip", "before-NEW.zip"):
        Path(copy).touch()
    page = PAGE.read_text(encoding="utf-8")
    inline = [found.replace("\n", " ") for found in re.findall(r"`([^`]+)`", re.sub(r"(?ms)^ *```.*?^ *```", "", page))]
    checked = set()
    for line in _commands() + inline:
        typed = re.sub(r"^(podman exec .*?amnio amnio|deploy/as-service|amnio)(?= )", "amnio", line)
        if not typed.startswith("amnio "):
            continue
        words = shlex.split(typed)[1:]
        checked.add(words[0])
        if len(words) > 1 and words[-1] != "--head":  # the bare name of a command, or of an option, in a sentence
            _must_be_a_command(words)
        assert words[0] in amnio.commands, line
    assert checked >= {"staff", "backup", "restore", "audit-trail", "serve"}


def test_every_setting_target_and_file_of_the_page_is_there() -> None:
    page = PAGE.read_text(encoding="utf-8")
    settings = set(re.findall(r"\bAMNIO_[A-Z_]+", page)) - {"AMNIO_ENVIRONMENT"}
    assert settings <= set(VARIABLES)
    assert "AMNIO_ENVIRONMENT" in _text("as-service")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make (?:-n )?([a-z][\w-]*)", page)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    assert re.search(r"^installed:", makefile, re.MULTILINE)
    assert "make installed" in dict(_steps())["RUN"]
    named = set(re.findall(r"\bdeploy/([\w.-]*\w)", page))
    assert named == {path.name for path in DEPLOY.iterdir()}


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_stands_where_the_page_copies_it_from(name: str) -> None:
    copied = next(line for line in _commands() if line.startswith("cp deploy/"))
    assert f"deploy/{name}" in copied.split()
