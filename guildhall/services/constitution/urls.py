from django.urls import path

from guildhall.services.constitution import pages

urlpatterns = [
    path("constitution/", pages.constitution, name="constitution"),
    path("constitution/powers/", pages.powers, name="delegation"),
    path("constitution/<int:number>/", pages.version, name="constitution_version"),
    path("constitution/<int:number>/changes/", pages.changes, name="constitution_changes"),
    path("constitution/governance/<slug:reference>/", pages.arrangement, name="arrangement"),
]
