from django.urls import path

from guildhall.commons.chamber.pages import balance, desk, public

urlpatterns = [
    path("chamber/", desk.chamber, name="chamber"),
    path("political-balance/", balance.balance, name="political_balance"),
    path("councillors/", public.councillors, name="councillors"),
    path("councillors/<slug:reference>/", public.councillor, name="councillor"),
    path("committees/", public.committees, name="committees"),
    path("committees/<slug:reference>/", public.committee, name="committee"),
    path("democracy/popolo.json", public.popolo_json, name="popolo"),
]
