from django.urls import path

from guildhall.services.assurance.pages import assessments, governance, returns, statements

urlpatterns = [
    path("governance/", governance.governance, name="governance"),
    path("governance/code/", governance.code, name="governance_code"),
    path("governance/code.json", governance.code_json, name="governance_code_json"),
    path("governance/assessed/<slug:key>/", assessments.assessment, name="governance_assessment"),
    path("governance/assessed/<slug:key>/csv/", assessments.assessment_csv),
    path("governance/assessed/<slug:key>/json/", assessments.assessment_json),
    path("governance/<slug:year>/", statements.statement, name="governance_statement"),
    path("governance/<slug:year>.json", statements.statement_json, name="governance_statement_json"),
    path("governance/<slug:year>.pdf", statements.statement_pdf, name="governance_statement_pdf"),
    path("assurance/", returns.overview, name="assurance"),
    path("assurance/returns.csv", returns.overview_csv, name="assurance_csv"),
    path("assurance/returns.json", returns.overview_json, name="assurance_json"),
    path("assurance/<slug:reference>/", returns.one_return, name="assurance_return"),
    path("assurance/<slug:reference>/<slug:key>/", returns.question, name="assurance_question"),
]
