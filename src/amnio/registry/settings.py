"""Django's settings, made from the environment of the installation (`amnio.registry.environment`)."""

from importlib.resources import files

from amnio.registry.environment import read_environment

_environment = read_environment()

HOME = _environment.home
SECRET_KEY = _environment.secret_key
DEBUG = False
ALLOWED_HOSTS = list(_environment.hosts)
DATABASES = {"default": _environment.database}
CACHES = {"default": {"BACKEND": "amnio.registry.shared_counts.SharedCounts"}}  # several processes count together
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "simple_history",
    "django_htmx",
    "amnio.registry.apps.Registry",
]
MIDDLEWARE = [
    "amnio.registry.middleware.headers",  # first: a request that is turned away on the way gets them too
    "amnio.registry.readiness.told",
    "amnio.registry.middleware.timed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "amnio.registry.middleware.language",
    "amnio.registry.known_browsers.remembered",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amnio.registry.middleware.acting",
    "amnio.registry.idle.Idle",
    "amnio.registry.at_work.AtWork",
    "amnio.registry.first_things.FirstThings",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "amnio.registry.urls"
WSGI_APPLICATION = "amnio.registry.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [str(files("amnio.registry").joinpath("templates"))],  # before those of allauth
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amnio.registry.context.chrome",
            ],
            "builtins": ["amnio.registry.templatetags.words"],
        },
    }
]

AUTH_USER_MODEL = "registry.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "amnio.registry.sign_in.NobodySignsUp"
ACCOUNT_EMAIL_VERIFICATION = "none"
#: Guesses from one address, and in one known browser, are counted by axes; here those at one account from wherever they
#: come. A right password counts for nothing, so nobody at an address is kept out by the others there.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "guesses_from_address": "30/m/ip",
    "guesses_at_account": "100/h/key",
    "guesses_in_known_browser": "10/15m/key",
    "login_failed": "100/h/key",  # of allauth's own count of codes
    "second_factor": "10/15m/key",
}
ACCOUNT_FORMS = {"change_password": "amnio.registry.forms.own_password.ChangePassword"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "amnio.registry.forms.second_factor.Code",
    "reauthenticate": "amnio.registry.forms.second_factor.CodeAgain",
    "authenticate_webauthn": "amnio.registry.forms.second_factor.Key",
    "add_webauthn": "amnio.registry.forms.second_factor.NewKey",
    "reauthenticate_webauthn": "amnio.registry.forms.second_factor.KeyAgain",
}
MFA_ADAPTER = "amnio.registry.sign_in.SecondFactors"
MFA_REQUIRED = _environment.mfa_required
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _environment.https  # localhost, where browsers allow it
SOCIALACCOUNT_ADAPTER = "amnio.registry.sign_in.FromTheHospital"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": list(_environment.hospitals), "OAUTH_PKCE_ENABLED": True}}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _environment.https else 0
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says for how long, and that is so
AXES_LOCKOUT_PARAMETERS = "amnio.registry.guesses.counted_by"
AXES_USERNAME_CALLABLE = "amnio.registry.guesses.tried_name"
AXES_CLIENT_STR_CALLABLE = "amnio.registry.guesses.said_in_the_log"
AXES_LOCKOUT_CALLABLE = "amnio.registry.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "amnio.registry.sign_in.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _environment.https
SECURE_HSTS_SECONDS = 31_536_000 if _environment.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _environment.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _environment.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
IDLE_MINUTES = _environment.idle_minutes
SESSION_HOURS = _environment.session_hours
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
FILE_UPLOAD_HANDLERS = ["amnio.registry.uploads.NoFiles"]
CSRF_FAILURE_VIEW = "amnio.registry.views.drafts.stale_form"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
TIME_ZONE = _environment.time_zone
USE_I18N = USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [("present", str(files("amnio.present").joinpath("templates")))]  # page.css: answers look alike
WHITENOISE_USE_FINDERS = True
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "amnio.registry.logs.WithoutValues", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
