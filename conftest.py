"""The rig of the tests serves tests/ and the services' own tests alike, so it is loaded from the top."""

pytest_plugins = ("tests.rig", "tests.players", "tests.calendars", "tests.browser.rig")
