"""Names that are also words of everyday Finnish, in lower case, and words that are no names."""

PARTICLES = frozenset({"af", "al", "da", "de", "del", "der", "di", "el", "la", "le", "van", "von"})

SURNAMES = """
ahde aho aitta alanko alho alku apaja arvo aro autio aura haapa haavisto hako halla halme hammas hanka
hanki hanko harju harjula harmaa heino heinä helle helmi hete hiekka hiili hirsi hirvi honka hovi hongisto
huhta humala ilomäki jaakkola joki jokela joukko juuri juva jylhä järvelä järvi kaarna kaari kaisla kaivo
kallio kangas kanto kari karhu kari kaski kaste kataja katto kauppi kauppa kero kesti kettu keto kivi
kivelä kiuru korpi kortti koski kotka koivu koivisto kuisma kulta kunnas kuosa kuusela kuusi kurki kyllönen
kytö köngäs laakso laaksonen lahti laine laita lakka lammi lampi lappi latva laulu laurila lehti lehto
lehtinen lehtola leino leppä lepo leskelä levä lieto lilja linna linnas linnake luhta lumme lumi luoma
luoto lähde maa maja majava malm mattila meri metsä metsälä mustikka myllylä mylly myyrä mänty mäki mäkelä
määttä naava neva niemi niemelä niitty niittylä notko nummi nurmi oja ojala oksa onni orava otava ovi
paasi paju palo palmu parta pelto peltola perälä peura pihlaja piha pirtti poikela poutala portti puro
puisto puhakka pulkka pursi puu pyy pyykkö pöllö raita raitio ranta rauha rautio rautavaara reki repo
riihi rinne rinta risti ristola roiha ruoho ruusu räsä saari saarela saha saksa salmi salo salonen salmela
sara savi savola savu selkä selänne seppä seppälä sihvola sillanpää silta sipilä sirkka soini sorsa sula
suni suo suomi sorvali susi suvi syrjä särkkä taimi taipale talas talo talvi tammi tamminen tanner teppo
terho tienhaara toivo tuomi tuuli tuulio törmä uitto ukkola uoti uusi vaara vaahtera vainio vaino valkama
valkea valta vanha varis varjo vehmas vesa vesi vesterinen viita viitala viljanen virta vuori vuorela
väylä väre ylänne
"""

GIVEN = """
aalto aamu aarre ahti aimo aino aatto airi alku alpo aniliina ansa ansio armas armi arvo aslak aura auvo
auli auni aukusti eemi eero elo ele enni ensi eila hannu heimo helka helmi hilja hilla honka iines ilma
ilo ilona ilta immi impi into isto jalo jalmari joki jouko joutsen juhani juuli kaari kaisla kai kaino
kari karri kauko kauno kerttu kesä kielo kirsi kirsikka kaste kiia koi kukka kulta kuisma kuura kyllikki
laila lahja laine laura lauha leila leimu lempi lilja loimu loviisa lumi lumikki lyyli lyyra mahti maria
marja mainio merja meri mielikki miisa mimosa minttu miina mirka muisto neela neilikka nuppu nuutti nyyti
oili oiva oma onerva onni ora orvokki orvo osmo otava otso outi pamela paula pelle pesonen pihla pilvi
pirkko pyry päivi päivä pääsky raija raikas rai raisa raita rauha rauni reino reko repo retu roihu roosa
ruska ruusu räikkä sade saaga saana saimi sampo sade sanelma sara satu seita seija seppo silja silmu sini
sirkka sirpa soila soini soma sorja sulo suoma suometar suvi säde taika taimi taisto tapani tarja tarmo
tahvo tellervo terhi terho terttu tiera tilda toimi toini toivo tuija tuike tuisku tuomi tuovi tuuli
tuulikki tyyne tyyni tähti tähkä uljas unelma untamo urho usko utu uuna vadelma vaimo vanamo varma varpu
vappu vaula venla veli verna vesa veikko vieno vihtori viena vilja villi viola virpi virva visa voitto
vuokko väinämö väinö väkevä ylermi
"""

# Forms that are ordinary words: "ainoa", "hänen", "karin" (a reef's), "timon".
COMMON = frozenset(SURNAMES.split()) | frozenset(GIVEN.split())
