"""Naming the first HR main user, or a new one when the last has left."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts import services as accounts
from accounts.models import User
from audit.services import record
from core import clock
from organization import services
from organization.models import Person, RoleGrant
from organization.selectors import person_of


class Command(BaseCommand):
    help = (
        "Gives the role of HR main user from today on. The person is found by e-mail, or made with "
        "--first and --last; without an account one is made and an invitation written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--first", default="")
        parser.add_argument("--last", default="")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        email = str(options["email"]).strip().lower()
        person = self._person(email, options["first"], options["last"])
        if person.user is None:
            if User.objects.filter(email__iexact=email).exists():
                raise CommandError(f"The account {email} belongs to somebody else.")
            person.user = accounts.create_account(email=email)
            person.save(update_fields=["user"])
            accounts.invite(user=person.user, name=str(person))
        services.grant_role(person=person, role=RoleGrant.Role.HR_MAIN, valid_from=clock.today())
        # Nobody is signed in here: who may run this command runs the server.
        record(
            None,
            "organization.role_given",
            person,
            data_subject=person.uuid,
            role=RoleGrant.Role.HR_MAIN,
        )
        self.stdout.write(f"{person} is an HR main user.")

    def _person(self, email: str, first: str, last: str) -> Person:
        account = User.objects.filter(email__iexact=email).first()
        known = person_of(account) if account else None
        if known is not None:
            return known
        people = list(Person.objects.filter(email__iexact=email)[:2])
        if len(people) > 1:
            raise CommandError(f"Several people have the address {email}.")
        if people:
            return people[0]
        if not (first and last):
            raise CommandError(f"Nobody has the address {email}. Give --first and --last.")
        made: Person = Person.objects.create(first_name=first, last_name=last, email=email)
        return made
