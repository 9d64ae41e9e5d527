"""Where the files made of a plan lie."""


def shelf(number: int) -> str:
    """The shelf of the plan with this number."""
    return f"plans/{number}"
