"""Every setting of the web application, read from the environment once.

With nothing set the application keeps all it has (database, files, secret) in one folder,
``TANDEM_HOME``, so that one command runs it; a bureau's server names its own.
"""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from environs import Env

env = Env()

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env.str("TANDEM_HOME", "tandem-data")).absolute()
"""Where the embedded database, uploaded files, caches and the secret lie."""

DEBUG = env.bool("TANDEM_DEBUG_PAGES", False)
ALLOWED_HOSTS = env.list("TANDEM_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
HTTPS = env.bool("TANDEM_HTTPS", False)
"""Set where the server is reached by HTTPS: cookies are then never sent without it."""


def _secret() -> str:
    """The secret of the environment, else one made once and kept readable by its owner alone."""
    given: str = env.str("TANDEM_SECRET", "")
    if given:
        return given
    HOME.mkdir(parents=True, exist_ok=True)
    path = HOME / "secret"
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret()

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "tandem.audit",
    "tandem.accounts",
    "tandem.evidence",
    "tandem.notifications",
    "tandem.schools",
    "tandem.pairings",
    "tandem.compliance",
    "tandem.mentoring",
    "tandem.secondments",
    "tandem.aid",
    "tandem.plans",
    "tandem.inspections",
    "tandem.assessments",
    "tandem.activities",
    "tandem.dashboards",
    "tandem.exchange",
    "tandem.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tandem.config.guard.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tandem.accounts.middleware.LanguageMiddleware",
    "tandem.accounts.middleware.IdleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tandem.accounts.middleware.SignInMiddleware",
]

ROOT_URLCONF = "tandem.config.urls"
WSGI_APPLICATION = "tandem.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tandem.calendar.away",
                "tandem.widgets.chinese",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tandem.config.context.page",
            ],
        },
    }
]
FORM_RENDERER = "tandem.widgets.FormRenderer"

# --- data ------------------------------------------------------------------------------------

_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: what was acknowledged survives the machine's power, not only the program's end
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
    " PRAGMA cache_size=-64000",
}


def _database() -> dict[str, Any]:
    settings: dict[str, Any] = env.dj_db_url("DATABASE_URL", f"sqlite:///{HOME / 'tandem.sqlite3'}")
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **_SQLITE_OPTIONS}
    else:
        # connections stay open: a request then costs no sign-in to the database
        settings["CONN_MAX_AGE"] = env.int("TANDEM_CONN_MAX_AGE", 600)
        settings["CONN_HEALTH_CHECKS"] = True
    settings["ATOMIC_REQUESTS"] = False
    return settings


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(HOME / "cache"),
    }
}
MEDIA_ROOT = HOME / "files"

# --- people ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["tandem.accounts.backend.RolesBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name")}),
        ("MinimumLengthValidator", {"min_length": 8}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "tandem.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "login": "tandem.accounts.sign_in_forms.LoginForm",
    "change_password": "tandem.accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "tandem.accounts.sign_in_forms.SetPasswordForm",
    "reauthenticate": "tandem.accounts.sign_in_forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "tandem.accounts.sign_in_forms.AuthenticateForm",
    "reauthenticate": "tandem.accounts.sign_in_forms.ReauthenticateByCodeForm",
    "activate_totp": "tandem.accounts.sign_in_forms.ActivateTOTPForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "tandem.accounts.adapter.display"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/15m/key,60/15m/ip"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TANDEM_PROXIES", 1 if HTTPS else 0)
"""How many servers stand between the network and this one, as one must for HTTPS. Each adds to
``X-Forwarded-For``; without it all people would seem to come from one address and lock each other out."""
SOCIALACCOUNT_ADAPTER = "tandem.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": []}}
_OIDC = env.str("TANDEM_OIDC_URL", "")
if _OIDC:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "oidc",
            "name": env.str("TANDEM_OIDC_NAME", "OpenID Connect"),
            "client_id": env.str("TANDEM_OIDC_CLIENT"),
            "secret": env.str("TANDEM_OIDC_SECRET"),
            "settings": {"server_url": _OIDC},
        }
    ]
MFA_ADAPTER = "tandem.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Tandem"
MFA_TOTP_TOLERANCE = 1
"""A phone's clock may be half a minute off."""

SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = env.int("TANDEM_IDLE_SECONDS", 1800)
"""Signed out after so long without a page (field notes: 30 minutes)."""
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS: list[str] = env.list("TANDEM_ORIGINS", [])
CSRF_FAILURE_VIEW = "tandem.config.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        # the sign-in form leads on to the identity service, and browsers hold that to be its action
        "form-action": [
            "'self'",
            *(["{0.scheme}://{0.netloc}".format(urlsplit(_OIDC))] * bool(_OIDC)),
        ],
        "frame-ancestors": ["'none'"],
    }
}

# --- words, days -----------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["tandem.config.formats"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FIXED_TODAY: date | None = env.date("TANDEM_TODAY", None)
"""Holds the day still for a demonstration; it is shown on every page."""

# --- files -----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "static"]
_HASHED = env.bool("TANDEM_HASHED_STATIC", False)
"""Set once ``collectstatic`` has run: names with hashes, which browsers keep for ever."""
STATIC_ROOT = HOME / "static" if _HASHED else None
"""Without it the built files of the package are served as they lie there."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _HASHED
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# --- mail ------------------------------------------------------------------------------------

_MAIL = env.dj_email_url("TANDEM_MAIL_URL", "dummymail:")
EMAIL_BACKEND = _MAIL.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = _MAIL.get("EMAIL_HOST", "")
EMAIL_PORT = _MAIL.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _MAIL.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _MAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = env.str("TANDEM_MAIL_FROM", "tandem@localhost")
PUBLIC_URL = env.str("TANDEM_PUBLIC_URL", "http://127.0.0.1:8000")
"""The address people use; links in mails start with it."""

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
