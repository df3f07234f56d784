from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        # Their handlers, receivers and checks.
        from accounts import checks, receivers, services  # noqa: F401
