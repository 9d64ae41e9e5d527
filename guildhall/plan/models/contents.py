"""What a plan is made of besides its promises: aims, sections, contents list, services, stakeholders."""

from __future__ import annotations

from django.db import models

from guildhall.plan.models.plans import Plan


class Aim(models.Model):
    """One thing the directorate is for, in a sentence."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="aims")
    text = models.TextField()

    def __str__(self) -> str:
        return self.text


class Section(models.Model):
    """One section under its heading. Its number is what was printed, and need not be a number."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    number = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=300)
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class ContentsLine(models.Model):
    """What the contents list promises, and on which page."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="contents")
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.title}, page {self.page}" if self.page else self.title


class Profile(models.Model):
    """One team of a service area: who leads it, by role, and what it answers for."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="profiles")
    area = models.CharField(max_length=200)
    team = models.CharField(max_length=200, blank=True)
    lead = models.CharField(max_length=200, blank=True)
    responsibility = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.area}: {self.team}" if self.team else self.area


class Stakeholder(models.Model):
    """Somebody a service area works with or for."""

    class Group(models.TextChoices):
        PUBLIC = "public", "The public"
        POLITICAL = "political", "Political"
        INTERNAL = "internal", "Inside the council"
        PARTNERS = "partners", "Partners"
        CLIENTS = "clients", "Clients"
        SUPPLIERS = "suppliers", "Suppliers"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="stakeholders")
    area = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=10, choices=Group.choices)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Legislation(models.Model):
    """An Act or Regulations the plan reckons with, by its name: from when, and what it means for the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="legislation")
    name = models.CharField(max_length=300)
    in_force_on = models.DateField(null=True, blank=True)
    effect = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "legislation"

    def __str__(self) -> str:
        return self.name
