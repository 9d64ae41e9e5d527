"""Settings: one file for a laptop, a test and a city; whatever differs comes from the environment."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

BASE = Path(__file__).resolve().parent.parent.parent


def flag(name: str, default: bool) -> bool:
    """Reads a yes-or-no from the environment; fails loudly on anything else."""
    value = os.environ.get(name, "1" if default else "0").lower()
    if value not in {"0", "1", "no", "yes", "false", "true"}:
        raise ValueError(f"{name}={value!r}: use 1 or 0")
    return value in {"1", "yes", "true"}


# Everything an installation keeps lives under this one folder: database, files, keys, calendars.
DATA = Path(os.environ.get("GUILDHALL_DATA", BASE / "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def secret_key() -> str:
    """The installation's own key, made on first use, so no copy of the code carries one."""
    if key := os.environ.get("GUILDHALL_SECRET_KEY"):
        return key
    path = DATA / "secret_key"
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text().strip()


SECRET_KEY = secret_key()
DEBUG = flag("GUILDHALL_DEBUG", default=False)
ALLOWED_HOSTS = os.environ.get("GUILDHALL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Where the public reaches this installation; links in letters start with it.
PUBLIC_URL = os.environ.get("GUILDHALL_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")
HTTPS = PUBLIC_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

COUNCIL = {
    "name": os.environ.get("GUILDHALL_COUNCIL", "Portsmouth City Council"),
    "place": os.environ.get("GUILDHALL_PLACE", "Portsmouth"),
    "colour": os.environ.get("GUILDHALL_COLOUR", "#4b2a63"),
}
# A demonstration installation: invented people, a pinned today, sign-in by one click.
# The marker file holds the day it stands still on, for server, worker and tick alike.
_MARKER = DATA / "demonstration"
DEMONSTRATION = _MARKER.exists()
PINNED_TODAY = _MARKER.read_text().strip() if DEMONSTRATION else ""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "guildhall.commons.accounts",  # before allauth: its templates are found first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "guildhall.commons.design",
    "guildhall.commons.parties",
    "guildhall.commons.documents",
    "guildhall.commons.letters",
    "guildhall.commons.forms",
    "guildhall.commons.satisfaction",
    "guildhall.commons.chamber",
    "guildhall.services.allowances",
    "guildhall.services.constitution",
    "guildhall.services.vacancies",
    "guildhall.services.requests",
    "guildhall.services.reviews",
    "guildhall.services.parts",
    "guildhall.services.formats",
    "guildhall.services.risks",
    "guildhall.services.contracts",
    "guildhall.services.business_cases",
    "guildhall.services.complaints",
    "guildhall.services.linkage",
    "guildhall.services.assurance",
    "guildhall.services.contacts",
    "guildhall.services.satisfaction",
    "guildhall.services.meetings",
    "guildhall.plan",
    "guildhall.site",
    "guildhall.site.deadlines",
    "guildhall.site.handbook",
    "guildhall.demo",
    "guildhall.kernel",  # last: it discovers the services once every model is loaded
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "guildhall.commons.accounts.middleware.SecondFactorFirst",
]

ROOT_URLCONF = "guildhall.config.urls"
WSGI_APPLICATION = "guildhall.config.wsgi.application"
API = "guildhall.config.api.api"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guildhall.commons.design.context.page",
                "guildhall.kernel.navigation.context",
            ],
            "builtins": ["guildhall.commons.design.templatetags.govuk"],
        },
    },
    # What a page writes many times over (the rows of a list, the days of a month) is written by Jinja, which
    # takes a tenth of the time; `{% part %}` puts it into the page.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja",
        "APP_DIRS": True,
        "OPTIONS": {"trim_blocks": True, "lstrip_blocks": True},
    },
]
FORM_RENDERER = "guildhall.commons.design.forms.GovukRenderer"


def database() -> dict[str, Any]:
    """SQLite in the data folder unless DATABASE_URL names another.

    Measured: with Django's default transactions up to 74% of writes fail at eight writers;
    with WAL, IMMEDIATE and a long timeout none do (ADR 0003).
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{DATA / 'guildhall.sqlite3'}"
    config = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;"
            ),
        }
    return dict(config)


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["guildhall.commons.accounts.backends.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_SIGNUP_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "request_login_code": "guildhall.commons.accounts.sign_in.AskForCode",
    "signup": "guildhall.commons.accounts.sign_in.CreateAccount",
}
ACCOUNT_ADAPTER = "guildhall.commons.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "guildhall.commons.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "guildhall.commons.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_SSL_REDIRECT = HTTPS and flag("GUILDHALL_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "guildhall.commons.design.pages.csrf_failure"
if flag("GUILDHALL_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = BASE / "staticfiles"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
# A person may send 25 MB a file; whatever is larger is refused with a sentence, not a broken connection.
UPLOAD_LIMIT = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["guildhall.commons.documents.uploads.UpToTheLimit"]

# allauth counts its own tries in the cache, which all workers must share.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["REDIS_URL"]}
    if "REDIS_URL" in os.environ
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Letters go to the console until an installation says how they leave: "console", "email" or "notify".
LETTERS = os.environ.get("GUILDHALL_LETTERS", "console")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if LETTERS == "email"
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("GUILDHALL_FROM", "information@localhost")
NOTIFY = {
    "key": os.environ.get("NOTIFY_API_KEY", ""),
    "base_url": os.environ.get("NOTIFY_BASE_URL", "https://api.notifications.service.gov.uk"),
    "template": os.environ.get("NOTIFY_EMAIL_TEMPLATE", ""),
    # Text messages leave only where this is set.
    "sms_template": os.environ.get("NOTIFY_SMS_TEMPLATE", ""),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # A form sent back with its errors is no news to whoever runs the server; an exception still is.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": os.environ.get("GUILDHALL_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
