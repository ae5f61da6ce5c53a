"""The Django application."""

from django.apps import AppConfig


class Registry(AppConfig):
    name = "amnio.registry"
    label = "registry"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate, pre_migrate

        from amnio.registry.sign_in import connect
        from amnio.registry.write_guard import guard_connection, migrations_begin, migrations_end

        pre_migrate.connect(migrations_begin, dispatch_uid="amnio.registry.migrations_begin")
        post_migrate.connect(migrations_end, dispatch_uid="amnio.registry.migrations_end")
        connection_created.connect(guard_connection, dispatch_uid="amnio.registry.write_guard")
        connect()
