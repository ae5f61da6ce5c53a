"""The registry's settings for tests: a folder of their own, and PostgreSQL where AMNIO_TEST_DATABASE_URL names one."""

import os
import tempfile

os.environ.setdefault("AMNIO_HOME", tempfile.mkdtemp(prefix="amnio-registry-tests-"))
os.environ["AMNIO_DATABASE_URL"] = os.environ.get("AMNIO_TEST_DATABASE_URL", "")

from amnio.registry.settings import *  # noqa: F403

# One hash takes a tenth of a second by design; what Argon2 does is tested on its own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  (WhiteNoise warns where there is none)
