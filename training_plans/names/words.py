"""Names that are also words of everyday Finnish, in lower case, and words that are no names."""

PARTICLES = frozenset({"af", "al", "da", "de", "del", "der", "di", "el", "la", "le", "van", "von"})

SURNAMES = """
ahde aho aitta alanko alho alku apaja aro arvo aura autio haapa haavisto hako halla halme hammas
hanka hanki hanko harju harjula harmaa heino heinä helle helmi hete hiekka hiili hirsi hirvi
hongisto honka hovi huhta humala joki joukko juuri juva jylhä järvi kaari kaisla kaivo kallio
kangas kanto karhu kari kaski kaste kataja katto kauppi kero keto kettu kiuru kivi koivisto
koivu korpi kortti koski kotka kuisma kulta kunnas kurki kuusi kytö köngäs laakso lahti laine
laita lakka lammi lampi lappi latva laulu lehti lehto leino lepo leppä levä lieto lilja linna
luhta lumi lumme luoma luoto lähde maa maja malm meri metsä metsälä mustikka mylly mäki mänty
naava neva niemi niitty notko nummi nurmi oja oksa onni orava otava paasi paju palo parta pelto
peura piha pihlaja pirtti poikela puisto puro pyy raita raitio ranta rauha rautio reki repo
riihi rinne rinta risti ristola ruoho ruusu räsä saari saha saksa salmi salo sara savi savu
selkä seppä silta sirkka sorsa sula suni suo suomi susi suvi syrjä särkkä taimi taipale talas
talo talvi tammi tanner terho tienhaara toivo tuomi tuuli tuulio törmä uitto uusi vaahtera vaara
vainio vaino valkama valkea valta vanha varis varjo vehmas vesa vesi viita viljanen virta vuori
väylä
"""

GIVEN = """
aalto aamu aarre aatto ahti aimo aino airi alku alpo ansa ansio armas armi arvo aura eero ele
elo enni ensi heimo helka helmi hilja hilla honka ilma ilo ilona ilta immi impi into isto
jalmari jalo jouko juuli kai kaino kaisla kari karri kaste kauko kauno kerttu kielo kirsikka koi
kuisma kulta lahja laine lauha leimu lempi lilja loimu lumi lumikki mainio marja meri merja
mielikki mimosa minttu neilikka nuutti nyyti oili oiva oma onni ora orvo orvokki osmo otava otso
outi pihla pilvi pirkko pyry päivi raita rauha rauni reino repo roihu ruusu saaga sade sampo
sanelma satu seija seita seppo silja sini sirkka soila soini soma sorja sulo suoma suometar suvi
säde taika taimi taisto tarmo tellervo terhi terho toimi toini toivo tuike tuisku tuomi tuovi
tuuli tuulikki tyyne tyyni tähti unelma untamo urho usko utu vanamo vappu varma veikko veli
venla verna vesa viena vieno vilja villi virva visa voitto vuokko
"""

COMMON = frozenset(SURNAMES.split()) | frozenset(GIVEN.split())
