"""The addresses of the plan and its numbers."""

from django.urls import path

from guildhall.plan import benefit_pages, comparing_pages, pages, programme_pages, promise_pages, report_pages
from guildhall.plan.between import pages as between
from guildhall.plan.editing import import_pages, part_pages, proposal_pages, version_pages
from guildhall.plan.money import bringing_in
from guildhall.plan.money import pages as money
from guildhall.plan.public import data, document
from guildhall.plan.public import pages as public
from guildhall.plan.staffing import pages as staffing

urlpatterns = [
    path("numbers/", pages.numbers, name="numbers"),
    path("numbers/<str:period>.csv", pages.numbers_csv, name="numbers_csv"),
    path("numbers/<str:period>.json", pages.numbers_json, name="numbers_json"),
    path("numbers/<str:period>/beside/<slug:other>/", comparing_pages.numbers_beside, name="numbers_beside"),
    path(
        "numbers/<str:period>/beside/<slug:other>.csv",
        comparing_pages.numbers_beside_csv,
        name="numbers_beside_csv",
    ),
    path("numbers/<str:period>/", pages.numbers, name="numbers_of"),
    path("numbers/<str:period>/<slug:key>/", pages.number_records, name="number_records"),
    path("plan/<slug:key>/report/", report_pages.latest_report, name="plan_latest_report"),
    path("plan/<slug:key>/report/<slug:quarter>/", report_pages.quarter_report, name="plan_report"),
    path("plan/<slug:key>/report/<slug:quarter>.pdf", report_pages.report_pdf, name="plan_report_pdf"),
    path("plan/<slug:key>/report/<slug:quarter>.csv", report_pages.report_csv, name="plan_report_csv"),
    path("plan/<slug:key>/benefits/", benefit_pages.benefits, name="plan_benefits"),
    path("plan/<slug:key>/director/", report_pages.director, name="plan_director"),
    path("plan/<slug:plan>/promises/<slug:deliverable>/<slug:key>/", promise_pages.promise, name="promise"),
    path(
        "plan/<slug:plan>/promises/<slug:deliverable>/<slug:key>.csv",
        promise_pages.promise_csv,
        name="promise_csv",
    ),
    path("programmes/", programme_pages.programmes, name="programmes"),
    path("programmes/<slug:key>/", programme_pages.programme, name="programme"),
    path("programmes/<slug:key>.csv", programme_pages.programme_csv, name="programme_csv"),
    path("programmes/<slug:key>.json", programme_pages.programme_json, name="programme_json"),
    path("plan/", public.plan, name="plan"),
    path("plan/<slug:key>.pdf", document.as_pdf, name="plan_pdf"),
    path("plan/<slug:key>.json", data.as_json, name="plan_json"),
    path("plan/<slug:key>/", public.plan, name="plan_of"),
    path("plan/<slug:key>/page/", public.on_a_page, name="plan_on_a_page"),
    path("plan/<slug:key>/board/", public.board, name="plan_board"),
    path("plan/<slug:key>/structure/", staffing.structure, name="plan_structure"),
    path("plan/<slug:key>/structure.csv", staffing.structure_csv, name="plan_structure_csv"),
    path("plan/<slug:key>/<slug:name>.csv", data.as_csv, name="plan_csv"),
    path("plan/<slug:key>/deliverables/", public.deliverables, name="plan_deliverables"),
    path("plan/<slug:key>/objectives/<slug:name>/", public.objective, name="plan_objective"),
    path("plan/<slug:key>/deliverables/<slug:name>/", public.deliverable, name="plan_deliverable"),
    path("plan/<slug:key>/parts/", part_pages.parts, name="plan_parts"),
    path("plan/<slug:key>/parts/<slug:name>/", part_pages.part, name="plan_part"),
    path("plan/<slug:key>/versions/", version_pages.versions, name="plan_versions"),
    path("plan/<slug:key>/versions/compare/", version_pages.compared, name="plan_versions_compared"),
    path("plan/<slug:key>/versions/<int:number>/", version_pages.version, name="plan_version"),
    path("plan/<slug:key>/proposals/", proposal_pages.proposals, name="plan_proposals"),
    path("plan/<slug:key>/import/", import_pages.import_tables, name="plan_import"),
    path("plan/<slug:key>/import/figures/", import_pages.import_figures, name="plan_import_figures"),
    path("plan/compare/<slug:key>/<slug:other>/", between.comparison, name="plan_compare"),
    path("plan/<slug:key>/ledger/", bringing_in.ledger, name="plan_ledger"),
    path("plan/<slug:key>/budget/", money.budget, name="plan_budget"),
    path("plan/<slug:key>/budget/<slug:year>/", money.budget, name="plan_budget_of"),
    path("plan/<slug:key>/budget/<slug:year>.csv", money.budget_csv, name="plan_budget_csv"),
]
