"""What was agreed with those of the cast whose last year one reads first."""

AGREED: dict[tuple[str, int], dict[str, str]] = {
    ("tiina", 2025): {
        "core-tasks": "Kahden koulun ja yhden päiväkodin siivous. Uutena sijaisten opastus.",
        "successes": "Tilat pysyivät siisteinä remontinkin aikana, ja siitä tuli kiitosta.",
        "challenges": "Iltapäivän kohteessa aika ei riitä. Siivousjärjestystä muutetaan syksyllä.",
        "meaning": "Puhtaat tilat ovat tärkeitä lapsille ja koko talon väelle. Työpari on hyvä.",
        "resources": "Työpari, selkeä viikkosuunnitelma ja uudet siivousvaunut auttavat.",
        "strain": "Nostot kuormittavat. Apuvälineet käydään läpi ja työtä kierrätetään.",
        "current-competence": "Tuntee kaikki koulukohteet ja pintamateriaalit. Opastaa muita.",
        "future-competence": "Laadun kirjaaminen puhelimella tulee käyttöön kaikissa kohteissa.",
        "development-support": "Tutustuminen uuteen menetelmään toisessa kohteessa viikon ajan.",
        "feedback-to-supervisor": "Tieto sijaisjärjestelyistä toivotaan edellisenä päivänä.",
        "anything-else": "Tavoitteisiin palataan kesäkuussa lyhyesti.",
    },
}
