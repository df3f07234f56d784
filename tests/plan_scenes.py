"""Plans at each stage of their way, for the tests of training plans."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from competencies.models import Competence, LearningWay
from conversations.models import Conversation, DevelopmentNeed, Round
from core import clock
from training_plans import services
from training_plans.models import FrozenPackage, Package, Plan, PlanItem

YEAR = 2027
SPRING = date(2026, 5, 11)
AUTUMN = date(2026, 10, 5)
MEETING = date(2026, 12, 8)
DECISION = date(2026, 12, 14)


class Plans:
    """The plans of 2027, moved along by those whose turn it is. `way(70)` is a way of learning."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.content = world.content()
        world.move_to(SPRING)
        self.package: Package = services.open_year(user=world.user("jari"), year=YEAR)

    def way(self, share: int, number: int = 0) -> LearningWay:
        return LearningWay.objects.filter(catalogue=self.content.catalogue, share=share)[number]

    def competence(self, number: int = 0) -> Competence:
        return Competence.objects.filter(framework=self.content.staff).order_by("order")[number]

    def data(self, topic: str = "Sähköinen siivoussuunnitelma käyttöön", **more: Any) -> Any:
        return services.ItemData(
            **{
                "topic": topic,
                "target_group": "laitoshuoltajat",
                "way": self.way(70),
                "responsible": "siivoustyön ohjaaja",
                "focus": "Digitaaliset työvälineet",
                "competence": self.competence(4),
                "estimated_people": 8,
                "days": Decimal("1.5"),
                "cost": Decimal("1800.50"),
                "starts_month": 1,
                "ends_month": 5,
                **more,
            }
        )

    def begin(self, name: str, unit: str) -> Plan:
        return services.start_plan(
            user=self.world.user(name), package=self.package, unit=getattr(self.world, unit)
        )

    def add(self, name: str, plan: Plan, topic: str = "", **more: Any) -> PlanItem:
        data = self.data(topic, **more) if topic else self.data(**more)
        return services.add_item(user=self.world.user(name), plan=plan, data=data)

    def of(self, unit: str) -> Plan:
        return Plan.objects.select_related("package", "unit").get(
            package=self.package, unit=getattr(self.world, unit)
        )

    def submit(self, name: str, plan: Plan) -> Plan:
        services.submit(user=self.world.user(name), plan=plan)
        plan.refresh_from_db()
        return plan

    def write(self, name: str, plan: Plan) -> None:
        plan.refresh_from_db()
        services.write_texts(
            user=self.world.user(name),
            plan=plan,
            version=plan.text_version,
            texts={
                "starting_points": "Painotamme digitaalisia työvälineitä ja muutoksen johtamista.",
                "competence_estimate": "Perustaidot ovat vahvat. Tekoäly muuttaa vaatimuksia.",
                "follow_up": "Johtoryhmä seuraa huhtikuussa ja syyskuussa.",
            },
        )

    # Stages

    def team_plan(self) -> Plan:
        plan = self.begin("mervi", "cleaning")
        self.add("mervi", plan)
        return plan

    def areas_submitted(self) -> Package:
        """Every service area's plan and the centralised one, each with an action and its texts."""
        for name, unit in (
            ("hanna", "shared_services"),
            ("pekka", "wellbeing"),
            ("outi", "environment"),
            ("jari", "city"),
        ):
            plan = self.of(unit)
            self.add(name, plan, f"Tekoälyn perusteet, {unit}")
            self.write(name, plan)
            self.submit(name, self.of(unit))
        return self.fresh()

    def in_review(self) -> Package:
        package = self.areas_submitted()
        self.world.move_to(AUTUMN)
        services.compile_package(
            user=self.world.user("jari"), package=package, comments_due_on=date(2026, 11, 2)
        )
        return self.fresh()

    def reviewed(self) -> Package:
        package = self.in_review()
        for name, body in (
            ("ilkka", "city_leadership"),
            ("hanna", "shared_leadership"),
            ("pekka", "wellbeing_leadership"),
            ("outi", "environment_leadership"),
        ):
            services.record_review(
                user=self.world.user(name), package=package, body=getattr(self.world, body)
            )
        return self.fresh()

    def with_committee(self) -> Package:
        package = self.reviewed()
        services.bring_to_committee(
            user=self.world.user("jari"),
            package=package,
            meets_at=timezone.make_aware(datetime.combine(MEETING, time(13))),
            place="Valtuustosali",
            item_number="5",
        )
        return self.fresh()

    def treated(self, dissents: str = "") -> Package:
        package = self.with_committee()
        self.world.move_to(MEETING)
        services.record_treatment(
            user=self.world.user("secretary"),
            package=package,
            treated_on=MEETING,
            outcome="dissent" if dissents else "unanimous",
            dissents=dissents,
            minutes_reference="8.12.2026, asia 5",
        )
        return self.fresh()

    def confirmed(self) -> FrozenPackage:
        package = self.treated()
        self.world.move_to(DECISION)
        return services.record_decision(
            user=self.world.user("jari"),
            package=package,
            decided_by="kaupunginhallitus",
            decided_on=DECISION,
            section="§ 214",
        )

    def fresh(self) -> Package:
        self.package = Package.objects.get(pk=self.package.pk)
        return self.package

    # Needs

    def need(
        self,
        name: str,
        topic: str,
        *,
        supervisor: str = "mervi",
        state: str = "locked",
        **more: Any,
    ) -> DevelopmentNeed:
        """An agreed need of this year's talk of one of the cast."""
        conversation = Conversation.objects.filter(
            employment=self.world.employment(name)
        ).first() or Conversation.objects.create(
            round=self._round(),
            employment=self.world.employment(name),
            supervisor=getattr(self.world, supervisor),
            state=state,
            held_at=clock.now() if state != "preparing" else None,
        )
        return DevelopmentNeed.objects.create(
            **{
                "conversation": conversation,
                "topic": topic,
                "agreed": True,
                "competence": self.competence(4),
                "way": self.way(70),
                **more,
            }
        )

    def _round(self) -> Round:
        content = self.content
        return Round.objects.get_or_create(
            year=YEAR - 1,
            defaults={
                "template": content.template,
                "staff_framework": content.staff,
                "supervisor_framework": content.supervisors,
                "catalogue": content.catalogue,
                "due_on": date(YEAR - 1, 3, 31),
            },
        )[0]


def many_items(plans: Plans, plan: Plan, number: int) -> None:
    """An enormous plan, in one write."""
    PlanItem.objects.bulk_create(
        PlanItem(
            plan=plan,
            order=i + 10,
            topic=f"Toimi {i}: Työvälineet {'äöå🌲'[i % 4]} käyttöön",
            target_group="koko henkilöstö",
            way=plans.way((70, 20, 10)[i % 3]),
            focus=f"Painopiste {i % 12}",
            responsible="esihenkilö",
            cost=Decimal(i),
        )
        for i in range(number)
    )
