"""What a page answers with when it is not itself the answer."""

from __future__ import annotations

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """303: it is done; look there. Reloading the page that follows sends nothing again."""

    status_code = 303
