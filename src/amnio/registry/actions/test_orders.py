"""Ordering a test, and writing down its result."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import action
from amnio.registry.actions.saving import save
from amnio.registry.models import Pregnancy, TestOrder


def order_test(
    by: Actor,
    pregnancy: Pregnancy,
    *,
    test: str,
    ordered_on: date,
    expected_on: date | None,
    note: str = "",
    fetus: int | None = None,
) -> TestOrder:
    """`fetus`: the number of one of twins, where it is a test of that one alone."""
    by.must(Permission.CHANGE_RECORD)
    with action("test.ordered", by=by, about=pregnancy) as happened:
        Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)  # one writer a record
        order = TestOrder(pregnancy=pregnancy)
        values = {"test": test, "ordered_on": ordered_on, "expected_on": expected_on, "note": note, "fetus": fetus}
        save(order, values, revision=0, by=by, happened=happened)
    return order


def record_result(
    by: Actor, pregnancy: Pregnancy, order: TestOrder, values: Mapping[str, Any], *, revision: int
) -> TestOrder:
    """The result with its day. A result can be corrected; the earlier one stays in the history. `ChangedMeanwhile`."""
    by.must(Permission.CHANGE_RECORD)
    with action("test.resulted", by=by, about=pregnancy) as happened:
        row = TestOrder.objects.select_for_update().get(pk=order.pk, pregnancy=pregnancy)
        save(row, values, revision=revision, by=by, happened=happened)
    return row
