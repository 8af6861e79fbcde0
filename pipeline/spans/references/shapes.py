"""What the parts of an entry look like: patterns, and the words that tell kinds of works apart.

All run on one entry in one line, at most some 1,500 characters long, so none needs to be fast on long text.
"""

from __future__ import annotations

import regex

from pipeline.spans.references.dates import FULL_DATE

V, I = regex.VERBOSE, regex.IGNORECASE  # noqa: E741 - as the module has them

# --- with a shape of their own, wherever they stand ---

NUMBER = regex.compile(
    r"\s*(?:\[(?P<n>\d{1,3})\]|\((?P<n>\d{1,3})\)|(?P<n>\d{1,3})(?:[.)](?!\d)|(?=\s\p{Lu})))\s*"
)
BULLET = regex.compile(r"[\s•*–—-]+(?=\S)")
DOI = regex.compile(
    r"""(?: https?://(?:dx\.)?doi\.org/ | \bdoi:?\s*(?:https?://(?:dx\.)?doi\.org/)? )\s?
        (?P<doi>10\.\d{4,9}/\S+)""",
    V | I,
)
URL = regex.compile(r"<?(?P<url>(?:https?://|(?<![\w.])www\.)[^\s<>]+)>?")
# A URL that a line end broke goes on in lower case, with a mark of a URL where it broke or in what follows.
URL_GOES_ON = regex.compile(
    r"""(?<=(?:https?://|www\.)\S{0,300})
        (?: (?<=[/\-_=?&%])\s+(?=[a-z\d])(?=\S+\s*$|\S*[/_.=-]) | \s+(?=[/?&=_][\w]) )""",
    V,
)
SCHEME_GAP = regex.compile(r"(https?:)\s?//\s?|(?<=\bwww)\s?\.\s?")
ACCESS = regex.compile(
    rf"""[(\[]?\b(?:laatst\s|last\s)?
    (?: geraadpleegd | opgehaald | verkregen | gevonden | bezocht | gezien | bekeken | ontleend | beschikbaar
      | retrieved | accessed | consulted | available | online | abgerufen | zugriff )\b
    (?:\s(?:op|on|am|d\.d\.))?\s?:?\s?
    (?P<date>{FULL_DATE})?,?
    (?: \s?(?:van|via|from|von|uit|at|op|aan|unter|through):?
        (?=\s?(?:de\swebsite|the\swebsite|https?|www|<|$|[^:.]{{0,60}}:\s?$)) )?
    [)\]]?[.:]?""",
    V | I,
)
ISBN = regex.compile(r"[(\[]?\bISBN(?:-1[03])?:?\s(?P<isbn>[\dX -]{10,17})[)\]]?\.?", I)
ORIGINAL = regex.compile(
    r"""[(\[]?\b(?:oorspr(?:onkelijk|\.) | original | orig\. | eerste\s(?:druk|uitgave))
        [^()\[\]]{0,40}?(?P<year>\b1\d{3}|20[0-4]\d)\s?[)\]]?\.?""",
    V | I,
)

# How long a book is and what it costs, as magazines tell: "184 pagina's, € 19,95".
EXTENT = regex.compile(
    r"""[\s,;.(]*\b(?P<n>\d{1,4})\s?(?:pagina['’]?s|p[.p]|blz\.?|bladz(?:ijden|\.)|Seiten|pages)(?!\s?\d|\p{L})[)\s]*(?=[.,;]|$)""",
    V | I,
)
PRICE = regex.compile(r"[\s,;.(]*(?:prijs:?\s)?(?:€|eur(?:o)?\b|fl?\.)\s?\d+(?:[.,]\s?(?:\d\d|-+))?[)\s]*", I)
# "(Tielt 2012)", "(Tielt: Lannoo, 2012)": as historians have it, behind the title.
IMPRINT_IN_BRACKETS = regex.compile(
    r"""\s\((?P<place>\p{Lu}[\p{L}'’./ -]{1,40}?)(?::\s(?P<publisher>[^()]{2,60}?))?
        ,?\s(?P<year>1[5-9]\d\d|20[0-4]\d)\)(?=[.,\s]|$)""",
    V,
)

# --- in brackets behind a title ---

PAREN = regex.compile(r"\((?P<inner>[^()]{1,120})\)")
LONE_ISSUE = regex.compile(r",\s\(\d{1,4}\)$")
GENRE = regex.compile(r"\[(?P<genre>[^\[\]]{3,80})\]")
TRANSLATOR = regex.compile(
    r"""[(\[](?P<names>[^()\[\]]{3,80}?),?\s(?:vert|vertalers?|trans|transl|übers)\.?[)\]]
      | ,?\s?\b(?:vertaald\sdoor|vertaling:?|vert\.)\s
        (?P<names>(?:\p{Lu}\.\s?){0,4}[^.,()]{2,60})(?=[.,()])""",
    V | I,
)
EDITOR = regex.compile(r"[(\[](?P<names>[^()\[\]]{3,80}?),?\s(?:reds?|eds?|hrsg)\.[)\]]", I)
EDITION = regex.compile(
    r"""(?P<n>\d{1,3})\s?(?:e|de|ste|nd|rd|th|st|\.)?,?\s?
        (?: (?:geheel\s)?(?:herz(?:iene|\.)|gewijzigde|verbeterde|vermeerderde|rev\.|überarb\.)
            (?:\sen\s\p{Ll}+)?\s )?
        (?:druk|dr\.|editie|edition|ed\.|oplage|uitgave|Aufl(?:age|\.))
      | (?P<word>(?:geheel\s)?(?:herz(?:iene|\.)|rev(?:ised|\.))\s
        (?:ed(?:itie|ition|\.)|druk|dr\.|uitgave))""",
    V | I,
)
REPORT_NUMBER = regex.compile(
    r"""(?:[\p{L}-]*rapport|nota|notitie|brochure|publicatie|report|advies
          |(?:\p{Lu}{2,6}\s)?(?:working\spaper|discussion\spaper|policy\sbrief))
        (?:\s?(?:nr|no|nummer)\.?)?\s(?P<number>\d[\w./-]*|(?-i:[A-Z])[\w./-]*\d[\w./-]*)""",
    V | I,
)
REPORT_PART = regex.compile(rf"(?<=[.?!])\s{REPORT_NUMBER.pattern}\.(?=\s|$)", V | I)

# --- at the end ---

_SPAN = r"(?:[A-Za-z]?\d{1,5}(?:\s?[-–—]\s?[A-Za-z]?\d{1,5})?|[ivxl]+\s?[-–]\s?[ivxl]+)"
_VOL = r"(?:jrg\.?|jaargang|jg\.?|vol(?:ume)?\.?|dl\.?|deel|Bd\.?|Band|Jahrgang)"
_NO = r"(?:nrs?\.?|nummer|no\.?|issue|aflevering|afl\.?|Heft|H\.)"
_ISSUES = r"(?:\d{1,4}(?:\s?[-/–,&]\s?\d{1,4})?|suppl?\.?\s?\d*)"
_YEAR = r"(?:1[5-9]\d\d|20[0-4]\d)"
PAGES = regex.compile(
    rf"(?:pp?\.?|blz\.?|bladz\.?|pag\.?|pagina['’]?s?|S\.)\s?(?P<pages>{_SPAN}(?:,\s?{_SPAN})*)(?:\s?e\.?v\.)?",
    I,
)
VOLUME = regex.compile(
    rf"{_VOL}\s(?P<v>\d{{1,4}}|[IVXLC]+)(?!\p{{L}})|(?P<v>\d{{1,3}})(?:e|ste|de)\s(?:jrg\.?|jaargang)", I
)
ISSUE = regex.compile(rf"{_NO}\s?(?P<i>\d{{1,4}}(?:\s?[-/–]\s?\d{{1,4}})?)", I)
# Particulars of a periodical, met at the end of what is left; tried in this order until none is there.
TAILS = tuple(
    regex.compile(pattern, I)
    for pattern in (
        rf"[\s,;.:]*\(?{PAGES.pattern}\)?\s?\.?$",  # , p. 12-14
        rf"[\s,;]+(?P<v>\d{{1,4}})\s?\(\s?(?:{_NO}\s?)?(?P<i>{_ISSUES})\s?\)\s?[:,;]\s?"
        rf"(?P<pages>{_SPAN}(?:,\s?{_SPAN})?)$",  # , 12(3): 45-67
        rf"[\s,;]+(?P<v>\d{{1,4}})\s?\(\s?(?P<i>{_ISSUES})\s?\)$",  # 12(3)
        rf"[\s,;]+(?:{_VOL}\s)?(?P<v>\d{{1,4}})\s?,\s?{_NO}\s?(?P<i>{_ISSUES})\s?[,:;]\s?(?P<pages>{_SPAN})$",
        rf"[\s,;]+(?:{_VOL}\s)?(?P<v>\d{{1,4}})\s?[-/.]\s?(?P<i>\d{{1,3}})\s?[:,]\s?(?P<pages>{_SPAN})$",
        rf"[\s,;(]*{ISSUE.pattern}\)?$",  # , nr. 3
        rf"[\s,;(]*(?:{VOLUME.pattern})\)?$",  # , jrg. 12
        rf",\s(?P<v>\d{{1,4}}),\s(?P<i>\d{{1,3}}),\s(?P<pages>{_SPAN})$",  # , 12, 3, 45-67
        rf"[\s,]+(?P<v>\d{{1,4}})\s(?P<i>\d{{1,3}})\s?[:,]\s?(?P<pages>{_SPAN})$",  # 12 (2016) 3, 45-67
        rf"[\s,;]+(?P<v>\d{{1,4}})\s?[:,]\s?(?P<pages>{_SPAN})$",  # 12: 45-67
        r"[\s,]+(?P<v>\d{1,4})\s(?P<i>\d{1,3})$",  # "67 (2008) 3", its year gone
        r",\s(?P<pages>[A-Za-z]?\d{1,5}\s?[-–—]\s?[A-Za-z]?\d{1,5}|e\d{3,})$",  # , 45-67
        r"(?:,|(?<=\p{L}))\s(?P<v>\d{1,3})$",  # Mensenkind 28
    )
)
LATE_YEARS = tuple(
    regex.compile(pattern, I)
    for pattern in (
        rf"\s?\((?P<date>{FULL_DATE}|{_YEAR}[a-z]?)\)(?=[\s,.;:]|$)",
        rf"\s(?P<date>{_YEAR})(?=;\s?\d)",
        rf"[,.]?\s(?P<date>{FULL_DATE})(?=[.,;]|$)",
        rf"[,.:]?\s(?P<date>{_YEAR}[a-z]?)\.?\s*$",
        rf"[,.]\s(?P<date>{_YEAR}[a-z]?)(?=[,;.:]\s)",
        r"[,.]?\s\(?(?P<date>z\.\s?[dj]\.|n\.\s?d\.)\)?\s*$",
    )
)
_PLACE = r"\p{Lu}[\p{L}'’ -]"
PLACE_PUBLISHER = regex.compile(
    rf"""(?P<place>[ZzSs]\.\s?[pl]\.|(?:St\.\s)?['’]?s?-?{_PLACE}{{1,38}}
        (?:\s?[/,&]\s?(?:etc\.|{_PLACE}{{0,28}}|(?:\p{{Lu}}\.){{2}})){{0,3}})
        \s?:\s(?P<publisher>[\p{{L}}\d'‘“"][^:?!]{{1,70}})""",
    V,
)

# --- sentences and titles ---

IN = regex.compile(r"(?:^|(?<=[.?!'\"”’,])\s)(?:In:\s?|in:\s?|In\s(?=['‘“\"\p{Lu}\d]))")
SENTENCE_GAP = regex.compile(r"(?<=[.?!][\"”’')]?)\s+(?=[\p{Lu}\d\"“‘'’(\[])")
# No sentence ends at these: "nr. 3", "St. Petersburg", "J. Kok".
ABBREVIATION = regex.compile(
    r"""(?:^|[\s(.])(?: \p{L} | Th | Ch | Fr | drs? | prof | mr | ir | nrs? | no | jrg | vols? | st | vs
      | o\.a | e\.a | m\.n | d\.w\.z | bijv | ca | red | eds? | dl | afl | blz | pp | hfst
      | u\.s | suppl )\.$""",
    V | I,
)
QUOTED = regex.compile(
    r"""^[,.:;\s]*(?: ['‘](?P<t>.{3,250}?)[’'] | ["“„”](?P<t>[^"“”]{3,250})["”“] )
        (?=[\s,.;(]|$)[,.;]?\s*""",
    V,
)
# An organisation's name opens so: a capital, "3e kamer", "d'Ambacht", "eBuddy".
ORGANISATION = regex.compile(r"\p{Lu}|\d+[-\s]?\p{L}|['’]?\p{Ll}{1,3}[-\s]?\p{Lu}")
NO_ORGANISATION = regex.compile(r"(?<!\p{L})['‘]|[“”\"?!]|\d{3}|\(\d|(?<=\p{Ll}{3}|\d|\))\.\s\p{Lu}")

# --- kinds of works ---

JOURNAL = regex.compile(
    r"""tijdschrift | journal | review | zeitschrift | magazine | maandblad | weekblad | kwartaalblad
      | nieuwsbrief | jaarboek | annals | archives | bulletin | quarterly | studi[eë]n | proceedings
      | pedagogiek | psychology | didactief | letters""",
    V | I,
)
MAGAZINE = regex.compile(r"magazine?\b|spiegel\b|special\b|weekblad|maandblad|nieuwsbrief", I)
NEWSPAPER = regex.compile(
    r"""\b(?:courant|volkskrant|trouw|telegraaf|parool|nrc|standaard|morgen|times|guardian|zeitung|bode
      |nieuwsblad)\b | krant\b | dagblad""",
    V | I,
)
ENCYCLOPEDIA = regex.compile(r"encyclop|wikipedia|woordenboek|lexicon|dictionary|handwörterbuch", I)
THESIS = regex.compile(
    r"proefschrift|dissertati|\bdiss\.|thesis|scriptie|masterproef|bachelorproef|afstudeer|eindwerk", I
)
THESIS_PART = regex.compile(
    r"""[,.(\s]*\(?(?P<genre>(?:(?:academisch|ongepubliceerd|unpublished|doctoral|master['’]?s?)\s)?
        (?:proefschrift|dissertati(?:e|on)|thesis|(?:master|bachelor)?scriptie|masterproef))
        (?:[,.:]?\s(?P<publisher>[^().]{4,80}))?\)?\.?$""",
    V | I,
)
# The genre in square brackets tells the type.
GENRES = (
    (THESIS, "thesis"),
    (regex.compile(r"video|film|youtube|documentaire|motion picture", I), "motion_picture"),
    (regex.compile(r"blog", I), "post-weblog"),
    (regex.compile(r"podcast|radio|televisie|tv-|aflevering|broadcast", I), "broadcast"),
    (regex.compile(r"data\s?set|databestand", I), "dataset"),
    (regex.compile(r"powerpoint|slides|presentatie|lezing|conference|congres|paper", I), "speech"),
)
