"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from guildhall.config.supervisor import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
if os.environ.get("GUILDHALL_SERVED"):
    # A worker whose server was killed would hold the port, and the next server could not start.
    end_with_parent()
application = get_wsgi_application()
# What is loaded stays for good: the collector need not look through it at every page of many records.
gc.collect()
gc.freeze()
