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

# What each step looks like at work, for a competence that has no words of its own for it.
SCALE_TEXTS = (
    t(
        "Tutustuu asiaan ja tekee sitä toisen kanssa tai tarkan ohjeen mukaan.",
        "Bekantar sig med saken och gör den tillsammans med någon eller enligt noggrann anvisning.",
        "Is getting to know it and does it with somebody else or by close instructions.",
    ),
    t(
        "Tekee tutut asiat. Kysyy neuvoa, kun tilanne on uusi.",
        "Gör det som är bekant. Ber om råd när situationen är ny.",
        "Does what is familiar. Asks for advice when the situation is new.",
    ),
    t(
        "Toimii itsenäisesti arjen tilanteissa ja huomaa itse, milloin apua tarvitaan.",
        "Arbetar självständigt i vardagens situationer och märker själv när hjälp behövs.",
        "Works independently in everyday situations and notices when help is needed.",
    ),
    t(
        "Toimii varmasti myös vaikeissa tilanteissa ja neuvoo muita.",
        "Arbetar säkert också i svåra situationer och ger andra råd.",
        "Is sure also in hard situations and advises others.",
    ),
    t(
        "Kehittää tapaa tehdä ja opettaa sen muille.",
        "Utvecklar sättet att göra och lär ut det till andra.",
        "Develops the way it is done and teaches it to others.",
    ),
)
