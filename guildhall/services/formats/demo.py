"""How a letter in another format is lived: it is made, and sent within two weeks."""

from __future__ import annotations

from typing import Any

from guildhall.kernel.lives import Life, Story
from guildhall.services.formats import actions

MADE_IN = {(1, 4): 0.5, (5, 10): 0.45, (11, 14): 0.05}


def live(life: Life, wanted: Any) -> Story:
    """An officer has it made, and sends it."""
    yield life.working_days_on(life.between(*life.pick(MADE_IN)))
    life.do(actions.send, wanted, by=life.pick(life.world.people.officers), how="By post.")
