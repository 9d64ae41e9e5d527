"""Whose seats are whose by political balance, as the council stands or as it might."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.chamber.balance import Allocation, Council, NoAllocation, Totals, allocate, totals
from guildhall.commons.chamber.forms.balance import WhatIf
from guildhall.commons.chamber.hemicycle import hemicycle
from guildhall.commons.chamber.standing import Standing, standing
from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.pages.audience import anyone


@anyone
@require_safe
def balance(request: HttpRequest) -> HttpResponseBase:
    """How many seats each group is due, as the council stands or as it might; every answer, and why."""
    now = standing(time.today())
    form = WhatIf(request.GET if request.GET else _as_it_stands(now))
    if not request.GET and not now.groups:
        return render(request, "chamber/balance.html", {"form": WhatIf(), "nothing_known": True})
    context: dict[str, Any] = {"form": form, "as_it_stands": not request.GET}
    if not form.is_valid() or form.council is None:
        return render(request, "chamber/balance.html", context, status=422 if request.GET else 200)
    asked = form.cleaned_data["bodies"]
    held = now.held if not request.GET else {}
    try:
        given = totals(form.council, [seats for _, seats in asked])
        context["answers"] = [_answer(form.council, asked, each, held) for each in given]
    except NoAllocation as none:
        context["none"] = str(none)
    context["hemicycle"] = hemicycle(list(zip(form.council.names, form.council.sizes, strict=True)))
    return render(request, "chamber/balance.html", context)


def _as_it_stands(now: Standing) -> dict[str, Any]:
    return {
        "groups": "\n".join(f"{name} {number}" for name, number in now.groups.items()),
        "ungrouped": now.ungrouped,
        "bodies": "\n".join(f"{name} {seats}" for name, seats in now.bodies),
    }


def _answer(council: Council, asked: list[tuple[str, int]], given: Totals, held: Any) -> dict[str, Any]:
    """One set of totals: its best allocation, the others as many as are written out, and what decided."""
    try:
        found = allocate(council, [seats for _, seats in asked], given)
    except NoAllocation as none:
        return {"totals": _totals_table(council, given), "method": given.method, "none": str(none)}
    tables = [_filled(council, asked, way, number) for number, way in enumerate(found.optima, start=1)]
    return {
        "method": given.method,
        "totals": _totals_table(council, given),
        "best": tables[0],
        "others": tables[1:],
        "allocation": found,
        "more": found.count - len(found.optima),
        "held_so": bool(held) and _held(council, asked, held) in found.optima,
        "differs": _differs(council, asked, found, held),
    }


def _totals_table(council: Council, given: Totals) -> Table:
    seats = sum(given.seats)
    rows = [
        (name, size, f"{seats * size / council.members:.2f}", due)
        for name, size, due in zip(council.names, council.sizes, given.seats, strict=True)
    ]
    columns = [
        Column("Group"),
        Column("Members", numeric=True),
        Column("Exact share", numeric=True),
        Column("Seats", numeric=True),
    ]
    return Table(f"All {seats} seats", columns, rows)


def _filled(council: Council, asked: list[tuple[str, int]], way: Any, number: int) -> Table:
    columns = [
        Column("Body"),
        Column("Seats", numeric=True),
        *(Column(n, numeric=True) for n in council.names),
    ]
    rows = [(name, seats, *row) for (name, seats), row in zip(asked, way, strict=True)]
    return Table(f"Allocation {number}", columns, rows)


def _held(council: Council, asked: list[tuple[str, int]], held: Any) -> Any:
    """The seats as they are held, in the order of an allocation."""
    return tuple(
        tuple(held.get(name, {}).get(group if group in council.groups else "", 0) for group in council.names)
        for name, _ in asked
    )


def _differs(council: Council, asked: list[tuple[str, int]], found: Allocation, held: Any) -> list[str]:
    """Where the seats as they are held are in none of the best allocations, body by body of the first."""
    now = _held(council, asked, held)
    if not held or now in found.optima:
        return []
    return [
        f"{name}: {group} holds {has} and is due {due}"
        for (name, _), row, way in zip(asked, now, found.optima[0], strict=True)
        for group, has, due in zip(council.names, row, way, strict=True)
        if has != due
    ]
