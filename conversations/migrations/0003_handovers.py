import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock


class Migration(migrations.Migration):

    dependencies = [
        ("conversations", "0002_restricted"),
        ("organization", "0003_deputies_and_absences"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="unled_since",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="conversation",
            name="held_for",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="organization.person"),
        ),
        migrations.AddField(
            model_name="preparation",
            name="deputy_for",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="organization.person"),
        ),
        migrations.AddField(
            model_name="preparation",
            name="earlier",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="signature",
            name="was_present",
            field=models.BooleanField(default=True),
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("state", models.CharField(choices=[("preparing", "preparing"), ("held", "held, to be signed"), ("locked", "signed and locked")], max_length=12)),
                ("at", models.DateTimeField(default=core.clock.now)),
                ("told", models.BooleanField(default=False)),
                ("conversation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="conversations.conversation")),
                ("earlier", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="organization.person")),
                ("to", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="organization.person")),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [models.Index(condition=models.Q(("told", False)), fields=["to"], name="conversations_untold")],
            },
        ),
    ]
