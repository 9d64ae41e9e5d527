"""The verbs of codes, returns and statements: importing them declares them."""

from guildhall.services.assurance.actions import codes, returns, statements  # noqa: F401  each declares its verbs
