"""An annual complaints report on paper: what its Typst template is told, and where the file lies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from guildhall.commons.paper import kept
from guildhall.services.complaints.board import Line
from guildhall.services.complaints.models import AnnualReport
from guildhall.services.complaints.reporting import TILES, Data, in_words, pounds

TEMPLATE = "services/complaints/typst/report.typ"


def shelf(number: int) -> str:
    """The shelf of the report with this number."""
    return f"complaint-reports/{number}"


def as_pdf(report: AnnualReport, told: Data, standing: str) -> bytes:
    """The report as tagged PDF, made once and kept until it says something else."""
    return kept.kept(shelf(report.pk), TEMPLATE, printed(report, told, standing))


def printed(report: AnnualReport, told: Data, standing: str) -> dict[str, Any]:
    """What the template is told: words only."""
    return {
        "about": f"{told['title']} of {settings.COUNCIL['name']}",
        "title": told["title"],
        "year": told["year"],
        "before": told["before"],
        "standing": standing,
        "tiles": tiles(told),
        "figures": {part: [_figure(each) for each in found] for part, found in told["figures"].items()},
        "months": [
            (f"{date.fromisoformat(each['month']):%B %Y}", str(each["received"])) for each in told["months"]
        ],
        "outcomes": _counted(told["outcomes"]),
        "areas": [Line(**each).cells for each in told["areas"]],
        "wards": [Line(**each).cells for each in told["wards"]],
        "refused": _counted(told["refused"]),
        "remedies": _counted(told["remedies"]),
        "causes": _counted(told["causes"]),
        "improvements": [
            (each["area"], each["you_said"], each["we_did"]) for each in told["improvements"]
        ],
        "decisions": [
            (each["who"], each["decision"], str(each["number"]), pounds(each["cost"]))
            for each in told["decisions"]
        ],
        "passages": told["passages"],
        "response": report.response,
        "response_by": report.response_by,
    }  # fmt: skip


def tiles(told: Data) -> list[dict[str, Any]]:
    """The figures that are shown large, each beside the year before."""
    known = {each["measure"]: each for found in told["figures"].values() for each in found}
    return [
        {
            "name": known[key]["name"],
            "shown": in_words(known[key]["value"], known[key]["unit"]),
            "under": f"{told['before']}: {in_words(known[key]['before'], known[key]['unit'])}",
            "share": float(known[key]["value"])
            if known[key]["unit"] == "%" and known[key]["value"]
            else None,
        }
        for key in TILES
    ]


def _figure(each: Data) -> tuple[str, str, str]:
    return each["name"], in_words(each["value"], each["unit"]), in_words(each["before"], each["unit"])


def _counted(found: list[Data]) -> list[tuple[str, str]]:
    return [(each["name"], str(each["number"])) for each in found]
