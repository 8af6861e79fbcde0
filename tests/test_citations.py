"""Citations, mentions and legal sources: a table of forms, a table of leaves, the laws, the components.

In the tables ⟦...⟧ marks what must be found; everything else must not. All sentences are made up.
"""

from __future__ import annotations

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Citation, Mention
from pipeline.spans.citations.author_year import find_citations
from pipeline.spans.citations.legal import find_legal
from pipeline.spans.citations.mentions import find_mentions
from pipeline.spans.components import put, records
from pipeline.spans.references.lists import find_lists
from scripts import measure_citations as measuring
from scripts.measure_citations import unmark

# (marked text, ["authors joined with | @ year", ...])
FORMS: dict[str, list[tuple[str, list[str]]]] = {
    "names": [
        ("Veilige hechting vraagt tijd (⟦Dekker, 1969⟧).", ["Dekker@1969"]),
        ("⟦Van IJzeren (2008)⟧ toont dit aan.", ["Van IJzeren@2008"]),
        ("Dat schrijft ⟦Van lJzeren (2008)⟧ ook.", ["Van lJzeren@2008"]),
        ("Spel is ernst (⟦van der Molen, 1990⟧).", ["van der Molen@1990"]),
        ("Zo werkt het (⟦Smid & van den Bosch, 2011⟧).", ["Smid|van den Bosch@2011"]),
        ("Dat vond ⟦Van de ven-de Graaf (2004)⟧ al.", ["Van de ven-de Graaf@2004"]),
        ("Dat vond ⟦In 't Hout (1999)⟧ al.", ["In 't Hout@1999"]),
        ("Dat vond ⟦In ’t Hout (1999)⟧ al.", ["In ’t Hout@1999"]),
        ("Dat vond ⟦d'Arcona (2011)⟧ al.", ["d'Arcona@2011"]),
        ("Een oude bron (⟦'s-Gravenmade, 1988⟧).", ["'s-Gravenmade@1988"]),
        ("Het werk van ⟦Smid (2010)⟧ is bekend.", ["Smid@2010"]),
        ("Het boek van ⟦Van der Molen (1990)⟧ is bekend.", ["Van der Molen@1990"]),
        ("Het boek van ⟦van der Molen (1990)⟧ is bekend.", ["van der Molen@1990"]),
        ("Volgens ⟦de Vries (1990)⟧ kan dat.", ["de Vries@1990"]),
        ("Hier telt ⟦Ten Have-de Labije (1988)⟧ mee.", ["Ten Have-de Labije@1988"]),
        ("⟦Nijhuis-Vos et al. (2022)⟧ keken verder.", ["Nijhuis-Vos@2022"]),
        ("Zie het verslag (⟦Ten Have-\nde Labije, 1988⟧).", ["Ten Have-de Labije@1988"]),
        ("Zie het verslag (⟦Leo- Somers, 2000⟧).", ["Leo-Somers@2000"]),
        ("Zie het verslag (⟦Hou-\ntkamp, 2003⟧).", ["Houtkamp@2003"]),
        ("Toen zei A. ⟦de Vries (1995)⟧ dat.", ["de Vries@1995"]),
        ("Dat bleek (A. ⟦de Vries, 1995⟧).", ["de Vries@1995"]),
        ("Daarna schreef L ⟦Wintersma (2019)⟧ dat.", ["Wintersma@2019"]),
        ("Maria ⟦Montessori (1912)⟧ keek naar kinderen.", ["Montessori@1912"]),
        ("Psycholoog ⟦Deci (1971)⟧ keek naar beloning.", ["Deci@1971"]),
        ("Volgens prof. dr. ⟦Smid (2003)⟧ klopt dat.", ["Smid@2003"]),
        ("Hoogleraar orthopedagogiek ⟦Ruisbeek (2001)⟧ zegt dat.", ["Ruisbeek@2001"]),
        ("Het is ⟦Dekker's (1969)⟧ werk.", ["Dekker@1969"]),
        ("Het is ⟦Vos' (1969)⟧ werk.", ["Vos@1969"]),
        ("Anders (⟦Curtis & McAdam, 2016⟧).", ["Curtis|McAdam@2016"]),
        ("Weinig aandacht (⟦wolfers et al., 2012⟧).", ["wolfers@2012"]),
        ("Dat kan (⟦Berg, 2001⟧; ⟦Vos, 2002⟧).", ["Berg@2001", "Vos@2002"]),
        ("Dat kan (⟦Özdemir & Merriënstein, 2015⟧).", ["Özdemir|Merriënstein@2015"]),
        ("Dat kan (⟦Merrie\u0308nstein, 2015⟧).", ["Merrie\u0308nstein@2015"]),
        ("Dat kan (⟦Zeytinog˘ lu, 2015⟧).", ["Zeytinog˘ lu@2015"]),
        ("Eerder al J.H. ⟦Pestalozzi (1801)⟧ en Fr. ⟦Fröbel (1826)⟧.", ["Pestalozzi@1801", "Fröbel@1826"]),
        ("Zo ook ⟦Op de Laak (2003)⟧ in haar proefschrift.", ["Op de Laak@2003"]),
        ("Over spelen (Maria ⟦Montessori, 1912⟧).", ["Montessori@1912"]),
        ("Uit het werk van ⟦Van Dam (z.d.)⟧ blijkt dat.", ["Van Dam@z.d."]),
        ("J. ⟦Smid en P. de Vries (1995)⟧ keken.", ["Smid|de Vries@1995"]),
        ("(⟦Smid, J., 2009⟧)", ["Smid@2009"]),
    ],
    "several authors": [
        ("Dat blijkt (⟦De Boer & De Boer, 2013⟧).", ["De Boer|De Boer@2013"]),
        ("Dat blijkt (⟦Smid en Mol, 2001⟧).", ["Smid|Mol@2001"]),
        ("⟦Smid en Mol (2001)⟧ denken anders.", ["Smid|Mol@2001"]),
        ("Volgens ⟦Smid & Mol (2001)⟧ kan het.", ["Smid|Mol@2001"]),
        ("Dat blijkt (⟦Smid, Mol & Vos, 2004⟧).", ["Smid|Mol|Vos@2004"]),
        ("Dat blijkt (⟦Smid, Mol, en Vos, 2004⟧).", ["Smid|Mol|Vos@2004"]),
        ("Dat blijkt (⟦Smid, Mol, & Vos, 2004⟧).", ["Smid|Mol|Vos@2004"]),
        ("Volgens ⟦Smid, Mol en Vos (2004)⟧ blijkt dat.", ["Smid|Mol|Vos@2004"]),
        ("Dat blijkt (⟦Smid et al., 2004⟧).", ["Smid@2004"]),
        ("Dat blijkt (⟦Smid et al , 2004⟧).", ["Smid@2004"]),
        ("Dat blijkt (⟦Smid et. al., 2004⟧).", ["Smid@2004"]),
        ("Dat blijkt (⟦Smid etal., 2004⟧).", ["Smid@2004"]),
        ("Dat blijkt (⟦Smid et a;., 2004⟧).", ["Smid@2004"]),
        ("Dat blijkt (⟦Smid e.a., 2004⟧).", ["Smid@2004"]),
        ("Dat blijkt (⟦Smid, Mol e.a., 2004⟧).", ["Smid|Mol@2004"]),
        ("Dat vond ⟦Smid c.s. (1986)⟧ ook.", ["Smid@1986"]),
        ("Dat vonden ⟦Smid en collega's (2011)⟧ ook.", ["Smid@2011"]),
        ("Dat vonden ⟦Smid en collega’s (2011)⟧ ook.", ["Smid@2011"]),
        ("Dat vonden ⟦Smid en haar collega's uit Gent (2011)⟧ ook.", ["Smid@2011"]),
        ("Dat vonden ⟦Smid en anderen (2011)⟧ ook.", ["Smid@2011"]),
        ("So ist das (⟦Schmitt/Holz 2004⟧).", ["Schmitt|Holz@2004"]),
        ("So ist das (⟦Schmitt, Holz 2004⟧).", ["Schmitt|Holz@2004"]),
        ("So ist das (⟦Schmitt u. a. 1993⟧).", ["Schmitt@1993"]),
        ("Das zeigen ⟦Schmitt und Holz (1994)⟧ deutlich.", ["Schmitt|Holz@1994"]),
        ("Das von ⟦Schmitt (1994)⟧ geprägte Wort.", ["Schmitt@1994"]),
        ("As ⟦Green and Wood (2005)⟧ show.", ["Green|Wood@2005"]),
    ],
    "years": [
        ("Dat kan (⟦Smid, 2008a⟧).", ["Smid@2008a"]),
        ("Dat kan (⟦Smid, 2008a⟧, ⟦2008b⟧).", ["Smid@2008a", "Smid@2008b"]),
        ("Dat kan (⟦Smid, 2008a⟧,⟦b⟧).", ["Smid@2008a", "Smid@2008b"]),
        (
            "Dat kan (⟦Centrum Spel & Kind, 2020c⟧,⟦a⟧).",
            ["Centrum Spel & Kind@2020c", "Centrum Spel & Kind@2020a"],
        ),
        ("Dat kan (⟦Smid, 2008⟧, ⟦2010⟧).", ["Smid@2008", "Smid@2010"]),
        ("Dat kan (⟦Smid, 2008⟧; ⟦2010⟧; ⟦Mol, 2011⟧).", ["Smid@2008", "Smid@2010", "Mol@2011"]),
        ("Dat kan (⟦Smid, 2008⟧ en ⟦Mol, 2011⟧).", ["Smid@2008", "Mol@2011"]),
        ("Dat kan (⟦Smid, 2008⟧, ⟦Mol, 2011⟧).", ["Smid@2008", "Mol@2011"]),
        ("Uit de droom (⟦Freud, 1905/1953⟧).", ["Freud@1905/1953"]),
        ("Dat schreef ⟦Korczak (1919/2007)⟧ al.", ["Korczak@1919/2007"]),
        ("Dat schreef ⟦Bourdieu (1982 [1979])⟧ al.", ["Bourdieu@1982 [1979]"]),
        ("Dat kan (⟦NJi, z.d.⟧; ⟦WHO, n.d.⟧; ⟦Pohl, o.J.⟧).", ["NJi@z.d.", "WHO@n.d.", "Pohl@o.J."]),
        ("Dat kan (⟦Smid, in druk⟧; ⟦Mol, ter perse⟧).", ["Smid@in druk", "Mol@ter perse"]),
        ("Dat vindt ⟦Smid (in voorbereiding)⟧ ook.", ["Smid@in voorbereiding"]),
        ("Dat kan (⟦Smid, l969⟧).", ["Smid@l969"]),
        ("Dat kan (⟦Smid, 2O08⟧).", ["Smid@2O08"]),
        ("Dat kan (⟦Smid, 19 69⟧).", ["Smid@19 69"]),
        ("Dat vond ⟦Smid (I969)⟧ ook.", ["Smid@I969"]),
        ("Dat kan (⟦Smid, 2018, 14 maart⟧).", ["Smid@2018"]),
        ("Dat bleek bij ⟦Smid (zie 2010)⟧ al.", ["Smid@2010"]),
        ("In een studie van ⟦Smid uit 2020⟧ bleek dat.", ["Smid@2020"]),
    ],
    "locators and signals": [
        ("(⟦Smid, 2009, p. 12⟧)", ["Smid@2009"]),
        ("(⟦Smid, 2009, pp. 12-14⟧; ⟦Mol, 2010, blz. 3 e.v.⟧)", ["Smid@2009", "Mol@2010"]),
        ("(⟦Smid, 2009, hfst. 3⟧; ⟦Mol, 2010, § 4⟧)", ["Smid@2009", "Mol@2010"]),
        ("(⟦Smid 2009: 23⟧; ⟦Mol 2010, S. 23f.⟧)", ["Smid@2009", "Mol@2010"]),
        ("Dat zegt ⟦Smid (2009, p. 12)⟧ zelf.", ["Smid@2009"]),
        ("Dat zegt ⟦Smid (2009: 23-25)⟧ zelf.", ["Smid@2009"]),
        ("(zie ook: ⟦Smid, 2009, p. 12⟧)", ["Smid@2009"]),
        ("(vgl. ⟦Mol, 1999⟧; ⟦Vos, 2001⟧)", ["Mol@1999", "Vos@2001"]),
        ("(zie o.a. ⟦Mol, 1999⟧; zie bijv. ⟦Vos, 2001⟧)", ["Mol@1999", "Vos@2001"]),
        ("(Zie ⟦Mol, 1999⟧)", ["Mol@1999"]),
        ("(bewerkt naar ⟦Mol, 1999⟧)", ["Mol@1999"]),
        ("(ontleend aan ⟦De Mol, 1999⟧)", ["De Mol@1999"]),
        ("(zie voor een overzicht ⟦Mol & Vos, 1999⟧)", ["Mol|Vos@1999"]),
        ("(e.g., ⟦Wood, 1999⟧; see also ⟦Green, 2001⟧)", ["Wood@1999", "Green@2001"]),
        ("(z.B. ⟦Holz 1999⟧; vgl. auch ⟦Schmitt 2001⟧)", ["Holz@1999", "Schmitt@2001"]),
        ("Volgens (⟦Smid, 2009⟧) kan dat.", ["Smid@2009"]),
        ("Het begrip (veilige basis, ⟦Dekker, 1969⟧) is oud.", ["Dekker@1969"]),
        ("Het begrip [⟦Hatterie & Timmer, 2007⟧] is oud.", ["Hatterie|Timmer@2007"]),
        ("Dat klopt (⟦Smid, 2009⟧, eigen vertaling).", ["Smid@2009"]),
        ("Bron (Een kleine leeswijzer, Linda ⟦Hall, 2021⟧).", ["Hall@2021"]),
    ],
    "secondary": [
        ("(Dekker, 1969, in ⟦Van der Horst, 2008⟧)", ["Van der Horst@2008"]),
        ("(Dekker, 1969, geciteerd in ⟦Van der Horst, 2008⟧)", ["Van der Horst@2008"]),
        ("Dekker (aangehaald in ⟦Van der Horst, 2008⟧) zei dat.", ["Van der Horst@2008"]),
        ("(Freud, z.d., in: ⟦Smid, 1990⟧)", ["Smid@1990"]),
        ("Moreau (cited in ⟦Hall, 1991⟧) argued so.", ["Hall@1991"]),
        ("(zit. n. ⟦Smid 1990⟧)", ["Smid@1990"]),
        ("Dekker (1969, in ⟦Van der Horst, 2008⟧) zei dat.", ["Van der Horst@2008"]),
    ],
    "organisations": [
        ("(⟦Ministerie van OCW, 2011⟧)", ["Ministerie van OCW@2011"]),
        (
            "(⟦Ministerie van Onderwijs, Cultuur en Wetenschap, 2011⟧)",
            ["Ministerie van Onderwijs, Cultuur en Wetenschap@2011"],
        ),
        ("(⟦NJi, 2015⟧; ⟦WHO, 2004⟧)", ["NJi@2015", "WHO@2004"]),
        ("(⟦Inspectie van het Onderwijs, 2018⟧)", ["Inspectie van het Onderwijs@2018"]),
        ("De ⟦Inspectie van het Onderwijs (2018)⟧ meldt dat.", ["Inspectie van het Onderwijs@2018"]),
        ("(⟦Onderwijsraad, 2013⟧)", ["Onderwijsraad@2013"]),
        ("De ⟦Onderwijsraad (2013)⟧ meldt dat.", ["Onderwijsraad@2013"]),
        ("Volgens de ⟦WHO (2013)⟧ is dat zo.", ["WHO@2013"]),
        ("Het ⟦Nederlands Jeugdinstituut (2013)⟧ meldt dat.", ["Nederlands Jeugdinstituut@2013"]),
        ("(⟦Nederlands Jeugdinstituut [NJi], 2015⟧)", ["Nederlands Jeugdinstituut@2015"]),
        ("Nederlands Jeugdinstituut (⟦NJi, 2015⟧)", ["NJi@2015"]),
        ("(⟦Centrum Kind & Gezin, 2012⟧)", ["Centrum Kind & Gezin@2012"]),
        ("(⟦Projectteam ABC/DEF, 2016⟧)", ["Projectteam ABC/DEF@2016"]),
        ("(⟦Leven met verlies, 2015⟧)", ["Leven met verlies@2015"]),
        ("(⟦Horizon 4, 2018⟧)", ["Horizon 4@2018"]),
        ("Op ⟦Leraarplein.nl (2017)⟧ staat dat.", ["Leraarplein.nl@2017"]),
        ("(⟦“Wat is spel?”, z.d.⟧)", ["Wat is spel?@z.d."]),
        ("(⟦Runde Gruppe Heimerziehung 2009⟧)", ["Runde Gruppe Heimerziehung@2009"]),
        ("(⟦SCP & WODC, 2015⟧)", ["SCP|WODC@2015"]),
    ],
    "the same again": [
        ("Dat kan (⟦Smid, 2008, p. 3⟧). En dat ook (⟦ibid., p. 4⟧).", ["Smid@2008", "Smid@2008"]),
        ("Dat kan (⟦Smid & Mol, 2008⟧; zie ⟦ebd., S. 4⟧).", ["Smid|Mol@2008", "Smid|Mol@2008"]),
        (
            "Dat kan (⟦Smid & Mol, 2008⟧). ⟦Dezelfde auteurs (2010)⟧ vonden meer.",
            ["Smid|Mol@2008", "Smid|Mol@2010"],
        ),
        ("Dat kan (⟦Smid, 2008⟧). Groep 4 (idem) ook.", ["Smid@2008"]),
    ],
    "notes": [
        (
            "Dat kan.⟦1⟧ Dat ook.⟦2⟧ En dat.3\n\nNoten\n\n1. Smid, J. (2008). Spel. Gent: Uil.\n\n"
            "2. Ibid., p. 4.\n\n3. Met dank aan de klas.",
            ["Smid@2008", "Smid@2008"],
        ),
        (
            "Dat kan [⟦1⟧, ⟦2⟧].\n\nLiteratuur\n\n[1] Smid, J. (2008). Spel. Gent: Uil.\n\n"
            "[2] Mol, A. de (2010). Kind. Gent: Uil.",
            ["Smid@2008", "de Mol@2010"],
        ),
        (
            "Dat kan.⟦1⟧ Dat ook.⟦2⟧\n\n1 J. de Smid, Spel (Assen 2010) 12.\n\n2 Zie Mol (2001, p. 4).",
            ["de Smid@2010", "Mol@2001"],
        ),
        ("Doe dit.1 En dat.2\n\n1. Lees elke dag voor.\n\n2. Speel elke dag buiten.", []),
        ("Groep3 telt 20 kinderen.1 Dat is veel.", []),
    ],
    "dates": [
        ("Dat stond er (⟦Smid, 15 april 2015⟧).", ["Smid@2015"]),
        ("Dat stond er (Trouw, 15 april 2015).", []),
        ("In 1969 schreef ⟦Bowlby⟧ daarover, en in 1970 schreef Anna een brief.", ["Bowlby@1969"]),
    ],
    "surnames of two words": [
        (
            "⟦Goldin Meadow (2003)⟧ keek (⟦Goldin Meadow, 2005⟧).",
            ["Goldin Meadow@2003", "Goldin Meadow@2005"],
        ),
        ("Farouk ⟦Smid (2003)⟧ keek.", ["Smid@2003"]),
    ],
    "surroundings": [
        ("Dat kan (⟦Smid, 2008⟧). Later ook (⟦Mol, 2009⟧).", ["Smid@2008", "Mol@2009"]),
        ("Dat kan (⟦Smid, 2008⟧; dit in tegenstelling tot anderen).", ["Smid@2008"]),
        ("Kinderen in Utrecht en ⟦Smid (2008)⟧ zien dat.", ["Smid@2008"]),
        ("In navolging van Dekker toont ⟦Smid (2008)⟧ dat.", ["Smid@2008"]),
        ("(zie ⟦Smid (2008)⟧ voor meer)", ["Smid@2008"]),
        ("Bovendien laten ⟦Smid en Mol (2008)⟧ zien.", ["Smid|Mol@2008"]),
    ],
}

MENTIONS: list[tuple[str, list[str]]] = [
    ("⟦Bowlby⟧, de grondlegger van een theorie, keek goed.", ["scholar"]),
    ("Dat leert ook ⟦Zwartewater⟧, de grondlegger van de spelpedagogiek.", ["scholar"]),
    ("Spel is werk, aldus ⟦Montessori⟧.", ["scholar"]),
    ("⟦Piaget⟧ en ⟦Vygotsky⟧ verschillen hierin.", ["scholar", "scholar"]),
    ("Volgens pedagoog ⟦Glasbergen⟧ kan dat.", ["scholar"]),
    ("Volgens Els ⟦Glasbergens⟧ boek kan dat.", ["scholar"]),
    ("⟦Glasbergen⟧ kijkt.\n\nLiteratuur\n\nGlasbergen, E. (2001). Kijken. Gent: Uil.", ["scholar"]),
    ("Daarom vonden ⟦Zwartewater⟧ en collega's iets anders.", ["scholar"]),
    ("Dat kan (Smid, 2008). Later dacht ⟦Smid⟧ anders.", ["scholar"]),
    ("Dat kan (De Smid, 2008). Later dacht ⟦De Smid⟧ anders, maar Jan Smid niet.", ["scholar"]),
    ("De taxonomie van ⟦Bloom⟧ en de leercyclus van ⟦Kolb⟧ helpen.", ["eponym", "eponym"]),
    ("De piramide van ⟦Maslow⟧ helpt.", ["eponym"]),
    ("De ideeën van Els ⟦Zwartewater⟧ zijn nieuw.", ["scholar"]),
    ("Edward ⟦Zwartewater⟧ toonde dat met een proef aan.", ["scholar"]),
    ("(⟦Dekker⟧, 1969, in Van der Horst, 2008)", ["scholar"]),
    ("⟦Dekker⟧ (aangehaald in Van der Horst, 2008) zei dat.", ["scholar"]),
]

NO_MENTIONS = [
    "Sander zit in groep 5. Volgens Sander is het leuk.",
    "door Els Smid\n\nSpelen is leren (Smid, 2008).",
    "Kinderen met Asperger en kinderen op een montessorischool.",
    "Volgens de Nederlandse wet en volgens Nederland mag dat.",
    "Volgens Glasbergen kan dat, en volgens Els Glasbergen ook.",
    "Volgens het NJi en volgens Trouw mag dat.",
    "Moeder Ans de Vries haalt Bram op.",
    "Onderzoek toonde dat aan. Zij ontdekte iets.",
    "Dat schreef Bowlby (1969).",
]

LEAVES = [
    "Jan Ligthart (1859-1916) was onderwijzer.",
    "Els Smid (geb. 1951) schreef dit.",
    "Smid (1875 - Ermelo, 31 december 1951) was arts.",
    "Luc Van Damme (1996 - 2004) leidde de school.",
    "Els Smid (2004-...) leidt de school.",
    "Het congres (Kopenhagen, 2018) was druk.",
    "Het congres in Hannover (1927) was druk.",
    "Het congres (2010, Amsterdam) was druk.",
    'Zij las "De visser" (1882) voor.',
    "Zij las « De visser » (1882) voor.",
    "Zij zag de film Amadeus (1984) twee keer.",
    "De Sesamstraat (1976) begon toen.",
    "De hervorming (WET 07/12/1998) kwam er.",
    "Het advies (Kamerstukken II 2023/24, 31066) is helder.",
    "Het besluit (Staatscourant 2019, 64418) is helder.",
    "De Leerplichtwet (1969) geldt nog.",
    "De norm NEN-ISO 27005:2011 geldt.",
    "De opgave (Bebras 2014-SE-04) is lastig.",
    "Hij zit op school (groep 5), (vmbo-t 3), (P1 2017/2018), (cursus 2003-2004), (4-6 jaar).",
    "Eline van der Laan (9), Sander (14) en Paul Kersten (59) praten.",
    "Het gaat om (43.1%), (N = 2011), (1500-2250 euro), (pagina 2008).",
    "Het was (20-27 november 2015), (in 2008), (sinds 1994), (mei 1968), (najaar 2010).",
    "In de krant (Volkskrant, NRC e.a., 2007-2015) stond dat.",
    "J Public Health (2009) 17:71-76",
    "Pedagogiek 12 (1992) nr. 3",
    "Child & Adolescent Psychiatry (2009)",
    "(foto: Jan Smid, 2011)",
    "(c) 2009 Uitgeverij X",
    "(zie ook: Omwenteling van 1830)",
    "In 2018 zei iemand dat (zeer tevreden) genoeg is.",
    "De Olympische Spelen (2012) waren in Londen.",
    "Het Verdrag (1989) geldt voor elk kind.",
    "(Kok, 1500 euro) en (Mol, 2000 kinderen)",
    "Zie tabel (2010) en Figuur (2011).",
    "Na de val van de Muur (1989) en van de Toren (2001) was het stil.",
    "Zij keken naar Sesamstraat (1976) en De Deltawerken (1997).",
    "Hij speelde bij Feyenoord (2004-2006), Sparta (2007) en in het Nederlands elftal.",
    "Meester De Smid (1934) en zangeres Els Mol (1960) lachen.",
    "De film Het spoor (Anna Mol, 2002) en liedjes als Zomer (1975) zijn bekend.",
    "Het congres (Den Haag, 4 juni 2014) was druk; zijn boek (Querido, 1988) ook.",
    "Het Pierson College (1963) en de Zeeuwse Schoolvereniging (1892) bestaan nog.",
]


# At least so many of the composed passages' citations; these figures may only rise.
COMPOSED_RIGHT, COMPOSED_FALSE = 907, 8


def test_composed_passages() -> None:
    """Passages in wording of their own, some of which were composed after the rules they test."""
    cases = measuring.composed()
    found = [
        {(c.start, c.end, c.authors, c.year, c.locator) for c in find_citations(one["text"])} for one in cases
    ]
    gold = [
        {(c["start"], c["end"], tuple(c["authors"]), c["year"], c["locator"]) for c in one["citations"]}
        for one in cases
    ]
    assert sum(len(f & g) for f, g in zip(found, gold, strict=True)) >= COMPOSED_RIGHT
    assert sum(bool(f) and not g for f, g in zip(found, gold, strict=True)) <= COMPOSED_FALSE


def describe(one: Citation) -> str:
    return "|".join(one.authors) + "@" + one.year


@pytest.mark.parametrize(
    ("marked", "expected"),
    [pytest.param(*case, id=f"{kind}: {case[0]}") for kind in FORMS for case in FORMS[kind]],
)
def test_each_form_is_found_at_its_exact_place(marked: str, expected: list[str]) -> None:
    text, places = unmark(marked)
    found = find_citations(text)
    assert [text[one.start : one.end] for one in found] == [text[start:end] for start, end in places]
    assert [(one.start, one.end) for one in found] == places
    assert [describe(one) for one in found] == expected


@pytest.mark.parametrize("text", LEAVES)
def test_what_is_no_citation_is_left(text: str) -> None:
    assert find_citations(text) == ()


def test_parts_of_a_citation() -> None:
    found = find_citations(
        "Zie Smid e.a. (1927/1986, p. 12-14), (Mol, l969: 3), (Vos, z.d.) en (Dekker 1982 [1979])."
    )
    assert [(one.year, one.issued, one.locator, one.et_al, one.style) for one in found] == [
        ("1927/1986", "1986", "p. 12-14", True, "narrative"),
        ("l969", "1969", "3", False, "parenthetical"),
        ("z.d.", None, None, False, "parenthetical"),
        ("1982 [1979]", "1982", None, False, "parenthetical"),
    ]


@pytest.mark.parametrize(("marked", "roles"), MENTIONS)
def test_mentions_need_evidence_and_have_a_role(marked: str, roles: list[str]) -> None:
    text, places = unmark(marked)
    found = find_mentions(text, find_citations(text))
    assert [(one.start, one.end) for one in found] == places
    assert [one.role for one in found] == roles
    assert all(one.name == text[one.start : one.end] for one in found)


@pytest.mark.parametrize("text", NO_MENTIONS)
def test_people_and_things_are_no_mentions(text: str) -> None:
    assert find_mentions(text, find_citations(text)) == ()


@pytest.mark.parametrize(
    "marked",
    [
        "Het advies (⟦Kamerstukken II 2023/24, 31066⟧) is helder.",
        "Het besluit (⟦Staatscourant 2019, 64418⟧) is helder.",
        "De ⟦Leerplichtwet 1969⟧ en de ⟦Jeugdwet⟧ gelden.",
        "De ⟦Wet op het primair onderwijs⟧ geldt; zie ⟦artikel 3 IVRK⟧.",
        "De hervorming (⟦WET 07/12/1998⟧) kwam er.",
        "Het is de wet van de sterkste; (Smid, 2008).",
    ],
)
def test_legal_sources(marked: str) -> None:
    text, places = unmark(marked)
    assert list(find_legal(text)) == places


ENTRIES = """Smid, J. (2010). Spel. Gent: Uilenboek.
De Mol, P. & Vos, A. (2011). Leren.
Vries, A. de (2012). Kind.
"""


@pytest.mark.parametrize(
    "heading",
    ["Literatuur\n", "LITERATUUR\n\n", "Bronnen:\n", "Geraadpleegde literatuur\n", "References\n", ""],
)
def test_the_list_of_literature_holds_no_citations(heading: str) -> None:
    body = "Spelen is leren (Smid, 2010). " * 10 + "\n\n"
    assert [one.start for one in find_lists(body + heading + ENTRIES)] == [len(body)]
    assert len(find_citations(body + heading + ENTRIES)) == 10
    assert find_lists(body) == ()


PIECES = st.one_of(
    st.sampled_from(list("()[],;:.&‘’é3\n")),
    st.sampled_from(
        ["en", "van", "der", "De", "Kok", "Mol-Vos", "e.a.", "et\u00a0al.", "zie", "in", "p. 12", "\n\n"]
    ),
    st.sampled_from(["2008", "2008a", "1927/1986", "z.d.", "(Kok, 2008", "Mol (2009)"]),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(PIECES, st.sampled_from(["", " "]))).map(
        lambda pairs: "".join(a + b for a, b in pairs)
    )
)
def test_law_spans_lie_in_the_text_in_order_and_hold_their_year(text: str) -> None:
    found = find_citations(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for one in found:
        assert one.year in text[one.start : one.end] or one.year.endswith(text[one.start : one.end])
        assert one.authors
    mentions = find_mentions(text, found)
    assert all(text[one.start : one.end] == one.name for one in mentions)
    assert all(one.end <= cited.start or cited.end <= one.start for one in mentions for cited in found)


COMPONENTS = ("helder_citations", "helder_mentions", "helder_legal_sources")


def test_components_run_on_a_blank_pipeline_and_keep_exact_records() -> None:
    nlp = spacy.blank("nl")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    text = "Bowlby keek. Dat kan (Smid & Mol, 2008, p.3-4) volgens de Leerplichtwet 1969."
    doc = nlp(text)
    assert records(doc, "helder_citations") == find_citations(text)
    assert [span.label_ for span in doc.spans["helder_citations"]] == ["parenthetical"]
    assert doc.spans["helder_mentions"][0]._.helder == Mention(0, 6, "Bowlby")
    assert [span.text for span in doc.spans["helder_legal_sources"]] == ["Leerplichtwet 1969"]


def test_records_outlive_writing_and_reading() -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("helder_citations")
    doc = nlp("Dat kan (Smid & Mol, 2008, p. 3).")
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert records(again, "helder_citations") == records(doc, "helder_citations")
    assert again.spans["helder_citations"][0]._.helder == records(doc, "helder_citations")[0]


def test_two_records_of_one_place_do_not_overwrite_each_other() -> None:
    doc = spacy.blank("nl")("Bowlby")
    put(doc, "one", [Mention(0, 6, "Bowlby")])
    put(doc, "two", [Mention(0, 6, "Bowlby", role="eponym")])
    assert [doc.spans[key][0]._.helder.role for key in ("one", "two")] == ["scholar", "eponym"]


def test_a_record_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside a text of 6"):
        put(spacy.blank("nl")("Bowlby"), "key", [Mention(0, 7, "Bowlby")])


def test_the_real_article_has_six_citations_and_one_mention() -> None:
    corpus = os.environ.get("HELDER_CORPUS")
    if not corpus:
        pytest.skip("HELDER_CORPUS is not set")
    text = (Path(corpus) / "articles" / "een-helder-tegenover" / "clean.txt").read_text("utf8")
    found = find_citations(text)
    assert len(found) == 6
    assert [one.name for one in find_mentions(text, found)] == ["Bowlby"]


def test_cost_is_linear_on_text_made_to_be_slow() -> None:
    begin = time.perf_counter()
    for piece in (
        "(",
        "Smid, ",
        "van ",
        "J. ",
        "Smid-",
        "Jan Smid toonde ",
        "(Smid, 2010; ",
        "Wet ",
        " ",
        "2010 ",
    ):
        text = piece * (20_000 // len(piece))
        find_mentions(text, find_citations(text))
    assert time.perf_counter() - begin < 10  # some 1 s; a quadratic pattern takes minutes
