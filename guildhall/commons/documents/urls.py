from django.urls import path

from guildhall.commons.documents import pages

urlpatterns = [
    path("documents/<int:number>/", pages.document, name="document"),
    path("document/<str:token>/", pages.linked_document, name="linked_document"),
]
