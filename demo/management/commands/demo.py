from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from demo import grow, load


class Command(BaseCommand):
    help = "Load the demo: Heinola with invented people and two years of history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--employees",
            type=int,
            metavar="N",
            help="grow the same organisation to N people (at most 40,000) for measuring",
        )
        parser.add_argument(
            "--history",
            action="store_true",
            help="with --employees: two years of conversations for the new people too",
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
        if options["employees"]:
            self.grow(options["employees"], history=options["history"])
        self.stdout.write(f"{grow.size()} people work in the demo's Heinola.")

    def grow(self, target: int, *, history: bool) -> None:
        if not grow.size() <= target <= grow.MOST:
            raise CommandError(
                f"--employees must be from {grow.size()} (who are there already) to {grow.MOST}."
            )
        for reached in grow.grow(target):
            self.tell(f"{reached:6} of {target} people")
        self.tell("who led whom on each day: done")
        if history:
            for year, done, total in grow.write_history():
                self.tell(f"conversations of {year}: {done:6} of {total}")

    def tell(self, words: str) -> None:
        self.stdout.write(f"  {words}")
        self.stdout.flush()

    def empty(self, *, asked: bool) -> None:
        if not asked:
            answer = input("This deletes everything in the database. Type yes to go on: ")
            if answer.strip().lower() != "yes":
                raise CommandError("Nothing was deleted.")
        call_command("flush", interactive=False, verbosity=0)
