from django.urls import path

from guildhall.site.handbook import views

urlpatterns = [
    path("", views.contents, name="handbook"),
    path("<path:name>.svg", views.drawing, name="handbook_drawing"),
    path("<path:name>/", views.page, name="handbook_page"),
]
