"""Every address of the site. Words of an address are Finnish and never change."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from heinola_osaaminen import health, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("henkilostopalvelut/", views.hr, name="hr"),
    path("tietosuojatyo/", views.officer, name="officer"),
    path("kieli/", views.language, name="language"),
    path("ohje/", views.help_index, name="help"),
    path("ohje/kuka-nakee/", views.who_sees, name="who_sees"),
    path("ohje/<slug:role>/", views.help_page, name="help_role"),
    path("saavutettavuus/", views.accessibility, name="accessibility"),
    path("tietosuoja/", views.privacy, name="privacy"),
    path("oma/", include("accounts.urls")),
    # Accounts have no other e-mail than the one HR keeps, and no codes.
    path("tili/email/", views.to_profile, name="account_email"),
    path("tili/confirm-email/", views.to_profile, name="account_email_verification_sent"),
    path("tili/confirm-email/<str:key>/", views.to_profile, name="account_confirm_email"),
    path("tili/login/code/confirm/", views.to_profile, name="account_confirm_login_code"),
    path("tili/", include("allauth.account.urls")),
    path(
        "tili/tunnisteet/recovery-codes/download/",
        views.to_second_factor,
        name="mfa_download_recovery_codes",
    ),
    path("tili/tunnisteet/", include("accounts.mfa_urls")),
    path("tili/openid/", include("accounts.openid.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("keskustelut/ryhmat/", include("conversations.groups.urls")),
    path("scim/v2/", include("organization.provisioning.scim.urls")),
]
for _app, _prefix in (
    ("annual_clock", "vuosikello/"),
    ("competencies", "osaamiset/"),
    ("conversations", "keskustelut/"),
    ("training_plans", "suunnitelmat/"),
    ("organization", "organisaatio/"),
    ("privacy", "tietosuoja/"),
    *([("demo", "demo/")] if settings.DEMO else []),
):
    if find_spec(f"{_app}.urls"):
        urlpatterns.append(path(_prefix, include(f"{_app}.urls")))
if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("komponentit/", views.components, name="components"))

handler400 = "heinola_osaaminen.views.bad_request"
handler403 = "heinola_osaaminen.views.forbidden"
handler404 = "heinola_osaaminen.views.not_found"
handler500 = "heinola_osaaminen.views.server_error"
