from django.urls import path

from training_plans.views import files, gathering, items, lists, packages, plans, review

app_name = "training_plans"

urlpatterns = [
    path("", lists.index, name="index"),
    path("vahvistettavat/", lists.committee, name="committee"),
    path("vahvistetut/", lists.confirmed, name="confirmed"),
    # The plan year
    path("vuodet/", packages.packages, name="packages"),
    path("vuodet/<uuid:uuid>/", packages.package, name="package"),
    path("vuodet/<uuid:uuid>/yhdista/", packages.compile_plans, name="compile"),
    path("vuodet/<uuid:uuid>/palauta/", packages.give_back, name="give_back"),
    path("vuodet/<uuid:uuid>/kokoukseen/", packages.bring, name="bring"),
    path("vuodet/<uuid:uuid>/peru-kokous/", packages.take_back, name="take_back"),
    path("vuodet/<uuid:uuid>/kasittely/", packages.treat, name="treat"),
    path("vuodet/<uuid:uuid>/paatos/", packages.confirm, name="confirm"),
    path("vuodet/<uuid:uuid>/johtoryhma/<uuid:body>/", review.record, name="record_review"),
    path("vuodet/<uuid:uuid>/tuloste/", files.package_print, name="package_print"),
    path("vuodet/<uuid:uuid>/pdf/", files.package_pdf, name="package_pdf"),
    path("vuodet/<uuid:uuid>/toimet.<str:extension>", files.package_table, name="package_table"),
    # One plan
    path("vuodet/<uuid:uuid>/aloita/<uuid:unit>/", plans.start, name="start"),
    path("<uuid:uuid>/", plans.plan, name="plan"),
    path("<uuid:uuid>/tekstit/", plans.texts, name="texts"),
    path("<uuid:uuid>/tarpeet/", plans.needs, name="needs"),
    path("<uuid:uuid>/laheta/", plans.submit, name="submit"),
    path("<uuid:uuid>/avaa/", plans.reopen, name="reopen"),
    path("<uuid:uuid>/tuloste/", files.plan_print, name="plan_print"),
    path("<uuid:uuid>/pdf/", files.plan_pdf, name="plan_pdf"),
    path("<uuid:uuid>/toimet.<str:extension>", files.plan_table, name="plan_table"),
    # Its actions
    path("<uuid:uuid>/toimi/", items.new, name="item_new"),
    path("toimi/<uuid:uuid>/", items.change, name="item"),
    path("toimi/<uuid:uuid>/poista/", items.remove, name="item_remove"),
    path("toimi/<uuid:uuid>/pura/", gathering.split, name="split"),
    path("<uuid:uuid>/kokoa/", gathering.gather, name="gather"),
    path("<uuid:uuid>/muuttuneet/", gathering.changed, name="changed"),
    path("<uuid:uuid>/yhdista-toimia/", gathering.merge, name="merge"),
    # Comments
    path("<uuid:uuid>/kommentti/", review.comment, name="comment"),
    path("kommentti/<uuid:uuid>/vastaus/", review.answer, name="answer"),
]
