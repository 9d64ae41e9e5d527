"""The addresses of the calculator and of the bank holidays."""

from django.urls import path

from guildhall.site.deadlines import holidays, pages

urlpatterns = [
    path("when-is-my-answer-due/", pages.calculator, name="calculator"),
    path("holidays/", holidays.holidays, name="holidays"),
]
