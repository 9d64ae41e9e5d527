"""allauth's forms for an address, in the words of our own."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import RequestLoginCodeForm, SignupForm

ADDRESS = "Email address"


class AskForCode(RequestLoginCodeForm):
    """Where the code goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = ADDRESS


class CreateAccount(SignupForm):
    """Whose account it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = ADDRESS
