"""The verbs of a version of the constitution."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max

from guildhall.kernel.clocks.wording import said
from guildhall.services.constitution.forms import versions as forms
from guildhall.services.constitution.models import Article, ConstitutionVersion
from guildhall.services.constitution.service import constitution

Stage = ConstitutionVersion.Stage
LAW = "LGA 2000 s.9P"


@constitution.opening(
    asks=forms.Draft, label="Draft a version", says="{actor} drafted it: {what_changed}", law=LAW
)
def draft(version: ConstitutionVersion, what_changed: str) -> None:
    """Draft a version: it begins with the words of the one in force."""
    last = ConstitutionVersion.objects.aggregate(last=Max("number"))["last"] or 0
    version.number, version.what_changed = last + 1, what_changed
    version.title = f"Constitution, version {version.number}"
    version.once_saved(lambda: _begin_with_what_holds(version))


def _begin_with_what_holds(version: ConstitutionVersion) -> None:
    for article in Article.objects.filter(version__stage=Stage.IN_FORCE).order_by("part"):
        article.pk, article.version = None, version
        article.save()


@constitution.action(
    Stage.DRAFT, asks=forms.WriteArticle, label="Write a part", says="{actor} wrote part {part}.", law=LAW
)
def write_article(version: ConstitutionVersion, part: str, heading: str, text: str) -> None:
    """Write the words of a part, in the place of those that stood there."""
    Article.objects.update_or_create(version=version, part=part, defaults={"heading": heading, "text": text})


@constitution.action(
    Stage.DRAFT,
    asks=forms.StrikeArticle,
    label="Strike a part",
    says="{actor} struck part {article.part}.",
    law=LAW,
)
def strike_article(version: ConstitutionVersion, article: Article) -> None:
    """Strike a part: what it said stands in the versions before."""
    Article.objects.filter(pk=article.pk).delete()


def has_words(version: ConstitutionVersion, by: object) -> str | None:
    return None if version.articles.exists() else "It has no words yet."


@constitution.action(
    Stage.DRAFT,
    to=Stage.IN_FORCE,
    asks=forms.Adopt,
    gates=(has_words,),
    label="Enter its adoption",
    says="{adopted_by}: it was adopted.",
    law="LGA 2000 s.9P; LGA 1972 s.106",
)
def adopt(version: ConstitutionVersion, adopted_by: str, by: object, on: date) -> None:
    """Enter that it was adopted: it is public from that day, and the version before holds no more."""
    before = ConstitutionVersion.objects.filter(stage=Stage.IN_FORCE).first()
    if before and before.in_force_from and before.in_force_from >= on:
        raise ValidationError(
            f"The version before holds since {said(before.in_force_from)}: enter a later day."
        )
    if before:
        supersede.follow(before, by=by, on=on)
    version.opened_on = min(version.opened_on, on)  # what was adopted long ago is drafted here today
    version.adopted_by, version.in_force_from, version.published_on = adopted_by, on, on


@constitution.action(
    Stage.IN_FORCE,
    to=Stage.SUPERSEDED,
    system=True,
    label="Supersede it",
    says="The next version superseded it.",
    law=LAW,
)
def supersede(version: ConstitutionVersion, on: date) -> None:
    """The next version holds from this day on."""
    version.superseded_on = on


@constitution.action(
    Stage.DRAFT,
    to=Stage.WITHDRAWN,
    asks=forms.Withdraw,
    label="Withdraw the draft",
    says="{actor} withdrew it: {why}",
    law=LAW,
)
def withdraw(version: ConstitutionVersion) -> None:
    """Enter that the draft is not to be."""
