from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "organization"

    def ready(self) -> None:
        from organization import acting, sign_in  # noqa: F401 - what audit and accounts ask
        from organization.importing import applying, services, staging  # noqa: F401 - handlers
        from organization.invitations import services as invitations  # noqa: F401
        from organization.reorganisation import services as reorganisation  # noqa: F401
        from organization.roles import services as roles  # noqa: F401 - names of letters
