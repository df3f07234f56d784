import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock


def give_ids(apps, schema_editor):
    deputies = apps.get_model("organization", "Deputy")
    for pk in deputies.objects.values_list("pk", flat=True):
        deputies.objects.filter(pk=pk).update(uuid=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ("organization", "0002_directory_and_feed"),
    ]

    operations = [
        migrations.AddField(
            model_name="deputy",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="deputy",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="deputy",
            name="named_by",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="organization.person"),
        ),
        migrations.CreateModel(
            name="DeputyChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("named", "named"), ("changed", "changed"), ("ended", "ended")], max_length=10)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("rights", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField(default=core.clock.now)),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="organization.person")),
                ("deputy", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organization.person")),
                ("supervisor", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organization.person")),
            ],
            options={
                "indexes": [models.Index(fields=["supervisor", "at"], name="organization_deputy_log")],
                "constraints": [models.CheckConstraint(condition=models.Q(("kind__in", ["named", "changed", "ended"])), name="organization_deputy_change")],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("employment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="absences", to="organization.employment")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["employment", "valid_from"], name="organization_away")],
                "constraints": [models.CheckConstraint(condition=models.Q(("valid_until__isnull", True), ("valid_until__gt", models.F("valid_from")), _connector="OR"), name="organization_absence_interval", violation_error_message="The end must be after the beginning.")],
            },
        ),
    ]
