"""What holds in every mode. Only `environment` reads the environment; each mode adds the rest."""

from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from . import environment

environment.refuse_unknown()

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(environment.text("PORTAL_VAR", str(ROOT / "var")))

# --- the rooms, roof first ---------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal.pages",
    "portal.search",
    "portal.reports",
    "portal.retention",
    "portal.demo",
    "events.cadence",
    "events.minutes",
    "events.material",
    "events.calendar",
    "events.polls",
    "events.billing",
    "events.certificates",
    "events.check_in",
    "events.courses",
    "events.evaluations",
    "events.feedback",
    "events.meetings",
    "events.proposals",
    "events.conference",
    "forum.moderation",
    "forum.waiting",
    "forum.drafting",
    "forum.following",
    "forum.questions",
    "resources.library",
    "resources.care",
    "resources.contributions",
    "resources.klarret",
    "resources.shelves",
    "resources.collections",
    "resources.visits",
    "resources.transfer",
    "members.directory",
    "members.vetting",
    "members.admission",
    "members.membership",
    "members.confirmation",
    "members.onboarding",
    "members.login",
    "members.groups",
    "members.people",
    "members.municipalities",
    "portal.topics",
    "portal.words",
    "portal.notices",
    "portal.jobs",
    "portal.audit",
    "portal.live",
    "portal.ui",
    "channels",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_prose_editor",
    "django_tasks_db",
    "crontask",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.forms",  # templates of the widgets that Wagtail's own extend
    "django.contrib.messages",
    "django.contrib.postgres",  # the search's columns, where the database is PostgreSQL
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.ui.middleware.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.ui.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "members.login.middleware.second_factor_before_the_desk",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.ui.middleware.private_by_default",
    "portal.ui.middleware.nothing_of_the_device",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.ui.middleware.way_on_from_a_button",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
ASGI_APPLICATION = "portal.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "portal.pages.context.frame",
            ],
            "builtins": ["portal.ui.templatetags.ui", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "portal.ui.forms.PortalFormRenderer"

# --- people and log-in -------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["members.login.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home_member"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "members.login.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "members.login.forms.LoginForm",
    "reset_password": "members.login.forms.ResetPasswordForm",
    "add_email": "members.login.forms.AddEmailForm",
    "change_password": "members.login.forms.ChangePasswordForm",
    "set_password": "members.login.forms.SetPasswordForm",
    "reset_password_from_key": "members.login.forms.ResetPasswordKeyForm",
}
ACCOUNT_USER_DISPLAY = "members.people.models.display_name"
# Per account and address, never per address alone: a whole municipality sits behind one.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key"}
USERSESSIONS_ADAPTER = "allauth.usersessions.adapter.DefaultUserSessionsAdapter"
MFA_ADAPTER = "members.login.adapters.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "members.login.forms.AddPasskeyForm",
    "edit_webauthn": "members.login.forms.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "members.login.adapters.SocialAccountAdapter"
# The adapter itself connects an account, once it has checked the tenant; allauth's own way would trust
# any address that a tenant calls verified, and wipe the password.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_ONLY = False
OIDC_TENANTS = [tenant.lower() for tenant in environment.listing("PORTAL_OIDC_TENANTS")]
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": f"kommune-{tenant[:8]}",
                    "name": _("Your municipality's log-in"),
                    "client_id": environment.text("PORTAL_OIDC_CLIENT_ID"),
                    "secret": environment.text("PORTAL_OIDC_CLIENT_SECRET"),
                    "settings": {
                        "server_url": f"https://login.microsoftonline.com/{tenant}/v2.0",
                        "tenant": tenant,
                    },
                }
                for tenant in OIDC_TENANTS
            ]
        }
    }
    if OIDC_TENANTS
    else {}
)

SESSION_ENGINE = "members.login.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.pages.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# --- headers -----------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
# Wagtail's admin writes inline styles and scripts of its own, so it has a policy of its own.
SECURE_CSP_DESK: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "portal.ui.uploads.Limit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor

# --- language and time -------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "sprog"
# Ours, and what the libraries' own Danish catalogues leave in English.
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale" / "libraries"]
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.ui.formats"]

# --- files -------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("portal", VAR / "theme")]
WHITENOISE_MAX_AGE = 3600
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": environment.storage("PORTAL_STORAGE_URL", f"file://{MEDIA_ROOT}"),
    "staticfiles": {"BACKEND": "portal.ui.staticfiles.PortalStaticFilesStorage"},
}

# --- jobs, mail --------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
DEFAULT_FROM_EMAIL = environment.text(
    "PORTAL_MAIL_FROM", "Netværket for borgerrådgivere <netvaerk@example.dk>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- CMS ---------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Netværket for borgerrådgivere"
WAGTAIL_I18N_ENABLED = False
# Only the library's editions have one (docs/adr/0018); pages have none, and Wagtail's mails are not ours.
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "resources.library.finishing.publish_what_was_approved"
WAGTAIL_CONTENT_LANGUAGES = [("da", "Dansk")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("da", "Dansk"), ("en", "English")]
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/login/"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.pages.forms.GuardedDocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.pages.forms.GuardedImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "danish"}
}
WAGTAIL_USER_EDIT_FORM = "wagtail.users.forms.UserEditForm"

# --- ours --------------------------------------------------------------------------------------------
INVITATION_DAYS = 14
APPLICATION_DRAFT_DAYS = 30
OIDC_ENABLED = bool(OIDC_TENANTS)
EMBEDDED = False

# Our own checks refuse what these Wagtail checks only warn of.
SILENCED_SYSTEM_CHECKS: list[str] = []
