"""The settings of the tests: the real ones, over a data folder that is thrown away."""

import atexit
import os
import tempfile

# The folder lasts as long as the process, and goes with it; each worker of pytest-xdist has its own.
_data = tempfile.TemporaryDirectory(prefix="guildhall-tests-")
atexit.register(_data.cleanup)
os.environ["GUILDHALL_DATA"] = _data.name
os.environ["GUILDHALL_LETTERS"] = "console"

from guildhall.config.settings import *  # noqa: E402, F403
from guildhall.config.settings import DATA, DATABASES, STORAGES  # noqa: E402

# A database in memory has other locks than the file an installation keeps: test the one that is kept.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": DATA / "tests.sqlite3"}

# Straight from the source folders: a test of one template need not wait for every file to be hashed.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
