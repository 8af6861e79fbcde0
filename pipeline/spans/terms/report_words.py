"""Nouns that any report or article is full of, whatever it is about, and professions.

Each may be a term somewhere, so none is shut out; but it loses a little on its own, and as part of a
compound ("evaluatierapport", "basisbesluit") it says nothing of the subject. Made for this project, of common
knowledge of academic and official prose, in the singular.
"""

_REPORT_WORDS = """
    aanpak aantal aanvraag aard advies afbeelding afspraak afstudeer akkoord analyse antwoord artikel aspect
    auteur basis bedrag begin begrip behoefte bekendheid beleid beoordeling beslissing besluit
    besluitvorming
    bijdrage bijlage boek bron categorie cijfer commissie conclusie conditie context controle criterium
    cyclus
    datum deel deskundige detail dienst discussie document doel doeleinde doelstelling duur effect eind eis
    element evaluatie expert factor fase figuur formulier functie gebied gebruik gegeven gegevens geval
    gevolg
    groep grond hoofd hoofdstuk hulp hulpmiddel idee indicator informatie inhoud initiatief inleiding
    instantie instelling instrument item jaar kader kandidaat kenmerk keuze kost kosten kwaliteit kwestie
    land leden lid
    lijst literatuur maand maat maatregel maatstaf manier materiaal maximum mechanisme mededeling medewerker
    meerjaren middel minimum model mogelijkheid moment naam niveau norm notitie nummer object onderdeel
    onderhandeling onderwerp onderzoek onderzoeker ontwerp oorzaak opdracht oplossing optie organisatie
    orgaan
    overzicht paragraaf parameter partij partner periode personeel perspectief plaats plan planning positie
    praktijk presentatie prestatie prijs principe prioriteit probleem procedure proces product programma
    project punt rapport rapportage reactie reden reeks referentie regel register resultaat risico rol ronde
    samenwerking scenario schaal secretariaat sector situatie sleutel soort standaard stap structuur studie
    sub systeem taak tabel team technologie tekst termijn terrein test thema tijd toepassing traject tussen
    type uitgangspunt uitvoering variant verband verhouding verklaring verloop verslag verwachting visie
    vorm
    voorbeeld voorbereiding voorschrift voorstel voorwaarde vraag vraagstuk werk werking werkwijze wijze
    zaak
"""
REPORT_WORDS = frozenset(_REPORT_WORDS.split())

# Who does it, not what it is about; also as the last part of a compound ("sportleider"). They lose a little.
_PROFESSIONS = """
    arts assistent auteur begeleider begeleidster coach coördinator directeur docent gezinsvoogd hoogleraar
    hulpverlener inspecteur juf kleuterjuf leerkracht leider leidster leraar lerares maker medewerker
    medewerkster mentor meester onderzoeker opvoeder opvoedster orthopedagoog pedagoog psychiater psycholoog
    schrijver schrijfster therapeut trainer verzorger verzorgster werker werkster wetenschapper
"""
PROFESSIONS = frozenset(_PROFESSIONS.split())
