"""What Guildhall stands on may be run and changed by any council or supplier."""

import pytest

from guildhall.config import licences


def test_every_package_has_a_licence_that_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert licences.main() == 0

    listed = capsys.readouterr().out
    assert "Django" in listed
    assert "govuk-frontend" in listed


@pytest.mark.parametrize(
    ("licence", "forbidden"),
    [
        ("MIT", False),
        ("LGPL-3.0-only", False),
        ("Mozilla Public License 2.0 (MPL 2.0)", False),
        ("Apache-2.0 OR GPL-2.0-only", False),
        ("GPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("AGPL-3.0-only", True),
        ("unknown", True),
    ],
)
def test_gpl_agpl_and_silence_are_not_allowed(licence: str, forbidden: bool) -> None:
    assert licences.is_forbidden(licence) is forbidden
