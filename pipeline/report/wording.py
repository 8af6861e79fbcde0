"""What the pages say, in English and in Dutch."""

from __future__ import annotations

from collections.abc import Callable

TEXT: dict[str, tuple[str, str]] = {
    "accept": ("accept", "goedkeuren"),
    "accepted": ("accepted", "goedgekeurd"),
    "accepted_by": ("accepted by", "goedgekeurd door"),
    "accepted_n": ("accepted", "goedgekeurd"),
    "add_edit": ("Correct something yourself", "Zelf iets verbeteren"),
    "add_field": ("Add what was missed", "Toevoegen wat gemist is"),
    "after": ("becomes", "wordt"),
    "agreed": ("agreed", "eens"),
    "ambiguous": (
        "This stands in the raw text {n} times. Give more of the text around it.",
        "Dit staat {n} keer in de ruwe tekst. Geef meer van de tekst eromheen.",
    ),
    "article": ("article", "artikel"),
    "articles": ("Articles", "Artikelen"),
    "asides": ("beside the text", "naast de tekst"),
    "authors": ("authors", "auteurs"),
    "before": ("raw text", "ruwe tekst"),
    "border": ("an article begins here", "hier begint een artikel"),
    "cancel": ("cancel", "annuleren"),
    "changed_elsewhere": (
        "Somebody decided on this meanwhile; nothing was overwritten. The page now shows what counts.",
        "Iemand heeft hier intussen over besloten; er is niets overschreven. De pagina toont nu wat geldt.",
    ),
    "citations": ("Citations", "Citaten en verwijzingen"),
    "claims": ("Key claims", "Kernbeweringen"),
    "clean": ("clean", "schoon"),
    "close_all": ("close all", "alles dicht"),
    "confidence": ("confidence", "zekerheid"),
    "correct": ("correct", "verbeteren"),
    "decided": ("decided", "besloten"),
    "decisions_file": ("Decisions stand in", "Besluiten staan in"),
    "doubtful": ("doubtful", "twijfel"),
    "doubtful_apart": ("Doubtful, not applied", "Twijfelachtig, niet toegepast"),
    "edit": ("edit", "bewerken"),
    "edited": ("changed to", "veranderd in"),
    "empty": ("nothing", "niets"),
    "field": ("field", "veld"),
    "floor": ("floor", "ondergrens"),
    "gone": (
        "The texts were cleaned anew meanwhile. Reload the page.",
        "De teksten zijn intussen opnieuw schoongemaakt. Laad de pagina opnieuw.",
    ),
    "hand": ("decided", "besloten"),
    "help": ("Keys", "Toetsen"),
    "help_list": (
        "They work while the list or a marked place has the focus: ↑ ↓ move · a accept · x refuse · e edit · "
        "space skip · u undo · Shift with a, x or u: the whole series · → open a series · ← close it · "
        "Backspace take back the last decision · Enter open the article · [ ] previous and next article",
        "Ze werken zolang de lijst of een gemerkte plaats de focus heeft: ↑ ↓ verplaatsen · a goedkeuren · "
        "x afwijzen · e bewerken · spatie overslaan · u ongedaan maken · Shift met a, x, u: hele reeks · "
        "→ reeks openen · ← sluiten · Backspace laatste besluit terugnemen · Enter artikel openen · "
        "[ ] vorige en volgende artikel",
    ),
    "how_often": ("times", "keer"),
    "inserted": ("inserted", "ingevoegd"),
    "kind": ("kind", "soort"),
    "language": ("Nederlands", "English"),
    "lead": ("lead", "inleiding"),
    "learned": ("How often people agreed", "Hoe vaak mensen het eens waren"),
    "learned_note": (
        "The floor is the confidence from which the rule would have been right. It is used only when you ask "
        "for it: helder learn.",
        "De ondergrens is de zekerheid vanaf waar de regel gelijk had gehad. Die wordt alleen gebruikt als u "
        "erom vraagt: helder learn.",
    ),
    "learned_plot": ("Agreed, by rule (%)", "Eens, per regel (%)"),
    "legal_sources": ("legal sources", "rechtsbronnen"),
    "list": ("Doubtful repairs", "Twijfelachtige reparaties"),
    "loading": ("loading", "laden"),
    "mentions": ("mentions", "genoemde personen"),
    "moved": ("moved here from elsewhere", "van elders hierheen verplaatst"),
    "nav": ("pages", "pagina's"),
    "next": ("next article", "volgende artikel"),
    "no": ("no", "geen"),
    "no_summary": (
        "cleaned only; helder run extracts the rest",
        "alleen schoongemaakt; helder run haalt er de rest uit",
    ),
    "not_found": ("This does not stand in the raw text.", "Dit staat niet in de ruwe tekst."),
    "nothing": ("nothing is in doubt", "er is niets twijfelachtig"),
    "offline": (
        "The decision could not be saved. Is helder review still running?",
        "Het besluit kon niet worden bewaard. Draait helder review nog?",
    ),
    "open": ("open", "openstaand"),
    "open_all": ("open all", "alles open"),
    "page": ("p.", "p."),
    "places": ("places", "plaatsen"),
    "plot_doubt": ("Doubtful repairs by confidence", "Twijfelachtige reparaties naar zekerheid"),
    "plot_quality": ("Articles by quality", "Artikelen naar kwaliteit"),
    "plot_rules": ("Repairs by rule", "Reparaties per regel"),
    "previous": ("previous article", "vorige artikel"),
    "publication": ("publication", "publicatie"),
    "quality": ("quality", "kwaliteit"),
    "raw": ("raw", "ruw"),
    "references": ("References", "Literatuur"),
    "refuse": ("refuse", "afwijzen"),
    "refused": ("refused", "afgewezen"),
    "remove": ("remove", "verwijderen"),
    "removed": ("removed", "verwijderd"),
    "repairs": ("repairs", "reparaties"),
    "report": ("Report", "Verslag"),
    "report_only": (
        "This is only reported and cannot be accepted; edit it after looking at the scan.",
        "Dit is alleen een melding en kan niet worden goedgekeurd; bewerk het na een blik op de scan.",
    ),
    "restored": ("as found", "zoals gevonden"),
    "review": ("Review", "Nakijken"),
    "rule": ("rule", "regel"),
    "rule_line": ("line", "regel"),
    "run_again": (
        "Decisions are applied when helder run is run again.",
        "Besluiten worden toegepast zodra helder run opnieuw wordt uitgevoerd.",
    ),
    "save": ("save", "bewaren"),
    "saved": ("saved", "bewaard"),
    "scan": ("scan", "scan"),
    "sections": ("headings", "koppen"),
    "series": ("series", "reeks"),
    "series_accept": ("accept series", "reeks goedkeuren"),
    "series_refuse": ("refuse series", "reeks afwijzen"),
    "series_undo": ("undo series", "reeks ongedaan maken"),
    "set": ("added", "toegevoegd"),
    "show_all": ("show all", "toon alles"),
    "show_open": ("show only what is open", "toon alleen wat openstaat"),
    "skip": ("skip", "overslaan"),
    "sort": ("The columns can be sorted.", "De kolommen kunnen worden gesorteerd."),
    "state": ("decision", "besluit"),
    "terms": ("Terms", "Termen"),
    "text": ("text", "tekst"),
    "text_side_by_side": ("Raw and clean text", "Ruwe en schone tekst"),
    "title": ("title", "titel"),
    "undo": ("undo", "ongedaan maken"),
    "undone": ("open again", "weer open"),
    "whole": ("About the whole text", "Over de hele tekst"),
    "worst": ("worst first", "slechtste eerst"),
    "removed_sign": ("removed", "weggehaald"),
}


def teller(language: str) -> Callable[..., str]:
    """The function that gives the words for a key in one language."""
    which = 1 if language.startswith("nl") else 0

    def tell(key: str, **values: object) -> str:
        return TEXT[key][which].format(**values) if values else TEXT[key][which]

    return tell
