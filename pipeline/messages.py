"""Sentences for people, by code, in English and in Dutch. The code is what the ledger holds."""

from __future__ import annotations

WHY: dict[str, tuple[str, str]] = {
    "accepted_by_person": ("a person accepted it", "door een mens goedgekeurd"),
    "added_by_person": ("added by a person", "door een mens toegevoegd"),
    "bullet": (
        "a glyph that opens list items stands for a bullet",
        "een teken dat opsommingen opent, is een bolletje",
    ),
    "control_character": ("a control character; look at the scan", "een besturingsteken; kijk op de scan"),
    "decision_unfit": ("a decision that fits nothing here any more", "een besluit dat nergens meer past"),
    "drawn_several_times": ("the line was drawn several times", "de regel is meermalen getekend"),
    "drawn_again": (
        "drawn more than once on the page; the text has it once",
        "meermalen getekend op de bladzijde; in de tekst staat het één keer",
    ),
    "end_mark": ("a sign that closes a box or an article", "een teken dat een kader of artikel afsluit"),
    "glued_blocks": ("two blocks without a line end between them", "twee blokken zonder regeleinde ertussen"),
    "hyphen_joined": ("the hyphen was the printer's", "het streepje was van de zetter"),
    "hyphen_kept": ("the hyphen is the word's own", "het streepje hoort bij het woord"),
    "hyphen_suspended": (
        "the hyphen stands for a part left out",
        "het streepje vervangt een weggelaten deel",
    ),
    "hyphen_undecided": (
        "nothing tells for sure; the hyphen stays",
        "niets geeft de doorslag; het streepje blijft",
    ),
    "jump_line": ("it sends the reader to another page", "verwijst naar een andere bladzijde"),
    "letters_spaced": ("a space between the letters of a word", "een spatie tussen de letters van een woord"),
    "letters_doubled": ("letters stand there more than once", "letters staan er meer dan eens"),
    "ligature": ("a ligature instead of its letters", "een ligatuur in plaats van haar letters"),
    "line_joined": ("lines of one paragraph", "regels van één alinea"),
    "misread": (
        "letters that look alike were misread",
        "letters die op elkaar lijken, zijn verkeerd gelezen",
    ),
    "missing": ("the first letter of the article is missing", "de eerste letter van het artikel ontbreekt"),
    "mojibake": ("decoded in the wrong encoding", "in de verkeerde codering gelezen"),
    "numbers_doubled": (
        "a number whose digits all stand there twice; look at the scan",
        "een getal waarvan elk cijfer dubbel staat; kijk op de scan",
    ),
    "odd_space": ("a space of odd width, or several", "een vreemde spatie, of meer dan een"),
    "order_unlikely": (
        "the stated reading order often goes back up a column; look at the page",
        "de opgegeven leesvolgorde gaat vaak terug omhoog in een kolom; kijk op de bladzijde",
    ),
    "ornament": ("a line with nothing but an ornament", "een regel met alleen een ornament"),
    "page_without_text": (
        "a scanned page without text; --ocr has it read",
        "een gescande bladzijde zonder tekst; --ocr laat haar lezen",
    ),
    "page_number": ("a printed page number", "een gedrukt paginanummer"),
    "paragraph_border": ("blank lines show where paragraphs end", "witregels tonen waar alinea's eindigen"),
    "printed_twice": ("words or lines stand there several times", "woorden of regels staan er meermalen"),
    "read_out_of_order": ("the block is read elsewhere", "het blok hoort elders in de leesvolgorde"),
    "refused_by_person": ("a person refused it", "door een mens afgewezen"),
    "rule_failed": ("the rule broke down and changed nothing", "de regel liep vast en veranderde niets"),
    "running_head": ("a running head", "een kopregel of voetregel"),
    "several_articles": (
        "the text looks like several articles",
        "de tekst lijkt uit meer dan één artikel te bestaan",
    ),
    "soft_hyphen": (
        "a hyphen that shows only at line ends",
        "een streepje dat alleen aan het regeleinde telt",
    ),
    "space_at_edge": ("a space at the edge of a line", "een spatie aan de rand van een regel"),
    "stuck_elsewhere": ("the large first letter stood elsewhere", "de grote beginletter stond elders"),
    "torn_off": ("the large first letter was torn off", "de grote beginletter was losgeraakt"),
    "typography": ("signs of one form, as asked for", "tekens van één vorm, zoals gevraagd"),
    "word_split": ("a space inside a word", "een spatie midden in een woord"),
    "words_joined": ("no space between two words", "geen spatie tussen twee woorden"),
    "unstable": ("cleaning did not come to rest", "de schoonmaak kwam niet tot rust"),
}


def why(code: str, *, language: str = "en") -> str:
    """The sentence for a code of the ledger; the code itself when there is none."""
    english, dutch = WHY.get(code, (code, code))
    return dutch if language.startswith("nl") else english
