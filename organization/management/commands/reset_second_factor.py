"""For the one who keeps the server: when nobody is left who could help in the pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import User
from accounts.services import remove_second_factors
from audit.services import record


class Command(BaseCommand):
    help = "Remove the second factors of the account with this e-mail address, with an event."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError("No account has this address.")
        if not remove_second_factors(user=user):
            raise CommandError("The account has no second factor.")
        record(None, "organization.second_factor_reset", user, data_subject=user.uuid)
        self.stdout.write("Removed. Every session has ended, and a letter is on its way.")
