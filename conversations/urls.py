"""Addresses of conversations, under /keskustelut/."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from conversations.views import (
    conversation,
    documents,
    items,
    lists,
    parts,
    settling,
    talk,
)


class ItemKind(StringConverter):
    regex = "tavoite|tarve"


class ItemLayer(StringConverter):
    regex = "ehdotus|sovittu"


register_converter(ItemKind, "item")
register_converter(ItemLayer, "layer")

app_name = "conversations"

PREPARE = {"stage": "prepare"}
TALK = {"stage": "talk"}

urlpatterns = [
    path("", lists.index, name="index"),
    path("tiimi/", lists.team, name="team"),
    path("", include("conversations.matrix.urls")),
    path("", include("conversations.profile.urls")),
    path("tilanne/", lists.overview, name="overview"),
    path("", include("conversations.scheduling.urls")),
    path("", include("conversations.signing.urls")),
    path("tulokset/", include("conversations.results.urls")),
    path("strateginen/", include("conversations.strategic.urls")),
    path("", include("conversations.goals.urls")),
    path("", include("conversations.needs.urls")),
    path("pohjat/", include("conversations.editor.urls")),
    path("", include("conversations.rounds.urls")),
    path("<uuid:uuid>/", conversation.detail, name="detail"),
    path("<uuid:uuid>/aika/", conversation.schedule, name="schedule"),
    path("<uuid:uuid>/aika/peru/", conversation.cancel, name="cancel"),
    path("<uuid:uuid>/pidetty/", conversation.hold, name="hold"),
    path("<uuid:uuid>/allekirjoitus/", conversation.sign, name="sign"),
    path("<uuid:uuid>/pdf/", documents.document, name="document"),
    path("<uuid:uuid>/pdf/tiedosto/", documents.document_file, name="document_file"),
    path("<uuid:uuid>/jakamaton/", settling.left, name="left"),
    path("<uuid:uuid>/valmistautuminen/", parts.prepare, name="prepare"),
    path("<uuid:uuid>/valmistautuminen/jaa/", settling.share, name="share"),
    path("<uuid:uuid>/valmistautuminen/osaamiset/", parts.ratings, PREPARE, "prepare_ratings"),
    path("<uuid:uuid>/valmistautuminen/tavoitteet/", parts.items, PREPARE, "prepare_items"),
    path("<uuid:uuid>/valmistautuminen/<slug:theme>/", parts.theme, PREPARE, "prepare_theme"),
    path("<uuid:uuid>/keskustelu/", talk.talk, name="talk"),
    path("<uuid:uuid>/keskustelu/muutokset/", talk.changes, name="talk_changes"),
    path("<uuid:uuid>/keskustelu/osaamiset/", parts.ratings, TALK, "talk_ratings"),
    path("<uuid:uuid>/keskustelu/tavoitteet/", parts.items, TALK, "talk_items"),
    path("<uuid:uuid>/keskustelu/<slug:theme>/", parts.theme, TALK, "talk_theme"),
    path("<uuid:uuid>/<item:kind>/uusi/<layer:layer>/", items.add, name="item_add"),
    path("<uuid:uuid>/<item:kind>/<uuid:item>/", items.change, name="item_change"),
    path("<uuid:uuid>/<item:kind>/<uuid:item>/poista/", items.delete, name="item_delete"),
    path("<uuid:uuid>/<item:kind>/<uuid:item>/sovi/", items.agree, name="item_agree"),
    path("<uuid:uuid>/tavoite/<uuid:item>/seuranta/", items.follow_up, name="goal_follow_up"),
]
