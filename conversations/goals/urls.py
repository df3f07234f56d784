from django.urls import path

from conversations.goals import team_views, views

urlpatterns = [
    path("tavoitteet/", views.index, name="goals"),
    path("tavoitteet/tiimi/", views.team, name="goals_team"),
    path("tavoitteet/uusi/<uuid:employment>/", views.new, name="goal_new"),
    path("tavoitteet/<uuid:uuid>/", views.goal, name="goal"),
    path("tavoitteet/<uuid:uuid>/muuta/", views.change, name="goal_change"),
    path("tavoitteet/<uuid:uuid>/sovi/", views.agree, name="goal_agree"),
    path("tavoitteet/<uuid:uuid>/peru/", views.take_back, name="goal_take_back"),
    path("tavoitteet/<uuid:uuid>/tila/", views.state, name="goal_state"),
    path("tavoitteet/yhteiset/uusi/<uuid:unit>/", team_views.new, name="team_goal_new"),
    path("tavoitteet/yhteiset/<uuid:uuid>/", team_views.goal, name="team_goal"),
    path("tavoitteet/yhteiset/<uuid:uuid>/muuta/", team_views.change, name="team_goal_change"),
    path("<uuid:uuid>/tavoite/<uuid:goal>/jatka/", views.carry, name="goal_carry"),
    path("<uuid:uuid>/ei-tavoitetta/", views.no_goal, name="no_goal"),
]
