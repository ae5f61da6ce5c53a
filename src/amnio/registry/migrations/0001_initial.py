"""The tables at the start."""

import amnio.registry.models.columns
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("case", models.JSONField()),
                ("answer", models.JSONField()),
                ("fingerprint", models.CharField(max_length=80)),
                ("because", models.CharField(blank=True, default="", max_length=200)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(choices=[("en", "en"), ("zh", "zh")], default="zh", max_length=2)),
                ("demonstration", models.BooleanField(default=False)),
                ("profiles", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("shown_name", models.CharField(blank=True, max_length=80)),
                ("language", models.CharField(choices=[("en", "en"), ("zh", "zh")], default="en", max_length=2)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="LossReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("care_grade", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("care_grade_reason", models.TextField(blank=True, default="")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first_reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="first_readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "second_reader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_reader__isnull", True),
                            models.Q(("second_reader", models.F("first_reader")), _negated=True),
                            _connector="OR",
                        ),
                        name="two_readers_are_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("care_grade__isnull", True), ("care_grade__in", (0, 1, 2, 3)), _connector="OR"
                        ),
                        name="care_grade_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(choices=[("en", "en"), ("zh", "zh")], max_length=2)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("content", models.JSONField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.answerversion"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="registry.lossreview"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFamilyQuestion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("asked", models.TextField()),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("why", "why"),
                            ("was_it_the_test", "was_it_the_test"),
                            ("anyway", "anyway"),
                            ("my_fault", "my_fault"),
                            ("next_pregnancy", "next_pregnancy"),
                            ("something_else", "something_else"),
                        ],
                        default="something_else",
                        max_length=20,
                    ),
                ),
                ("answer", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.lossreview",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical family question",
                "verbose_name_plural": "historical family questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContributoryFactor",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("communication", "communication"),
                            ("training", "training"),
                            ("equipment", "equipment"),
                            ("organisation", "organisation"),
                            ("access", "access"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.lossreview",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical contributory factor",
                "verbose_name_plural": "historical contributory factors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConclusion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("cause", models.CharField(blank=True, max_length=30, null=True)),
                ("mechanism", models.CharField(blank=True, max_length=30, null=True)),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("clear", "clear"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("cannot_tell", "cannot_tell"),
                        ],
                        max_length=20,
                    ),
                ),
                ("details", models.JSONField(blank=True, default=list)),
                ("reasons", models.TextField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.answerversion",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.lossreview",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical conclusion",
                "verbose_name_plural": "historical conclusions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ContributoryFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("communication", "communication"),
                            ("training", "training"),
                            ("equipment", "equipment"),
                            ("organisation", "organisation"),
                            ("access", "access"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="factors", to="registry.lossreview"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="answerversion",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="registry.lossreview"
            ),
        ),
        migrations.CreateModel(
            name="AnswerShown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "shown_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.answerversion"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.lossreview"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "shown_to"), name="shown_once_each")],
            },
        ),
        migrations.CreateModel(
            name="Pregnancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(max_length=20)),
                ("registered_on", models.DateField()),
                ("other_facts", models.JSONField(blank=True, default=list)),
                ("restricted", models.BooleanField(default=False)),
                ("made_up", models.BooleanField(default=False)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="registry.unit")),
            ],
            options={
                "verbose_name_plural": "pregnancies",
                "constraints": [models.UniqueConstraint(fields=("unit", "number"), name="one_pregnancy_a_number")],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("amniocentesis", "amniocentesis"),
                            ("none", "none"),
                            ("chorionic_villus_sampling", "chorionic_villus_sampling"),
                            ("cordocentesis", "cordocentesis"),
                            ("therapeutic_drainage", "therapeutic_drainage"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "indication",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("age", "age"),
                            ("serum_screen", "serum_screen"),
                            ("cfdna", "cfdna"),
                            ("scan_anomaly", "scan_anomaly"),
                            ("family_history", "family_history"),
                            ("parental_rearrangement", "parental_rearrangement"),
                            ("infection", "infection"),
                            ("fetal_sex_medical", "fetal_sex_medical"),
                            ("fetal_sex_nonmedical", "fetal_sex_nonmedical"),
                            ("request", "request"),
                            ("other", "other"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "microarray_planned",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "fetal_heartbeat",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "fluid_volume",
                    models.CharField(
                        blank=True,
                        choices=[("normal", "normal"), ("too_little", "too_little"), ("too_much", "too_much")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "membranes_fused",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "membranes_ruptured",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "subchorionic_haematoma",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "unit_licensed",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "operator_qualified",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "operator_trained",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("operator_procedures_per_year", models.IntegerField(blank=True, null=True)),
                (
                    "operator_infection",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "continuous_ultrasound",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "needle_tip_in_view",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("needle_gauge", models.IntegerField(blank=True, null=True)),
                ("needle_mm", models.FloatField(blank=True, null=True)),
                ("insertions", models.IntegerField(blank=True, null=True)),
                ("failed_insertions", models.IntegerField(blank=True, null=True)),
                ("hours_since_failed", models.FloatField(blank=True, null=True)),
                (
                    "cord_insertion_on_path",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "placenta_on_path",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "other_path_possible",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("first_ml_discarded", models.FloatField(blank=True, null=True)),
                (
                    "analgesia_planned",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "antibiotic_planned",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("prophylaxis", "prophylaxis"), ("treatment", "treatment")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "tocolytic_planned",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "hand_disinfection",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "skin_prepared",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "sterile_drapes",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "sterile_gloves",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "probe_cover",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "sterile_gel",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("temperature_c", models.FloatField(blank=True, null=True)),
                ("temperature_second_c", models.FloatField(blank=True, null=True)),
                (
                    "temperature_site",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("axilla", "axilla"),
                            ("mouth", "mouth"),
                            ("ear", "ear"),
                            ("forehead", "forehead"),
                            ("rectum", "rectum"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "infection_pelvic",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "infection_intrauterine",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "infection_skin",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "abnormal_discharge",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("days_since_illness", models.IntegerField(blank=True, null=True)),
                (
                    "bleeding_now",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("light", "light"), ("heavy", "heavy")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "threatened_miscarriage",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("platelets_10e9_l", models.FloatField(blank=True, null=True)),
                (
                    "clotting_abnormal",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "blood_tests_back",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "heparin_kind",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("prophylactic", "prophylactic"), ("therapeutic", "therapeutic")],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("heparin_hours_since_dose", models.FloatField(blank=True, null=True)),
                (
                    "other_anticoagulant",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "hiv",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("hiv_copies_ml", models.FloatField(blank=True, null=True)),
                (
                    "hiv_treated",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "hbsag",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "hbeag",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("hbv_iu_ml", models.FloatField(blank=True, null=True)),
                (
                    "hcv_rna",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "can_wait",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[("written", "written"), ("verbal", "verbal"), ("none", "none")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "told_loss_rate",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "told_unit_loss_rate",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "told_test_limits",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "told_in_writing",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "advised",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "she_decides",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "interpreter_needed",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "interpreter_present",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("report_signatures", models.IntegerField(blank=True, null=True)),
                ("unit_losses_per_100", models.IntegerField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_section",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__isnull", True),
                            (
                                "kind__in",
                                [
                                    "amniocentesis",
                                    "none",
                                    "chorionic_villus_sampling",
                                    "cordocentesis",
                                    "therapeutic_drainage",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="plan_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at__isnull", True), models.Q(("at__gte", 0), ("at__lte", 300)), _connector="OR"
                        ),
                        name="plan_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("indication__isnull", True),
                            (
                                "indication__in",
                                [
                                    "age",
                                    "serum_screen",
                                    "cfdna",
                                    "scan_anomaly",
                                    "family_history",
                                    "parental_rearrangement",
                                    "infection",
                                    "fetal_sex_medical",
                                    "fetal_sex_nonmedical",
                                    "request",
                                    "other",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="plan_indication",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("microarray_planned__isnull", True),
                            ("microarray_planned__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_microarray_planned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fetal_heartbeat__isnull", True),
                            ("fetal_heartbeat__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_fetal_heartbeat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fluid_volume__isnull", True),
                            ("fluid_volume__in", ["normal", "too_little", "too_much"]),
                            _connector="OR",
                        ),
                        name="plan_fluid_volume",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("membranes_fused__isnull", True),
                            ("membranes_fused__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_membranes_fused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("membranes_ruptured__isnull", True),
                            ("membranes_ruptured__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_membranes_ruptured",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subchorionic_haematoma__isnull", True),
                            ("subchorionic_haematoma__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_subchorionic_haematoma",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit_licensed__isnull", True),
                            ("unit_licensed__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_unit_licensed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("operator_qualified__isnull", True),
                            ("operator_qualified__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_operator_qualified",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("operator_trained__isnull", True),
                            ("operator_trained__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_operator_trained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("operator_procedures_per_year__isnull", True),
                            models.Q(
                                ("operator_procedures_per_year__gte", 0), ("operator_procedures_per_year__lte", 5000)
                            ),
                            _connector="OR",
                        ),
                        name="plan_operator_procedures_per_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("operator_infection__isnull", True),
                            ("operator_infection__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_operator_infection",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("continuous_ultrasound__isnull", True),
                            ("continuous_ultrasound__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_continuous_ultrasound",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needle_tip_in_view__isnull", True),
                            ("needle_tip_in_view__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_needle_tip_in_view",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needle_gauge__isnull", True),
                            models.Q(("needle_gauge__gte", 16), ("needle_gauge__lte", 30)),
                            _connector="OR",
                        ),
                        name="plan_needle_gauge",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needle_mm__isnull", True),
                            models.Q(("needle_mm__gte", 0.2), ("needle_mm__lte", 2)),
                            _connector="OR",
                        ),
                        name="plan_needle_mm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("insertions__isnull", True),
                            models.Q(("insertions__gte", 0), ("insertions__lte", 7)),
                            _connector="OR",
                        ),
                        name="plan_insertions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("failed_insertions__isnull", True),
                            models.Q(("failed_insertions__gte", 0), ("failed_insertions__lte", 7)),
                            _connector="OR",
                        ),
                        name="plan_failed_insertions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_since_failed__isnull", True),
                            models.Q(("hours_since_failed__gte", 0), ("hours_since_failed__lte", 2016)),
                            _connector="OR",
                        ),
                        name="plan_hours_since_failed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cord_insertion_on_path__isnull", True),
                            ("cord_insertion_on_path__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_cord_insertion_on_path",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("placenta_on_path__isnull", True),
                            ("placenta_on_path__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_placenta_on_path",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other_path_possible__isnull", True),
                            ("other_path_possible__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_other_path_possible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_ml_discarded__isnull", True),
                            models.Q(("first_ml_discarded__gte", 0), ("first_ml_discarded__lte", 20)),
                            _connector="OR",
                        ),
                        name="plan_first_ml_discarded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("analgesia_planned__isnull", True),
                            ("analgesia_planned__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_analgesia_planned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("antibiotic_planned__isnull", True),
                            ("antibiotic_planned__in", ["none", "prophylaxis", "treatment"]),
                            _connector="OR",
                        ),
                        name="plan_antibiotic_planned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tocolytic_planned__isnull", True),
                            ("tocolytic_planned__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_tocolytic_planned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hand_disinfection__isnull", True),
                            ("hand_disinfection__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_hand_disinfection",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("skin_prepared__isnull", True),
                            ("skin_prepared__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_skin_prepared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sterile_drapes__isnull", True),
                            ("sterile_drapes__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_sterile_drapes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sterile_gloves__isnull", True),
                            ("sterile_gloves__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_sterile_gloves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("probe_cover__isnull", True), ("probe_cover__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="plan_probe_cover",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sterile_gel__isnull", True), ("sterile_gel__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="plan_sterile_gel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("temperature_c__isnull", True),
                            models.Q(("temperature_c__gte", 30), ("temperature_c__lte", 43)),
                            _connector="OR",
                        ),
                        name="plan_temperature_c",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("temperature_second_c__isnull", True),
                            models.Q(("temperature_second_c__gte", 30), ("temperature_second_c__lte", 43)),
                            _connector="OR",
                        ),
                        name="plan_temperature_second_c",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("temperature_site__isnull", True),
                            ("temperature_site__in", ["axilla", "mouth", "ear", "forehead", "rectum"]),
                            _connector="OR",
                        ),
                        name="plan_temperature_site",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("infection_pelvic__isnull", True),
                            ("infection_pelvic__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_infection_pelvic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("infection_intrauterine__isnull", True),
                            ("infection_intrauterine__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_infection_intrauterine",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("infection_skin__isnull", True),
                            ("infection_skin__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_infection_skin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("abnormal_discharge__isnull", True),
                            ("abnormal_discharge__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_abnormal_discharge",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days_since_illness__isnull", True),
                            models.Q(("days_since_illness__gte", 0), ("days_since_illness__lte", 300)),
                            _connector="OR",
                        ),
                        name="plan_days_since_illness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bleeding_now__isnull", True),
                            ("bleeding_now__in", ["none", "light", "heavy"]),
                            _connector="OR",
                        ),
                        name="plan_bleeding_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("threatened_miscarriage__isnull", True),
                            ("threatened_miscarriage__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_threatened_miscarriage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("platelets_10e9_l__isnull", True),
                            models.Q(("platelets_10e9_l__gte", 1), ("platelets_10e9_l__lte", 2000)),
                            _connector="OR",
                        ),
                        name="plan_platelets_10e9_l",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("clotting_abnormal__isnull", True),
                            ("clotting_abnormal__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_clotting_abnormal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("blood_tests_back__isnull", True),
                            ("blood_tests_back__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_blood_tests_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heparin_kind__isnull", True),
                            ("heparin_kind__in", ["none", "prophylactic", "therapeutic"]),
                            _connector="OR",
                        ),
                        name="plan_heparin_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heparin_hours_since_dose__isnull", True),
                            models.Q(("heparin_hours_since_dose__gte", 0), ("heparin_hours_since_dose__lte", 720)),
                            _connector="OR",
                        ),
                        name="plan_heparin_hours_since_dose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other_anticoagulant__isnull", True),
                            ("other_anticoagulant__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_other_anticoagulant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hiv__isnull", True),
                            ("hiv__in", ["positive", "negative", "failed", "pending"]),
                            _connector="OR",
                        ),
                        name="plan_hiv",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hiv_copies_ml__isnull", True),
                            models.Q(("hiv_copies_ml__gte", 0), ("hiv_copies_ml__lte", 1000000000.0)),
                            _connector="OR",
                        ),
                        name="plan_hiv_copies_ml",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hiv_treated__isnull", True), ("hiv_treated__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="plan_hiv_treated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hbsag__isnull", True),
                            ("hbsag__in", ["positive", "negative", "failed", "pending"]),
                            _connector="OR",
                        ),
                        name="plan_hbsag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hbeag__isnull", True),
                            ("hbeag__in", ["positive", "negative", "failed", "pending"]),
                            _connector="OR",
                        ),
                        name="plan_hbeag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hbv_iu_ml__isnull", True),
                            models.Q(("hbv_iu_ml__gte", 0), ("hbv_iu_ml__lte", 1000000000000.0)),
                            _connector="OR",
                        ),
                        name="plan_hbv_iu_ml",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hcv_rna__isnull", True),
                            ("hcv_rna__in", ["positive", "negative", "failed", "pending"]),
                            _connector="OR",
                        ),
                        name="plan_hcv_rna",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("can_wait__isnull", True), ("can_wait__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="plan_can_wait",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent__isnull", True), ("consent__in", ["written", "verbal", "none"]), _connector="OR"
                        ),
                        name="plan_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_loss_rate__isnull", True),
                            ("told_loss_rate__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_told_loss_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_unit_loss_rate__isnull", True),
                            ("told_unit_loss_rate__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_told_unit_loss_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_test_limits__isnull", True),
                            ("told_test_limits__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_told_test_limits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_in_writing__isnull", True),
                            ("told_in_writing__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_told_in_writing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("advised__isnull", True), ("advised__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="plan_advised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("she_decides__isnull", True), ("she_decides__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="plan_she_decides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interpreter_needed__isnull", True),
                            ("interpreter_needed__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_interpreter_needed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interpreter_present__isnull", True),
                            ("interpreter_present__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="plan_interpreter_present",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("report_signatures__isnull", True),
                            models.Q(("report_signatures__gte", 0), ("report_signatures__lte", 20)),
                            _connector="OR",
                        ),
                        name="plan_report_signatures",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit_losses_per_100__isnull", True),
                            models.Q(("unit_losses_per_100__gte", 0), ("unit_losses_per_100__lte", 100)),
                            _connector="OR",
                        ),
                        name="plan_unit_losses_per_100",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="lossreview",
            name="pregnancy",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="loss_review", to="registry.pregnancy"
            ),
        ),
        migrations.CreateModel(
            name="Loss",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("loss", "loss"),
                            ("live_birth", "live_birth"),
                            ("ongoing", "ongoing"),
                            ("termination", "termination"),
                            ("lost_to_follow_up", "lost_to_follow_up"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "presentation",
                    models.CharField(
                        blank=True,
                        choices=[("died_before_labour", "died_before_labour"), ("alive_at_onset", "alive_at_onset")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="loss_section",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__isnull", True),
                            ("outcome__in", ["loss", "live_birth", "ongoing", "termination", "lost_to_follow_up"]),
                            _connector="OR",
                        ),
                        name="loss_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at__isnull", True), models.Q(("at__gte", 0), ("at__lte", 300)), _connector="OR"
                        ),
                        name="loss_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("presentation__isnull", True),
                            ("presentation__in", ["died_before_labour", "alive_at_onset"]),
                            _connector="OR",
                        ),
                        name="loss_presentation",
                    ),
                    models.CheckConstraint(condition=models.Q(("outcome__isnull", False)), name="outcome_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="History",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("maternal_age", models.FloatField(blank=True, null=True)),
                ("fetuses", models.IntegerField(blank=True, null=True)),
                (
                    "ivf",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("bmi", models.FloatField(blank=True, null=True)),
                ("cigarettes_per_day", models.IntegerField(blank=True, null=True)),
                ("previous_first_trimester_losses", models.IntegerField(blank=True, null=True)),
                ("previous_second_trimester_losses", models.IntegerField(blank=True, null=True)),
                (
                    "fibroids",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "bleeding_before_procedure",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "maternal_disease",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("maternal_disease_name", models.TextField(blank=True, null=True)),
                (
                    "rhd",
                    models.CharField(
                        blank=True,
                        choices=[("positive", "positive"), ("negative", "negative")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "anti_d_preformed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "weak_d",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "fetal_rhd",
                    models.CharField(
                        blank=True,
                        choices=[("positive", "positive"), ("negative", "negative")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "father_rhd",
                    models.CharField(
                        blank=True,
                        choices=[("positive", "positive"), ("negative", "negative")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "chorionicity",
                    models.CharField(
                        blank=True,
                        choices=[("monochorionic", "monochorionic"), ("dichorionic", "dichorionic")],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("chorionicity_seen_at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                (
                    "twins_differ",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("previous_preterm_births", models.IntegerField(blank=True, null=True)),
                (
                    "family_history",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "teratogen_exposure",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "uterine_anomaly",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pregnancy_section",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("maternal_age__isnull", True),
                            models.Q(("maternal_age__gte", 10), ("maternal_age__lte", 65)),
                            _connector="OR",
                        ),
                        name="pregnancy_maternal_age",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fetuses__isnull", True),
                            models.Q(("fetuses__gte", 1), ("fetuses__lte", 5)),
                            _connector="OR",
                        ),
                        name="pregnancy_fetuses",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ivf__isnull", True), ("ivf__in", ["present", "absent"]), _connector="OR"),
                        name="pregnancy_ivf",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bmi__isnull", True), models.Q(("bmi__gte", 10), ("bmi__lte", 70)), _connector="OR"
                        ),
                        name="pregnancy_bmi",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cigarettes_per_day__isnull", True),
                            models.Q(("cigarettes_per_day__gte", 0), ("cigarettes_per_day__lte", 80)),
                            _connector="OR",
                        ),
                        name="pregnancy_cigarettes_per_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("previous_first_trimester_losses__isnull", True),
                            models.Q(
                                ("previous_first_trimester_losses__gte", 0),
                                ("previous_first_trimester_losses__lte", 20),
                            ),
                            _connector="OR",
                        ),
                        name="pregnancy_previous_first_trimester_losses",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("previous_second_trimester_losses__isnull", True),
                            models.Q(
                                ("previous_second_trimester_losses__gte", 0),
                                ("previous_second_trimester_losses__lte", 20),
                            ),
                            _connector="OR",
                        ),
                        name="pregnancy_previous_second_trimester_losses",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fibroids__isnull", True), ("fibroids__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="pregnancy_fibroids",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bleeding_before_procedure__isnull", True),
                            ("bleeding_before_procedure__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="pregnancy_bleeding_before_procedure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("maternal_disease__isnull", True),
                            ("maternal_disease__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="pregnancy_maternal_disease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rhd__isnull", True), ("rhd__in", ["positive", "negative"]), _connector="OR"
                        ),
                        name="pregnancy_rhd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("anti_d_preformed__isnull", True),
                            ("anti_d_preformed__in", ["positive", "negative", "failed", "pending"]),
                            _connector="OR",
                        ),
                        name="pregnancy_anti_d_preformed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weak_d__isnull", True), ("weak_d__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="pregnancy_weak_d",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fetal_rhd__isnull", True), ("fetal_rhd__in", ["positive", "negative"]), _connector="OR"
                        ),
                        name="pregnancy_fetal_rhd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("father_rhd__isnull", True), ("father_rhd__in", ["positive", "negative"]), _connector="OR"
                        ),
                        name="pregnancy_father_rhd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chorionicity__isnull", True),
                            ("chorionicity__in", ["monochorionic", "dichorionic"]),
                            _connector="OR",
                        ),
                        name="pregnancy_chorionicity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chorionicity_seen_at__isnull", True),
                            models.Q(("chorionicity_seen_at__gte", 0), ("chorionicity_seen_at__lte", 300)),
                            _connector="OR",
                        ),
                        name="pregnancy_chorionicity_seen_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("twins_differ__isnull", True), ("twins_differ__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="pregnancy_twins_differ",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("previous_preterm_births__isnull", True),
                            models.Q(("previous_preterm_births__gte", 0), ("previous_preterm_births__lte", 20)),
                            _connector="OR",
                        ),
                        name="pregnancy_previous_preterm_births",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("family_history__isnull", True),
                            ("family_history__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="pregnancy_family_history",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("teratogen_exposure__isnull", True),
                            ("teratogen_exposure__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="pregnancy_teratogen_exposure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("uterine_anomaly__isnull", True),
                            ("uterine_anomaly__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="pregnancy_uterine_anomaly",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWords",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("baby", models.TextField(blank=True, null=True)),
                ("lost", models.TextField(blank=True, null=True)),
                ("wants_anyway_answer", models.BooleanField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical words",
                "verbose_name_plural": "historical wordss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTestOrder",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("test", models.CharField(max_length=40)),
                ("ordered_on", models.DateField()),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("result", models.CharField(blank=True, max_length=40, null=True)),
                ("result_on", models.DateField(blank=True, null=True)),
                ("organism", models.TextField(blank=True, default="")),
                ("note", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical test order",
                "verbose_name_plural": "historical test orders",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSigns",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("temperature_c", models.FloatField(blank=True, null=True)),
                (
                    "fever",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("first_sign_hours", models.FloatField(blank=True, null=True)),
                (
                    "fever_during_induction",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("crp_mg_l", models.FloatField(blank=True, null=True)),
                ("white_count_10e9_l", models.FloatField(blank=True, null=True)),
                ("procalcitonin_ug_l", models.FloatField(blank=True, null=True)),
                ("lactate_mmol_l", models.FloatField(blank=True, null=True)),
                (
                    "uterine_tenderness",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "foul_discharge",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "maternal_tachycardia",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "septic_shock",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "organ_dysfunction",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "heavy_bleeding_now",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "bleeding",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("light", "light"), ("heavy", "heavy")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "abdominal_pain",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "membranes",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("intact", "intact"),
                            ("leak_within_48h", "leak_within_48h"),
                            ("rupture_later", "rupture_later"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "cervix",
                    models.CharField(
                        blank=True,
                        choices=[("closed", "closed"), ("painless_opening", "painless_opening")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "trauma",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical signs",
                "verbose_name_plural": "historical signss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScreening",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("t21_risk", models.FloatField(blank=True, null=True)),
                (
                    "cfdna",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low_risk", "low_risk"),
                            ("high_t21", "high_t21"),
                            ("high_t18", "high_t18"),
                            ("high_t13", "high_t13"),
                            ("high_sex_chromosome", "high_sex_chromosome"),
                            ("no_result", "no_result"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "scan",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("normal", "normal"),
                            ("growth_restriction", "growth_restriction"),
                            ("anomaly", "anomaly"),
                            ("hydrops", "hydrops"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("scan_detail", models.TextField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical screening",
                "verbose_name_plural": "historical screenings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProcedure",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("verdicts", models.JSONField(blank=True, null=True)),
                ("went_ahead_because", models.TextField(blank=True, default="")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("amniocentesis", "amniocentesis"),
                            ("none", "none"),
                            ("chorionic_villus_sampling", "chorionic_villus_sampling"),
                            ("cordocentesis", "cordocentesis"),
                            ("therapeutic_drainage", "therapeutic_drainage"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                ("on", models.DateField(blank=True, null=True)),
                ("passes", models.IntegerField(blank=True, null=True)),
                (
                    "fluid",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clear", "clear"),
                            ("blood_stained", "blood_stained"),
                            ("discoloured", "discoloured"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "transplacental",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("gauge", models.IntegerField(blank=True, null=True)),
                ("volume_ml", models.FloatField(blank=True, null=True)),
                (
                    "difficult",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "severe_pain",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "bleeding_same_day",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "prophylactic_antibiotic",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "infection_signs_before",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "fetus_alive_before",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "anti_d_given",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("unit_procedures_per_year", models.IntegerField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical procedure",
                "verbose_name_plural": "historical procedures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlan",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("amniocentesis", "amniocentesis"),
                            ("none", "none"),
                            ("chorionic_villus_sampling", "chorionic_villus_sampling"),
                            ("cordocentesis", "cordocentesis"),
                            ("therapeutic_drainage", "therapeutic_drainage"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "indication",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("age", "age"),
                            ("serum_screen", "serum_screen"),
                            ("cfdna", "cfdna"),
                            ("scan_anomaly", "scan_anomaly"),
                            ("family_history", "family_history"),
                            ("parental_rearrangement", "parental_rearrangement"),
                            ("infection", "infection"),
                            ("fetal_sex_medical", "fetal_sex_medical"),
                            ("fetal_sex_nonmedical", "fetal_sex_nonmedical"),
                            ("request", "request"),
                            ("other", "other"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "microarray_planned",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "fetal_heartbeat",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "fluid_volume",
                    models.CharField(
                        blank=True,
                        choices=[("normal", "normal"), ("too_little", "too_little"), ("too_much", "too_much")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "membranes_fused",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "membranes_ruptured",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "subchorionic_haematoma",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "unit_licensed",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "operator_qualified",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "operator_trained",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("operator_procedures_per_year", models.IntegerField(blank=True, null=True)),
                (
                    "operator_infection",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "continuous_ultrasound",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "needle_tip_in_view",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("needle_gauge", models.IntegerField(blank=True, null=True)),
                ("needle_mm", models.FloatField(blank=True, null=True)),
                ("insertions", models.IntegerField(blank=True, null=True)),
                ("failed_insertions", models.IntegerField(blank=True, null=True)),
                ("hours_since_failed", models.FloatField(blank=True, null=True)),
                (
                    "cord_insertion_on_path",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "placenta_on_path",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "other_path_possible",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("first_ml_discarded", models.FloatField(blank=True, null=True)),
                (
                    "analgesia_planned",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "antibiotic_planned",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("prophylaxis", "prophylaxis"), ("treatment", "treatment")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "tocolytic_planned",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "hand_disinfection",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "skin_prepared",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "sterile_drapes",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "sterile_gloves",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "probe_cover",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "sterile_gel",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("temperature_c", models.FloatField(blank=True, null=True)),
                ("temperature_second_c", models.FloatField(blank=True, null=True)),
                (
                    "temperature_site",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("axilla", "axilla"),
                            ("mouth", "mouth"),
                            ("ear", "ear"),
                            ("forehead", "forehead"),
                            ("rectum", "rectum"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "infection_pelvic",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "infection_intrauterine",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "infection_skin",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "abnormal_discharge",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("days_since_illness", models.IntegerField(blank=True, null=True)),
                (
                    "bleeding_now",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("light", "light"), ("heavy", "heavy")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "threatened_miscarriage",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("platelets_10e9_l", models.FloatField(blank=True, null=True)),
                (
                    "clotting_abnormal",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "blood_tests_back",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "heparin_kind",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("prophylactic", "prophylactic"), ("therapeutic", "therapeutic")],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("heparin_hours_since_dose", models.FloatField(blank=True, null=True)),
                (
                    "other_anticoagulant",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "hiv",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("hiv_copies_ml", models.FloatField(blank=True, null=True)),
                (
                    "hiv_treated",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "hbsag",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "hbeag",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("hbv_iu_ml", models.FloatField(blank=True, null=True)),
                (
                    "hcv_rna",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "can_wait",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[("written", "written"), ("verbal", "verbal"), ("none", "none")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "told_loss_rate",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "told_unit_loss_rate",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "told_test_limits",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "told_in_writing",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "advised",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "she_decides",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "interpreter_needed",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "interpreter_present",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("report_signatures", models.IntegerField(blank=True, null=True)),
                ("unit_losses_per_100", models.IntegerField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan",
                "verbose_name_plural": "historical plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLossReview",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("opened_at", models.DateTimeField(blank=True, editable=False)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("care_grade", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("care_grade_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first_reader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second_reader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical loss review",
                "verbose_name_plural": "historical loss reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLoss",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("loss", "loss"),
                            ("live_birth", "live_birth"),
                            ("ongoing", "ongoing"),
                            ("termination", "termination"),
                            ("lost_to_follow_up", "lost_to_follow_up"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "presentation",
                    models.CharField(
                        blank=True,
                        choices=[("died_before_labour", "died_before_labour"), ("alive_at_onset", "alive_at_onset")],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical loss",
                "verbose_name_plural": "historical losss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHistory",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("maternal_age", models.FloatField(blank=True, null=True)),
                ("fetuses", models.IntegerField(blank=True, null=True)),
                (
                    "ivf",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("bmi", models.FloatField(blank=True, null=True)),
                ("cigarettes_per_day", models.IntegerField(blank=True, null=True)),
                ("previous_first_trimester_losses", models.IntegerField(blank=True, null=True)),
                ("previous_second_trimester_losses", models.IntegerField(blank=True, null=True)),
                (
                    "fibroids",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "bleeding_before_procedure",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "maternal_disease",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("maternal_disease_name", models.TextField(blank=True, null=True)),
                (
                    "rhd",
                    models.CharField(
                        blank=True,
                        choices=[("positive", "positive"), ("negative", "negative")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "anti_d_preformed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive"),
                            ("negative", "negative"),
                            ("failed", "failed"),
                            ("pending", "pending"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "weak_d",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "fetal_rhd",
                    models.CharField(
                        blank=True,
                        choices=[("positive", "positive"), ("negative", "negative")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "father_rhd",
                    models.CharField(
                        blank=True,
                        choices=[("positive", "positive"), ("negative", "negative")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "chorionicity",
                    models.CharField(
                        blank=True,
                        choices=[("monochorionic", "monochorionic"), ("dichorionic", "dichorionic")],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("chorionicity_seen_at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                (
                    "twins_differ",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("previous_preterm_births", models.IntegerField(blank=True, null=True)),
                (
                    "family_history",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "teratogen_exposure",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "uterine_anomaly",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical history",
                "verbose_name_plural": "historical historys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFollowUp",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("48h", "48h"),
                            ("14d", "14d"),
                            ("4w", "4w"),
                            ("birth", "birth"),
                            ("unplanned", "unplanned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("reached", models.BooleanField(blank=True, null=True)),
                (
                    "fever",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                ("temperature_c", models.FloatField(blank=True, null=True)),
                (
                    "chills",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                (
                    "abdominal_pain",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                (
                    "bleeding",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("light", "light"), ("heavy", "heavy")],
                        max_length=10,
                        null=True,
                    ),
                ),
                (
                    "fluid_leaking",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                (
                    "foul_discharge",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                (
                    "unwell",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                ("said", models.TextField(blank=True, default="")),
                ("advice", models.TextField(blank=True, default="")),
                ("red_flag", models.BooleanField(default=False)),
                ("red_flag_closed_at", models.DateTimeField(blank=True, null=True)),
                ("red_flag_outcome", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "red_flag_closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical follow up",
                "verbose_name_plural": "historical follow ups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFetus",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("loss", "loss"),
                            ("live_birth", "live_birth"),
                            ("ongoing", "ongoing"),
                            ("termination", "termination"),
                            ("lost_to_follow_up", "lost_to_follow_up"),
                        ],
                        default="ongoing",
                        max_length=20,
                    ),
                ),
                ("at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical fetus",
                "verbose_name_plural": "historical fetuses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExamination",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "fetal_picture",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("normal", "normal"),
                            ("growth_restriction", "growth_restriction"),
                            ("anomaly", "anomaly"),
                            ("hydrops", "hydrops"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("fetal_detail", models.TextField(blank=True, null=True)),
                (
                    "retroplacental_clot",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "malperfusion",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "cord",
                    models.CharField(
                        blank=True,
                        choices=[("normal", "normal"), ("stricture_or_torsion", "stricture_or_torsion")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "needle_injury",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "severe_maceration",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "autopsy",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical examination",
                "verbose_name_plural": "historical examinations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAftercare",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("on", models.DateField(blank=True, null=True)),
                ("hours_since_procedure", models.FloatField(blank=True, null=True)),
                ("hours_since_event", models.FloatField(blank=True, null=True)),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("china", "china"),
                            ("england", "england"),
                            ("wales", "wales"),
                            ("scotland", "scotland"),
                            ("northern_ireland", "northern_ireland"),
                            ("ireland", "ireland"),
                            ("germany", "germany"),
                            ("korea", "korea"),
                            ("japan", "japan"),
                            ("india", "india"),
                            ("australia", "australia"),
                            ("new_zealand", "new_zealand"),
                            ("united_states", "united_states"),
                            ("canada", "canada"),
                            ("taiwan", "taiwan"),
                            ("other", "other"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "employed",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "evacuation",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("medical", "medical"), ("surgical", "surgical")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "tissue_left",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "antibiotic",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("prophylaxis", "prophylaxis"), ("treatment", "treatment")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "penicillin_allergy",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("mild", "mild"), ("severe", "severe")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "sepsis_suspected",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "unwell",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "chills",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("heart_rate", models.FloatField(blank=True, null=True)),
                ("respiratory_rate", models.FloatField(blank=True, null=True)),
                ("systolic_mmhg", models.FloatField(blank=True, null=True)),
                ("mean_pressure_mmhg", models.FloatField(blank=True, null=True)),
                ("urine_none_hours", models.FloatField(blank=True, null=True)),
                (
                    "new_confusion",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "mottled_skin",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("blood_loss_ml", models.FloatField(blank=True, null=True)),
                ("fetal_red_cells_ml", models.FloatField(blank=True, null=True)),
                ("haemoglobin_g_l", models.FloatField(blank=True, null=True)),
                (
                    "bleeding_now",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("light", "light"), ("heavy", "heavy")],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("pads_per_hour", models.FloatField(blank=True, null=True)),
                ("pads_for_hours", models.FloatField(blank=True, null=True)),
                (
                    "fluid_leaking",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "contractions",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "mild_cramps",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "site_red",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "period_returned",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("cervix_mm", models.FloatField(blank=True, null=True)),
                ("epds", models.IntegerField(blank=True, null=True)),
                ("epds_item_10", models.IntegerField(blank=True, null=True)),
                ("phq9", models.IntegerField(blank=True, null=True)),
                ("phq9_item_9", models.IntegerField(blank=True, null=True)),
                ("hours_on_antibiotic", models.FloatField(blank=True, null=True)),
                ("weeks_since_anti_d", models.FloatField(blank=True, null=True)),
                ("weeks_since_antiphospholipid", models.FloatField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical aftercare",
                "verbose_name_plural": "historical aftercares",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("48h", "48h"),
                            ("14d", "14d"),
                            ("4w", "4w"),
                            ("birth", "birth"),
                            ("unplanned", "unplanned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("reached", models.BooleanField(blank=True, null=True)),
                (
                    "fever",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                ("temperature_c", models.FloatField(blank=True, null=True)),
                (
                    "chills",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                (
                    "abdominal_pain",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                (
                    "bleeding",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("light", "light"), ("heavy", "heavy")],
                        max_length=10,
                        null=True,
                    ),
                ),
                (
                    "fluid_leaking",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                (
                    "foul_discharge",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                (
                    "unwell",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=10, null=True
                    ),
                ),
                ("said", models.TextField(blank=True, default="")),
                ("advice", models.TextField(blank=True, default="")),
                ("red_flag", models.BooleanField(default=False)),
                ("red_flag_closed_at", models.DateTimeField(blank=True, null=True)),
                ("red_flag_outcome", models.TextField(blank=True, default="")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "red_flag_closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follow_ups", to="registry.pregnancy"
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("occasion__in", ("48h", "14d", "4w", "birth", "unplanned"))),
                        name="follow_up_occasion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="who_is_done_is_done_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("red_flag_closed_at__isnull", True), ("red_flag", True), _connector="OR"),
                        name="only_a_flag_is_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("temperature_c__isnull", True),
                            models.Q(("temperature_c__gte", 30), ("temperature_c__lte", 43)),
                            _connector="OR",
                        ),
                        name="follow_up_temperature",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fetus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("loss", "loss"),
                            ("live_birth", "live_birth"),
                            ("ongoing", "ongoing"),
                            ("termination", "termination"),
                            ("lost_to_follow_up", "lost_to_follow_up"),
                        ],
                        default="ongoing",
                        max_length=20,
                    ),
                ),
                ("at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fetuses", to="registry.pregnancy"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "fetuses",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("pregnancy", "number"), name="one_fetus_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 5)), name="fetus_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["loss", "live_birth", "ongoing", "termination", "lost_to_follow_up"])
                        ),
                        name="fetus_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Examination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "fetal_picture",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("normal", "normal"),
                            ("growth_restriction", "growth_restriction"),
                            ("anomaly", "anomaly"),
                            ("hydrops", "hydrops"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("fetal_detail", models.TextField(blank=True, null=True)),
                (
                    "retroplacental_clot",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "malperfusion",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "cord",
                    models.CharField(
                        blank=True,
                        choices=[("normal", "normal"), ("stricture_or_torsion", "stricture_or_torsion")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "needle_injury",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "severe_maceration",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "autopsy",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="examination_section",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fetal_picture__isnull", True),
                            ("fetal_picture__in", ["normal", "growth_restriction", "anomaly", "hydrops"]),
                            _connector="OR",
                        ),
                        name="examination_fetal_picture",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retroplacental_clot__isnull", True),
                            ("retroplacental_clot__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="examination_retroplacental_clot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("malperfusion__isnull", True), ("malperfusion__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="examination_malperfusion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cord__isnull", True), ("cord__in", ["normal", "stricture_or_torsion"]), _connector="OR"
                        ),
                        name="examination_cord",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needle_injury__isnull", True),
                            ("needle_injury__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="examination_needle_injury",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("severe_maceration__isnull", True),
                            ("severe_maceration__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="examination_severe_maceration",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("autopsy__isnull", True), ("autopsy__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="examination_autopsy",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DatingRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", amnio.registry.models.columns.GestationField()),
                ("on", models.DateField()),
                (
                    "method",
                    models.CharField(
                        choices=[("scan", "scan"), ("lmp", "lmp"), ("ivf", "ivf"), ("other", "other")], max_length=10
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="datings", to="registry.pregnancy"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("at__gte", 0), ("at__lte", 300)), name="dating_at")
                ],
            },
        ),
        migrations.CreateModel(
            name="Aftercare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("on", models.DateField(blank=True, null=True)),
                ("hours_since_procedure", models.FloatField(blank=True, null=True)),
                ("hours_since_event", models.FloatField(blank=True, null=True)),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("china", "china"),
                            ("england", "england"),
                            ("wales", "wales"),
                            ("scotland", "scotland"),
                            ("northern_ireland", "northern_ireland"),
                            ("ireland", "ireland"),
                            ("germany", "germany"),
                            ("korea", "korea"),
                            ("japan", "japan"),
                            ("india", "india"),
                            ("australia", "australia"),
                            ("new_zealand", "new_zealand"),
                            ("united_states", "united_states"),
                            ("canada", "canada"),
                            ("taiwan", "taiwan"),
                            ("other", "other"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "employed",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "evacuation",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("medical", "medical"), ("surgical", "surgical")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "tissue_left",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "antibiotic",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("prophylaxis", "prophylaxis"), ("treatment", "treatment")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "penicillin_allergy",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("mild", "mild"), ("severe", "severe")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "sepsis_suspected",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "unwell",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "chills",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("heart_rate", models.FloatField(blank=True, null=True)),
                ("respiratory_rate", models.FloatField(blank=True, null=True)),
                ("systolic_mmhg", models.FloatField(blank=True, null=True)),
                ("mean_pressure_mmhg", models.FloatField(blank=True, null=True)),
                ("urine_none_hours", models.FloatField(blank=True, null=True)),
                (
                    "new_confusion",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "mottled_skin",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("blood_loss_ml", models.FloatField(blank=True, null=True)),
                ("fetal_red_cells_ml", models.FloatField(blank=True, null=True)),
                ("haemoglobin_g_l", models.FloatField(blank=True, null=True)),
                (
                    "bleeding_now",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("light", "light"), ("heavy", "heavy")],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("pads_per_hour", models.FloatField(blank=True, null=True)),
                ("pads_for_hours", models.FloatField(blank=True, null=True)),
                (
                    "fluid_leaking",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "contractions",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "mild_cramps",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "site_red",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "period_returned",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("cervix_mm", models.FloatField(blank=True, null=True)),
                ("epds", models.IntegerField(blank=True, null=True)),
                ("epds_item_10", models.IntegerField(blank=True, null=True)),
                ("phq9", models.IntegerField(blank=True, null=True)),
                ("phq9_item_9", models.IntegerField(blank=True, null=True)),
                ("hours_on_antibiotic", models.FloatField(blank=True, null=True)),
                ("weeks_since_anti_d", models.FloatField(blank=True, null=True)),
                ("weeks_since_antiphospholipid", models.FloatField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aftercare_section",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_since_procedure__isnull", True),
                            models.Q(("hours_since_procedure__gte", 0), ("hours_since_procedure__lte", 2016)),
                            _connector="OR",
                        ),
                        name="aftercare_hours_since_procedure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_since_event__isnull", True),
                            models.Q(("hours_since_event__gte", 0), ("hours_since_event__lte", 2016)),
                            _connector="OR",
                        ),
                        name="aftercare_hours_since_event",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("country__isnull", True),
                            (
                                "country__in",
                                [
                                    "china",
                                    "england",
                                    "wales",
                                    "scotland",
                                    "northern_ireland",
                                    "ireland",
                                    "germany",
                                    "korea",
                                    "japan",
                                    "india",
                                    "australia",
                                    "new_zealand",
                                    "united_states",
                                    "canada",
                                    "taiwan",
                                    "other",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="aftercare_country",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("employed__isnull", True), ("employed__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="aftercare_employed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evacuation__isnull", True),
                            ("evacuation__in", ["none", "medical", "surgical"]),
                            _connector="OR",
                        ),
                        name="aftercare_evacuation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tissue_left__isnull", True), ("tissue_left__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="aftercare_tissue_left",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("antibiotic__isnull", True),
                            ("antibiotic__in", ["none", "prophylaxis", "treatment"]),
                            _connector="OR",
                        ),
                        name="aftercare_antibiotic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("penicillin_allergy__isnull", True),
                            ("penicillin_allergy__in", ["none", "mild", "severe"]),
                            _connector="OR",
                        ),
                        name="aftercare_penicillin_allergy",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sepsis_suspected__isnull", True),
                            ("sepsis_suspected__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="aftercare_sepsis_suspected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unwell__isnull", True), ("unwell__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="aftercare_unwell",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chills__isnull", True), ("chills__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="aftercare_chills",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heart_rate__isnull", True),
                            models.Q(("heart_rate__gte", 20), ("heart_rate__lte", 250)),
                            _connector="OR",
                        ),
                        name="aftercare_heart_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("respiratory_rate__isnull", True),
                            models.Q(("respiratory_rate__gte", 4), ("respiratory_rate__lte", 80)),
                            _connector="OR",
                        ),
                        name="aftercare_respiratory_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("systolic_mmhg__isnull", True),
                            models.Q(("systolic_mmhg__gte", 40), ("systolic_mmhg__lte", 260)),
                            _connector="OR",
                        ),
                        name="aftercare_systolic_mmhg",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mean_pressure_mmhg__isnull", True),
                            models.Q(("mean_pressure_mmhg__gte", 20), ("mean_pressure_mmhg__lte", 200)),
                            _connector="OR",
                        ),
                        name="aftercare_mean_pressure_mmhg",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("urine_none_hours__isnull", True),
                            models.Q(("urine_none_hours__gte", 0), ("urine_none_hours__lte", 72)),
                            _connector="OR",
                        ),
                        name="aftercare_urine_none_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("new_confusion__isnull", True),
                            ("new_confusion__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="aftercare_new_confusion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mottled_skin__isnull", True), ("mottled_skin__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="aftercare_mottled_skin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("blood_loss_ml__isnull", True),
                            models.Q(("blood_loss_ml__gte", 0), ("blood_loss_ml__lte", 6000)),
                            _connector="OR",
                        ),
                        name="aftercare_blood_loss_ml",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fetal_red_cells_ml__isnull", True),
                            models.Q(("fetal_red_cells_ml__gte", 0), ("fetal_red_cells_ml__lte", 400)),
                            _connector="OR",
                        ),
                        name="aftercare_fetal_red_cells_ml",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("haemoglobin_g_l__isnull", True),
                            models.Q(("haemoglobin_g_l__gte", 20), ("haemoglobin_g_l__lte", 220)),
                            _connector="OR",
                        ),
                        name="aftercare_haemoglobin_g_l",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bleeding_now__isnull", True),
                            ("bleeding_now__in", ["none", "light", "heavy"]),
                            _connector="OR",
                        ),
                        name="aftercare_bleeding_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pads_per_hour__isnull", True),
                            models.Q(("pads_per_hour__gte", 0), ("pads_per_hour__lte", 20)),
                            _connector="OR",
                        ),
                        name="aftercare_pads_per_hour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pads_for_hours__isnull", True),
                            models.Q(("pads_for_hours__gte", 0), ("pads_for_hours__lte", 48)),
                            _connector="OR",
                        ),
                        name="aftercare_pads_for_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fluid_leaking__isnull", True),
                            ("fluid_leaking__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="aftercare_fluid_leaking",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contractions__isnull", True), ("contractions__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="aftercare_contractions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mild_cramps__isnull", True), ("mild_cramps__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="aftercare_mild_cramps",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("site_red__isnull", True), ("site_red__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="aftercare_site_red",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_returned__isnull", True),
                            ("period_returned__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="aftercare_period_returned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cervix_mm__isnull", True),
                            models.Q(("cervix_mm__gte", 0), ("cervix_mm__lte", 70)),
                            _connector="OR",
                        ),
                        name="aftercare_cervix_mm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("epds__isnull", True), models.Q(("epds__gte", 0), ("epds__lte", 30)), _connector="OR"
                        ),
                        name="aftercare_epds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("epds_item_10__isnull", True),
                            models.Q(("epds_item_10__gte", 0), ("epds_item_10__lte", 3)),
                            _connector="OR",
                        ),
                        name="aftercare_epds_item_10",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("phq9__isnull", True), models.Q(("phq9__gte", 0), ("phq9__lte", 27)), _connector="OR"
                        ),
                        name="aftercare_phq9",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("phq9_item_9__isnull", True),
                            models.Q(("phq9_item_9__gte", 0), ("phq9_item_9__lte", 3)),
                            _connector="OR",
                        ),
                        name="aftercare_phq9_item_9",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_on_antibiotic__isnull", True),
                            models.Q(("hours_on_antibiotic__gte", 0), ("hours_on_antibiotic__lte", 2016)),
                            _connector="OR",
                        ),
                        name="aftercare_hours_on_antibiotic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weeks_since_anti_d__isnull", True),
                            models.Q(("weeks_since_anti_d__gte", 0), ("weeks_since_anti_d__lte", 42)),
                            _connector="OR",
                        ),
                        name="aftercare_weeks_since_anti_d",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weeks_since_antiphospholipid__isnull", True),
                            models.Q(
                                ("weeks_since_antiphospholipid__gte", 0), ("weeks_since_antiphospholipid__lte", 520)
                            ),
                            _connector="OR",
                        ),
                        name="aftercare_weeks_since_antiphospholipid",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("verdicts", models.JSONField(blank=True, null=True)),
                ("went_ahead_because", models.TextField(blank=True, default="")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("amniocentesis", "amniocentesis"),
                            ("none", "none"),
                            ("chorionic_villus_sampling", "chorionic_villus_sampling"),
                            ("cordocentesis", "cordocentesis"),
                            ("therapeutic_drainage", "therapeutic_drainage"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("at", amnio.registry.models.columns.GestationField(blank=True, null=True)),
                ("on", models.DateField(blank=True, null=True)),
                ("passes", models.IntegerField(blank=True, null=True)),
                (
                    "fluid",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clear", "clear"),
                            ("blood_stained", "blood_stained"),
                            ("discoloured", "discoloured"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "transplacental",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("gauge", models.IntegerField(blank=True, null=True)),
                ("volume_ml", models.FloatField(blank=True, null=True)),
                (
                    "difficult",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "severe_pain",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "bleeding_same_day",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "prophylactic_antibiotic",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "infection_signs_before",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "fetus_alive_before",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "anti_d_given",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("unit_procedures_per_year", models.IntegerField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="procedure_section",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__isnull", True),
                            (
                                "kind__in",
                                [
                                    "amniocentesis",
                                    "none",
                                    "chorionic_villus_sampling",
                                    "cordocentesis",
                                    "therapeutic_drainage",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="procedure_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("at__isnull", True), models.Q(("at__gte", 0), ("at__lte", 300)), _connector="OR"
                        ),
                        name="procedure_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passes__isnull", True), models.Q(("passes__gte", 1), ("passes__lte", 7)), _connector="OR"
                        ),
                        name="procedure_passes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fluid__isnull", True),
                            ("fluid__in", ["clear", "blood_stained", "discoloured"]),
                            _connector="OR",
                        ),
                        name="procedure_fluid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("transplacental__isnull", True),
                            ("transplacental__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="procedure_transplacental",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gauge__isnull", True), models.Q(("gauge__gte", 16), ("gauge__lte", 30)), _connector="OR"
                        ),
                        name="procedure_gauge",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("volume_ml__isnull", True),
                            models.Q(("volume_ml__gte", 0.5), ("volume_ml__lte", 80)),
                            _connector="OR",
                        ),
                        name="procedure_volume_ml",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("difficult__isnull", True), ("difficult__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="procedure_difficult",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("severe_pain__isnull", True), ("severe_pain__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="procedure_severe_pain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bleeding_same_day__isnull", True),
                            ("bleeding_same_day__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="procedure_bleeding_same_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("prophylactic_antibiotic__isnull", True),
                            ("prophylactic_antibiotic__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="procedure_prophylactic_antibiotic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("infection_signs_before__isnull", True),
                            ("infection_signs_before__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="procedure_infection_signs_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fetus_alive_before__isnull", True),
                            ("fetus_alive_before__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="procedure_fetus_alive_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("anti_d_given__isnull", True), ("anti_d_given__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="procedure_anti_d_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit_procedures_per_year__isnull", True),
                            models.Q(("unit_procedures_per_year__gte", 0), ("unit_procedures_per_year__lte", 20000)),
                            _connector="OR",
                        ),
                        name="procedure_unit_procedures_per_year",
                    ),
                    models.CheckConstraint(condition=models.Q(("kind__isnull", False)), name="procedure_kind_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("t21_risk", models.FloatField(blank=True, null=True)),
                (
                    "cfdna",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low_risk", "low_risk"),
                            ("high_t21", "high_t21"),
                            ("high_t18", "high_t18"),
                            ("high_t13", "high_t13"),
                            ("high_sex_chromosome", "high_sex_chromosome"),
                            ("no_result", "no_result"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "scan",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("normal", "normal"),
                            ("growth_restriction", "growth_restriction"),
                            ("anomaly", "anomaly"),
                            ("hydrops", "hydrops"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                ("scan_detail", models.TextField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="screening_section",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("t21_risk__isnull", True),
                            models.Q(("t21_risk__gt", 0.0), ("t21_risk__lt", 1.0)),
                            _connector="OR",
                        ),
                        name="screening_t21_risk",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cfdna__isnull", True),
                            (
                                "cfdna__in",
                                ["low_risk", "high_t21", "high_t18", "high_t13", "high_sex_chromosome", "no_result"],
                            ),
                            _connector="OR",
                        ),
                        name="screening_cfdna",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scan__isnull", True),
                            ("scan__in", ["normal", "growth_restriction", "anomaly", "hydrops"]),
                            _connector="OR",
                        ),
                        name="screening_scan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signs",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("temperature_c", models.FloatField(blank=True, null=True)),
                (
                    "fever",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("first_sign_hours", models.FloatField(blank=True, null=True)),
                (
                    "fever_during_induction",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                ("crp_mg_l", models.FloatField(blank=True, null=True)),
                ("white_count_10e9_l", models.FloatField(blank=True, null=True)),
                ("procalcitonin_ug_l", models.FloatField(blank=True, null=True)),
                ("lactate_mmol_l", models.FloatField(blank=True, null=True)),
                (
                    "uterine_tenderness",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "foul_discharge",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "maternal_tachycardia",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "septic_shock",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "organ_dysfunction",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "heavy_bleeding_now",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "bleeding",
                    models.CharField(
                        blank=True,
                        choices=[("none", "none"), ("light", "light"), ("heavy", "heavy")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "abdominal_pain",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "membranes",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("intact", "intact"),
                            ("leak_within_48h", "leak_within_48h"),
                            ("rupture_later", "rupture_later"),
                        ],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "cervix",
                    models.CharField(
                        blank=True,
                        choices=[("closed", "closed"), ("painless_opening", "painless_opening")],
                        max_length=40,
                        null=True,
                    ),
                ),
                (
                    "trauma",
                    models.CharField(
                        blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signs_section",
                        to="registry.pregnancy",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("temperature_c__isnull", True),
                            models.Q(("temperature_c__gte", 30), ("temperature_c__lte", 43)),
                            _connector="OR",
                        ),
                        name="signs_temperature_c",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fever__isnull", True), ("fever__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="signs_fever",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_sign_hours__isnull", True),
                            models.Q(("first_sign_hours__gte", 0), ("first_sign_hours__lte", 5376)),
                            _connector="OR",
                        ),
                        name="signs_first_sign_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fever_during_induction__isnull", True),
                            ("fever_during_induction__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="signs_fever_during_induction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("crp_mg_l__isnull", True),
                            models.Q(("crp_mg_l__gte", 0), ("crp_mg_l__lte", 700)),
                            _connector="OR",
                        ),
                        name="signs_crp_mg_l",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("white_count_10e9_l__isnull", True),
                            models.Q(("white_count_10e9_l__gte", 0), ("white_count_10e9_l__lte", 80)),
                            _connector="OR",
                        ),
                        name="signs_white_count_10e9_l",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("procalcitonin_ug_l__isnull", True),
                            models.Q(("procalcitonin_ug_l__gte", 0), ("procalcitonin_ug_l__lte", 900)),
                            _connector="OR",
                        ),
                        name="signs_procalcitonin_ug_l",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lactate_mmol_l__isnull", True),
                            models.Q(("lactate_mmol_l__gte", 0), ("lactate_mmol_l__lte", 30)),
                            _connector="OR",
                        ),
                        name="signs_lactate_mmol_l",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("uterine_tenderness__isnull", True),
                            ("uterine_tenderness__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="signs_uterine_tenderness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("foul_discharge__isnull", True),
                            ("foul_discharge__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="signs_foul_discharge",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("maternal_tachycardia__isnull", True),
                            ("maternal_tachycardia__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="signs_maternal_tachycardia",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("septic_shock__isnull", True), ("septic_shock__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="signs_septic_shock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organ_dysfunction__isnull", True),
                            ("organ_dysfunction__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="signs_organ_dysfunction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heavy_bleeding_now__isnull", True),
                            ("heavy_bleeding_now__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="signs_heavy_bleeding_now",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bleeding__isnull", True), ("bleeding__in", ["none", "light", "heavy"]), _connector="OR"
                        ),
                        name="signs_bleeding",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("abdominal_pain__isnull", True),
                            ("abdominal_pain__in", ["present", "absent"]),
                            _connector="OR",
                        ),
                        name="signs_abdominal_pain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("membranes__isnull", True),
                            ("membranes__in", ["intact", "leak_within_48h", "rupture_later"]),
                            _connector="OR",
                        ),
                        name="signs_membranes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cervix__isnull", True), ("cervix__in", ["closed", "painless_opening"]), _connector="OR"
                        ),
                        name="signs_cervix",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trauma__isnull", True), ("trauma__in", ["present", "absent"]), _connector="OR"
                        ),
                        name="signs_trauma",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TestOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("test", models.CharField(max_length=40)),
                ("ordered_on", models.DateField()),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("result", models.CharField(blank=True, max_length=40, null=True)),
                ("result_on", models.DateField(blank=True, null=True)),
                ("organism", models.TextField(blank=True, default="")),
                ("note", models.TextField(blank=True, default="")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="test_orders", to="registry.pregnancy"
                    ),
                ),
            ],
            options={
                "ordering": ["ordered_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result__isnull", True), ("result_on__isnull", True)),
                            models.Q(("result__isnull", False), ("result_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_result_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result_on__isnull", True), ("result_on__gte", models.F("ordered_on")), _connector="OR"
                        ),
                        name="result_not_before_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("clinician", "clinician"),
                            ("nurse", "nurse"),
                            ("reviewer", "reviewer"),
                            ("audit_lead", "audit_lead"),
                            ("administrator", "administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("active", models.BooleanField(default=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="registry.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "unit", "role"), name="one_membership_a_role"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["clinician", "nurse", "reviewer", "audit_lead", "administrator"])
                        ),
                        name="role_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWoman",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=80)),
                ("hospital_number", models.CharField(max_length=40)),
                ("born_on", models.DateField(blank=True, null=True)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(choices=[("en", "en"), ("zh", "zh")], default="zh", max_length=2)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical woman",
                "verbose_name_plural": "historical womans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveBigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("role", models.CharField(blank=True, max_length=20)),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.CharField(blank=True, max_length=80)),
                ("details", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["sequence"],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pregnancy_key", models.BigIntegerField()),
                ("asked_on", models.DateField()),
                ("basis", models.TextField()),
                ("done_at", models.DateTimeField(auto_now_add=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="registry.unit")),
            ],
        ),
        migrations.CreateModel(
            name="Woman",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("hospital_number", models.CharField(max_length=40)),
                ("born_on", models.DateField(blank=True, null=True)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(choices=[("en", "en"), ("zh", "zh")], default="zh", max_length=2)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="registry.unit")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "hospital_number"), name="one_woman_a_hospital_number")
                ],
            },
        ),
        migrations.AddField(
            model_name="pregnancy",
            name="woman",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pregnancies", to="registry.woman"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalPregnancy",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(blank=True, editable=False)),
                ("public_id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.CharField(max_length=20)),
                ("registered_on", models.DateField()),
                ("other_facts", models.JSONField(blank=True, default=list)),
                ("restricted", models.BooleanField(default=False)),
                ("made_up", models.BooleanField(default=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.unit",
                    ),
                ),
                (
                    "woman",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.woman",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical pregnancy",
                "verbose_name_plural": "historical pregnancies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Words",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("baby", models.TextField(blank=True, null=True)),
                ("lost", models.TextField(blank=True, null=True)),
                ("wants_anyway_answer", models.BooleanField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pregnancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words_section",
                        to="registry.pregnancy",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=200)),
                ("values", models.JSONField()),
                ("kept_at", models.DateTimeField(auto_now=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("staff", "path"), name="one_draft_a_form")],
            },
        ),
        migrations.CreateModel(
            name="FamilyQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("asked", models.TextField()),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("why", "why"),
                            ("was_it_the_test", "was_it_the_test"),
                            ("anyway", "anyway"),
                            ("my_fault", "my_fault"),
                            ("next_pregnancy", "next_pregnancy"),
                            ("something_else", "something_else"),
                        ],
                        default="something_else",
                        max_length=20,
                    ),
                ),
                ("answer", models.TextField(blank=True, default="")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="registry.lossreview"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                ["why", "was_it_the_test", "anyway", "my_fault", "next_pregnancy", "something_else"],
                            )
                        ),
                        name="question_topic",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("cause", models.CharField(blank=True, max_length=30, null=True)),
                ("mechanism", models.CharField(blank=True, max_length=30, null=True)),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("clear", "clear"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("cannot_tell", "cannot_tell"),
                        ],
                        max_length=20,
                    ),
                ),
                ("details", models.JSONField(blank=True, default=list)),
                ("reasons", models.TextField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.answerversion"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conclusions",
                        to="registry.lossreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reviewer__isnull", False)),
                        fields=("review", "reviewer"),
                        name="one_conclusion_each",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reviewer__isnull", True)), fields=("review",), name="one_agreed_conclusion"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ("clear", "probable", "possible", "cannot_tell"))),
                        name="conclusion_certainty_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cause__isnull", True), ("certainty", "cannot_tell"), ("mechanism__isnull", True)
                            ),
                            models.Q(
                                ("cause", "fetal"),
                                ("cause__isnull", False),
                                models.Q(
                                    ("mechanism__isnull", True),
                                    ("mechanism__in", ["fetal_abnormality"]),
                                    _connector="OR",
                                ),
                                models.Q(("certainty", "cannot_tell"), _negated=True),
                            ),
                            models.Q(
                                ("cause", "infection_independent"),
                                ("cause__isnull", False),
                                models.Q(
                                    ("mechanism__isnull", True),
                                    ("mechanism__in", ["infection_before", "infection_later"]),
                                    _connector="OR",
                                ),
                                models.Q(("certainty", "cannot_tell"), _negated=True),
                            ),
                            models.Q(
                                ("cause", "infection_introduced"),
                                ("cause__isnull", False),
                                models.Q(
                                    ("mechanism__isnull", True),
                                    ("mechanism__in", ["infection_introduced"]),
                                    _connector="OR",
                                ),
                                models.Q(("certainty", "cannot_tell"), _negated=True),
                            ),
                            models.Q(
                                ("cause", "early"),
                                ("cause__isnull", False),
                                models.Q(
                                    ("mechanism__isnull", True),
                                    ("mechanism__in", ["leak", "leak_infected", "bleeding", "injury", "contractions"]),
                                    _connector="OR",
                                ),
                                models.Q(("certainty", "cannot_tell"), _negated=True),
                            ),
                            models.Q(
                                ("cause", "mechanical"),
                                ("cause__isnull", False),
                                models.Q(
                                    ("mechanism__isnull", True),
                                    ("mechanism__in", ["leak", "leak_infected", "bleeding", "injury", "contractions"]),
                                    _connector="OR",
                                ),
                                models.Q(("certainty", "cannot_tell"), _negated=True),
                            ),
                            models.Q(
                                ("cause", "other"),
                                ("cause__isnull", False),
                                models.Q(
                                    ("mechanism__isnull", True),
                                    (
                                        "mechanism__in",
                                        ["placental", "cord", "trauma", "cervical", "maternal", "unexplained"],
                                    ),
                                    _connector="OR",
                                ),
                                models.Q(("certainty", "cannot_tell"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="conclusion_of_one_cause",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlindJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fetal", "fetal"),
                            ("infection", "infection"),
                            ("early", "early"),
                            ("mechanical", "mechanical"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("clear", "clear"),
                            ("probable", "probable"),
                            ("possible", "possible"),
                            ("cannot_tell", "cannot_tell"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "anyway",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("cannot_tell", "cannot_tell")], max_length=20
                    ),
                ),
                ("shares", models.JSONField(blank=True, default=dict)),
                ("reasons", models.TextField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="judgements", to="registry.lossreview"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "reviewer"), name="one_blind_judgement_each"),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ("clear", "probable", "possible", "cannot_tell"))),
                        name="certainty_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("anyway__in", ["yes", "no", "cannot_tell"])), name="anyway_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("certainty", "cannot_tell"), ("group__isnull", True)),
                            models.Q(
                                ("group__in", ["fetal", "infection", "early", "mechanical", "other"]),
                                ("group__isnull", False),
                                models.Q(("certainty", "cannot_tell"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="who_names_a_group_can_tell",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="answerversion",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_version_a_number"),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["on"], name="plan_sought"),
        ),
        migrations.AddIndex(
            model_name="loss",
            index=models.Index(fields=["outcome", "on"], name="loss_sought"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["done_at", "due_on"], name="follow_up_due"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("red_flag", True), ("red_flag_closed_at__isnull", True)),
                fields=["done_at"],
                name="red_flags_open",
            ),
        ),
        migrations.AddIndex(
            model_name="testorder",
            index=models.Index(fields=["result_on", "expected_on"], name="test_pending"),
        ),
        migrations.AddIndex(
            model_name="testorder",
            index=models.Index(
                condition=models.Q(("result__isnull", True)), fields=["expected_on"], name="tests_awaited"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["subject", "sequence"], name="event_subject"),
        ),
        migrations.AddIndex(
            model_name="pregnancy",
            index=models.Index(fields=["unit", "registered_on"], name="pregnancy_registered"),
        ),
    ]
