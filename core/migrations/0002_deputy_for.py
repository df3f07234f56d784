from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="transitionlog",
            name="deputy_for",
            field=models.UUIDField(null=True),
        ),
    ]
