"""What can go wrong for a user, and the one place where it is told: a panel or JSON on standard error, and a status.

Nothing that a user can do ends in a traceback. `reporting` is wrapped around every command; whatever leaves it is an
exit status.
"""

import errno
import json
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from amnio.cli.exits import Exit
from amnio.cli.sentences import USAGE, Language, say

if TYPE_CHECKING:
    from amnio.clinic.problems import Problem

#: What a system says when there is no room: no space, a quota, or a file that may not grow.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

Item = dict[str, Any]  # one problem as JSON: code, path, value, why, instead


class Unusable(Exception):
    """The command cannot be carried out as typed. `key` names its sentences in `sentences.USAGE`."""

    def __init__(self, key: str, **slots: str) -> None:
        super().__init__(key, slots)
        self.key = key
        self.slots = slots

    def item(self, language: Language) -> Item:
        what, why, instead = (part.format(**self.slots) for part in USAGE[self.key][language])
        return {"code": self.key, "what": what, "why": why, "instead": instead.strip()}


class Refused(Exception):
    """Something that was read cannot be used. `title` names what, as it is shown; `items` is everything against it."""

    def __init__(self, title: str, items: list[Item], kind: str = "bad_input") -> None:
        super().__init__(title, items)
        self.title = title
        self.items = items
        self.kind = kind


def problem_item(problem: "Problem", language: Language) -> Item:
    """One problem of a case in the language asked for, ready for JSON."""
    return {**problem.record(language), "related": list(problem.related)}


@contextmanager
def reporting(language: Language, *, as_json: bool, debug: bool) -> Iterator[None]:
    """Runs a command; turns every failure into words on standard error and an exit status."""
    from amnio.clinic.care_scope import NotForCare
    from amnio.clinic.check_scope import NotCheckable
    from amnio.clinic.counsel_scope import NotCounselled
    from amnio.clinic.problems import CaseError
    from amnio.clinic.review_scope import NotReviewable

    try:
        yield
    except Unusable as error:
        _tell("usage", say("usage", language), [error.item(language)], as_json)
        status = Exit.BAD_INPUT
    except Refused as error:
        _tell(error.kind, error.title, error.items, as_json)
        status = Exit.BAD_INPUT
    except CaseError as error:
        refused = isinstance(error, NotReviewable | NotCounselled | NotCheckable | NotForCare)
        items = [problem_item(each, language) for each in error.problems]
        key = "one_problem" if len(items) == 1 else "problems"
        if refused:
            titles = {NotCounselled: "not_counselled", NotCheckable: "not_checked", NotForCare: "no_care_plan"}
            key = titles.get(type(error), "refused")
        title = say(key, language, count=len(items), source=error.source or say("the_case", language))
        _tell("refused" if refused else "bad_input", title, items, as_json)
        status = Exit.REFUSED if refused else Exit.BAD_INPUT
    except KeyboardInterrupt as stopped:
        print("\n" + (str(stopped) or say("stopped", language)), file=sys.stderr)
        status = Exit.STOPPED
    except BrokenPipeError:
        # The reader (head, less) has seen enough; the interpreter must not try to flush into the closed pipe.
        sys.stdout = None
        status = Exit.ANSWERED
    except MemoryError:
        _tell("usage", say("usage", language), [Unusable("no_memory").item(language)], as_json)
        status = Exit.BAD_INPUT
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            full = Unusable("disk_full", reason=error.strerror or str(error))
            _tell("usage", say("usage", language), [full.item(language)], as_json)
            status = Exit.BAD_INPUT
        else:
            status = internal_fault(error, language, as_json=as_json, debug=debug)
    else:
        return
    raise SystemExit(int(status))


def internal_fault(error: BaseException, language: Language, *, as_json: bool, debug: bool) -> Exit:
    """Our fault: a short message, and the traceback only when asked for."""
    if debug:
        traceback.print_exception(error)
    item = {
        "code": "internal",
        "what": f"{type(error).__name__}: {error}",
        "why": say("internal_why", language),
        "instead": say("internal_report", language),
    }
    _tell("internal", say("internal", language), [item], as_json)
    return Exit.INTERNAL


def told(item: Item) -> str:
    """One problem on one line, for summaries."""
    return f"{_head(item)}: {item['why']} {item['instead']}".strip(": ")


def _head(item: Item) -> str:
    if "what" in item:
        return str(item["what"])
    return str(item["path"]) if item.get("value") is None else f"{item['path']} = {item['value']}"


def _tell(kind: str, title: str, items: list[Item], as_json: bool) -> None:
    if as_json:
        content = {"error": {"kind": kind, "title": title, "problems": items}}
        print(json.dumps(content, ensure_ascii=False), file=sys.stderr)
        return
    from rich.box import HEAVY
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    body = Text()
    for number, item in enumerate(items, start=1):
        if body:
            body.append("\n\n")
        if len(items) > 1:
            body.append(f"{number}. ")
        if head := _head(item):
            body.append(head + "\n", style="bold")
        body.append(f"{item['why'][:1].upper()}{item['why'][1:]}")
        if item["instead"]:
            body.append("\n-> ", style="bold")
            body.append(item["instead"])
    console = Console(stderr=True, highlight=False)
    width = min(console.width, 100)
    heading = Text(title, style="bold")
    if heading.cell_len <= width - 8:
        panel = Panel(body, title=heading, title_align="left", box=HEAVY, width=width)
    else:  # the frame would cut it
        panel = Panel(Text.assemble(heading, "\n\n", body), box=HEAVY, width=width)
    console.print(panel)
