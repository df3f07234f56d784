from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core import clock
from demo import load
from organization import selectors


class Command(BaseCommand):
    help = "Load the demo: Heinola with invented people and two years of history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--employees",
            type=int,
            metavar="N",
            help="grow the same organisation to N people (at most 40,000) for measuring",
        )
        parser.add_argument("--reset", action="store_true", help="empty the database first")
        parser.add_argument("--yes", action="store_true", help="do not ask before emptying")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reset"]:
            self.empty(asked=options["yes"])
        if load.is_loaded():
            self.stdout.write("The demo is already loaded.")
        else:
            load.load(self.tell)
        number = selectors.employed_on(clock.today()).values("person").distinct().count()
        self.stdout.write(f"{number} people work in the demo's Heinola today.")

    def tell(self, words: str) -> None:
        self.stdout.write(f"  {words}")
        self.stdout.flush()

    def empty(self, *, asked: bool) -> None:
        if not asked:
            answer = input("This deletes everything in the database. Type yes to go on: ")
            if answer.strip().lower() != "yes":
                raise CommandError("Nothing was deleted.")
        call_command("flush", interactive=False, verbosity=0)
