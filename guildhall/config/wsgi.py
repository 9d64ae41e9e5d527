"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from guildhall.config.supervisor import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
if os.environ.get("GUILDHALL_SERVED"):
    # A worker whose server was killed would hold the port, and the next server could not start.
    end_with_parent()
application = get_wsgi_application()
