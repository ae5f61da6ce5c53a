"""The reference pages that are generated from the program itself, by name."""

from collections.abc import Callable, Mapping
from functools import cache

from tests.docs.reference.case_page import case_page
from tests.docs.reference.command_page import command_page
from tests.docs.reference.counsel_page import counsel_page
from tests.docs.reference.findings_page import findings_page
from tests.docs.reference.guidance_page import guidance_page
from tests.docs.reference.parameters_page import parameters_page
from tests.docs.reference.problems_page import problems_page
from tests.docs.reference.registry_pages import export_page
from tests.docs.reference.registry_settings_page import registry_settings_page
from tests.docs.reference.registry_speed_page import registry_speed_page
from tests.docs.reference.review_page import review_page
from tests.docs.reference.rules_page import rules_page
from tests.docs.reference.studies_page import studies_page

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/reference/command-line.md": cache(command_page),
    "docs/reference/case.md": cache(case_page),
    "docs/reference/problems.md": cache(problems_page),
    "docs/reference/review.md": cache(review_page),
    "docs/reference/counsel.md": cache(counsel_page),
    "docs/reference/findings.md": cache(findings_page),
    "docs/reference/parameters.md": cache(parameters_page),
    "docs/reference/studies.md": cache(studies_page),
    "docs/reference/guidance.md": cache(guidance_page),
    "docs/reference/rules.md": cache(rules_page),
    "docs/reference/registry-export.md": cache(export_page),
    "docs/reference/registry-settings.md": cache(registry_settings_page),
    "docs/reference/registry-speed.md": cache(registry_speed_page),
}
