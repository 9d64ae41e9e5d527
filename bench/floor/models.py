"""The rows of the spine as anybody's Django would see them."""

from django.db import models


class Person(models.Model):
    """Who owns a row."""

    name = models.CharField(max_length=200)

    class Meta:
        managed = False
        db_table = "accounts_user"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Which team does."""

    name = models.CharField(max_length=120)

    class Meta:
        managed = False
        db_table = "kernel_team"

    def __str__(self) -> str:
        return self.name


class Row(models.Model):
    """A record, as far as a list shows it."""

    service = models.CharField(max_length=32)
    reference = models.CharField(max_length=32)
    title = models.CharField(max_length=300)
    stage = models.CharField(max_length=32)
    owner = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="rows")
    team = models.ForeignKey(Team, models.DO_NOTHING, null=True, related_name="rows")
    opened_on = models.DateField()
    urgent_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "kernel_record"

    def __str__(self) -> str:
        return self.reference
