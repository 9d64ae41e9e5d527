from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "guildhall.services.reviews"
    label = "reviews"
    verbose_name = "Internal reviews"
