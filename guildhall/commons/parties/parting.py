"""Parting two entries that were joined: why, and where each thing that came since belongs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction

from guildhall.commons.parties import arrivals, merging
from guildhall.commons.parties.people import Party


class PartForm(forms.Form):
    """Why they are two, and of each thing that came since whose it is: as it lies, unless said."""

    reason = forms.CharField(label="How do we know that they are two?", max_length=300)

    def __init__(self, *args: Any, made: merging.Merge, came: list[arrivals.Arrival], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.came = came
        sides = [(made.one_id, str(made.one)), (made.other_id, str(made.other))]
        _, others = merging.sides(made)
        for each in came:
            lies = made.other_id if each.leaf in others else made.one_id
            self.fields[each.key] = forms.TypedChoiceField(
                label=each.sentence, choices=sides, initial=lies, coerce=int, widget=forms.RadioSelect
            )


@transaction.atomic
def part(made: merging.Merge, form: PartForm, *, by: Any) -> None:
    """Parts them, and puts what came since where the form says. Raises Refused when it was undone already."""
    lay = {each.key: form.fields[each.key].initial for each in form.came}
    merging.unmerge(made, by=by, reason=form.cleaned_data["reason"])
    leaves = Party.objects.in_bulk([made.one_id, made.other_id])
    for each in form.came:
        chosen = form.cleaned_data[each.key]
        if chosen != lay[each.key]:
            arrivals.put(each, leaves[chosen], by=by)
