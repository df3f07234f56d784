"""Addresses of group conversations, under /keskustelut/ryhmat/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from conversations.groups.views import conversation, lists, parts, summary, thoughts, writing


class GroupItemKind(StringConverter):
    """A focus area, a need or a goal by its Finnish word."""

    regex = "painopiste|tarve|tavoite"
    words = {"painopiste": "focus", "tarve": "need", "tavoite": "goal"}

    def to_python(self, value: str) -> str:
        return self.words[value]

    def to_url(self, value: str) -> str:
        return next((word for word, kind in self.words.items() if kind == value), value)


register_converter(GroupItemKind, "group_item")

app_name = "groups"

urlpatterns = [
    path("", lists.index, name="index"),
    path("uusi/", lists.open_new, name="open"),
    path("koonnit/", lists.summaries, name="summaries"),
    path("kaytannot/", lists.practices, name="practices"),
    path("kaytannot/<uuid:practice>/lopeta/", lists.practice_end, name="practice_end"),
    # Without an object in the address: nothing is kept of what is sent here (core.untraced).
    path("ajatus/", thoughts.send, name="send"),
    path("<uuid:uuid>/", conversation.detail, name="detail"),
    path("<uuid:uuid>/tapa/", conversation.collection, name="collection"),
    path("<uuid:uuid>/keruu/aloita/", conversation.start, name="start"),
    path("<uuid:uuid>/keruu/ohita/", conversation.skip, name="skip"),
    path("<uuid:uuid>/keruu/paata/", conversation.end_collection, name="end_collection"),
    path("<uuid:uuid>/aika/", conversation.schedule, name="schedule"),
    path("<uuid:uuid>/aika/peru/", conversation.cancel, name="cancel"),
    path("<uuid:uuid>/ajatukset/", thoughts.think, name="think"),
    path("<uuid:uuid>/ajatukset/<uuid:thought>/", thoughts.own, name="thought"),
    path("<uuid:uuid>/kirjoitus/<slug:theme>/", writing.theme, name="theme"),
    path("<uuid:uuid>/kirjoitus/<slug:theme>/nyt/", writing.live, name="live"),
    path("<uuid:uuid>/kirjoitus/<slug:theme>/ryhmittele/", writing.gather, name="gather"),
    path("<uuid:uuid>/linjaukset/", writing.lines, name="lines"),
    path("<uuid:uuid>/sovittu/", parts.items, name="items"),
    path("<uuid:uuid>/sovittu/<group_item:kind>/", parts.item, name="item_add"),
    path("<uuid:uuid>/sovittu/<group_item:kind>/<uuid:item>/", parts.item, name="item"),
    path("<uuid:uuid>/jakaminen/", parts.practices, name="practices_own"),
    path("<uuid:uuid>/jakaminen/uusi/", parts.practice, name="practice_add"),
    path("<uuid:uuid>/jakaminen/<uuid:practice>/", parts.practice, name="practice"),
    path("<uuid:uuid>/paikalla/", parts.attendance, name="attendance"),
    path("<uuid:uuid>/paata/", conversation.close, name="close"),
    path("<uuid:uuid>/avaa/", conversation.reopen, name="reopen"),
    path("<uuid:uuid>/koonti/", summary.summary, name="summary"),
    path("<uuid:uuid>/koonti/pdf/", summary.document, name="document"),
    path("<uuid:uuid>/koonti/pdf/tiedosto/", summary.document_file, name="document_file"),
]
