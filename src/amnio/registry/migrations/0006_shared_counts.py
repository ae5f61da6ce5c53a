"""What server processes count together: see `amnio.registry.shared_counts`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_operator_elsewhere")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE shared_counts (key varchar(250) PRIMARY KEY, value text NOT NULL, until double precision NOT NULL)",
            "DROP TABLE shared_counts",
        ),
        migrations.RunSQL(
            "CREATE INDEX shared_counts_until ON shared_counts (until)", "DROP INDEX shared_counts_until"
        ),
    ]
