"""Values and strategy goals of the city (requirements 6 and 7), and who decides on competences."""

from competencies.defaults.words import t

VALUES = (
    t("Välittäminen", "Omsorg", "Caring"),
    t("Uudistuminen", "Förnyelse", "Renewal"),
    t("Tuloksellisuus", "Resultat", "Results"),
)

GOALS = (
    t("Hyvinvoinnin kasvu", "Ökat välbefinnande", "Growing wellbeing"),
    t("Uudistuva työ ja asuminen", "Arbete och boende i förnyelse", "Renewing work and living"),
    t("Vahva kaupunkiyhteisö", "En stark stadsgemenskap", "A strong city community"),
    t("Kestävä talous", "En hållbar ekonomi", "Sustainable finances"),
)

# Requirement 34.
DECIDED_BY = t(
    "Kaupunginjohtajan johtoryhmä",
    "Stadsdirektörens ledningsgrupp",
    "City manager's management group",
)

# A9: five steps; "not assessed" is the absence of a level.
SCALE = (
    t("Alussa", "I början", "Getting started"),
    t("Tuettuna", "Med stöd", "With support"),
    t("Itsenäisesti", "Självständigt", "Independently"),
    t("Soveltaa ja neuvoo", "Tillämpar och ger råd", "Applies and advises"),
    t("Kehittää ja opettaa", "Utvecklar och lär ut", "Develops and teaches"),
)
