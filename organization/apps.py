from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "organization"

    def ready(self) -> None:
        from organization.importing import applying, services, staging  # noqa: F401 - handlers
        from organization.invitations import services as invitations  # noqa: F401
        from organization.roles import services as roles  # noqa: F401 - names of letters
