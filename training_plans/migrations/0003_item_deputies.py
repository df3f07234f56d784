import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("organization", "0003_deputies_and_absences"),
        ("training_plans", "0002_deputies"),
    ]

    operations = [
        migrations.AddField(
            model_name="planitem",
            name="updated_for",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="organization.person"),
        ),
    ]
