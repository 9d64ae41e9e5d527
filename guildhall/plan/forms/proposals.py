"""What is asked of somebody who proposes other words, comments on a part, or decides of a proposal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.gates import Actor
from guildhall.plan.editing.places import place, places
from guildhall.plan.models import Comment, Proposal
from guildhall.plan.outlines import readable, readable_rows


class ProposeChange(ActionForm):
    """Where, what it should say instead, and why."""

    what = forms.ChoiceField(label="What should say something else?")
    after = LongTextField(label="What should it say?", max_length=50_000, required=False)
    why = LongTextField(label="Why?", max_length=2_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is None or self.record.pk is None:
            return
        there = list(places(self.record, self.by))
        groups: dict[str, list[tuple[str, str]]] = {}
        for each in there:
            groups.setdefault(each.group, []).append((each.what, each.label))
        self.fields["what"].choices = list(groups.items())  # type: ignore[attr-defined]
        chosen = str(self.initial.get("what") or "")
        if found := next((each for each in there if each.what == chosen), None):
            self.initial = {"after": found.now, **self.initial}

    def clean(self) -> dict[str, Any]:
        """Adds the place; what would change nothing is no proposal."""
        told = dict(super().clean() or self.cleaned_data)
        if self.record is None or not told.get("what"):
            return told
        told["place"] = place(self.record, told["what"], self.by)
        if told["place"] and told["place"].now == told.get("after"):
            self.add_error("after", "That is what it says already")
        return told


class ChooseProposal(ActionForm):
    """One that nobody has decided yet, and that is not one's own."""

    proposal = forms.ModelChoiceField(
        label="Which proposal?", queryset=Proposal.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            self.fields["proposal"].queryset = to_decide(self.record, self.by)  # type: ignore[attr-defined]


class Accept(ChooseProposal):
    """Which, and what is to be said of it."""

    reason = forms.CharField(label="Is there anything to say?", max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Adds the place; refused where it says something else since."""
        told = dict(super().clean() or self.cleaned_data)
        if not (proposal := told.get("proposal")):
            return told
        told["place"] = place(self.record, proposal.what, self.by)
        if told["place"] is None:
            raise ValidationError("What it is about is not there any more: refuse it, and say so.")
        if told["place"].now != proposal.before:
            raise ValidationError(
                "It says something else since this was proposed: refuse it, and propose it anew if need be."
            )
        return told


class Refuse(ChooseProposal):
    """Which, and why not."""

    reason = LongTextField(label="Why not?", max_length=2_000)


def to_decide(plan: Any, by: Any) -> Any:
    """The open proposals that this person may read and has not made."""
    found = readable_rows(plan.proposals.filter(outcome=Proposal.Outcome.OPEN), "about", by)
    own = Actor.of(by).id
    return found.exclude(proposed_by=own).order_by("pk") if own else found.order_by("pk")


class AnswerComment(ActionForm):
    """Which comment, and what is answered."""

    comment = forms.ModelChoiceField(
        label="Which comment?", queryset=Comment.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    answer = LongTextField(label="What do you answer?", max_length=5_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            waiting = readable_rows(self.record.comments.filter(answer=""), "record", self.by)
            self.fields["comment"].queryset = waiting.order_by("pk")  # type: ignore[attr-defined]


class CommentOn(ActionForm):
    """What somebody says of a plan, and of which part of it."""

    part = forms.ChoiceField(label="Which part is it about?", required=False)
    about = forms.CharField(
        label="Or in your own words: what is it about?", max_length=200, required=False,
        help_text="Empty for the whole plan, or for the part you chose.",
    )  # fmt: skip
    text = LongTextField(label="What do you say?", max_length=10_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            self.fields["part"].choices = [("", "The whole plan"), *self._parts()]  # type: ignore[attr-defined]

    def _parts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Its sections, objectives and deliverables, as far as the person may read them."""
        plan, groups = self.record, []
        if sections := [(f"section:{each.pk}", str(each)) for each in plan.sections.order_by("pk")]:
            groups.append(("Sections", sections))
        for name, found in (("Objectives", plan.objectives), ("Deliverables", plan.deliverables)):
            if there := list(readable(found.all(), self.by).order_by("pk")):
                groups.append((name, [(f"record:{each.pk}", each.title) for each in there]))
        return groups

    def clean(self) -> dict[str, Any]:
        """Adds the record it is about, and what that is called."""
        told = dict(super().clean() or self.cleaned_data)
        kind, _, number = str(told.get("part") or "").partition(":")
        told["record"] = int(number) if kind == "record" else None
        named = {value: label for _, group in self.fields["part"].choices[1:] for value, label in group}  # type: ignore[attr-defined]
        told["about"] = told.get("about") or str(named.get(told.get("part"), ""))[:200]
        return told
