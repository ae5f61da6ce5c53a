"""What a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amnio.registry.settings")
application = get_wsgi_application()

from amnio.registry.warm import warm  # noqa: E402 (it needs the applications)

warm()
