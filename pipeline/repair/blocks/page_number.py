"""A printed page number (folio) between the lines of the text.

A number alone on the first or the last line of a page, or beside a running head, goes. The page it stands
on keeps it as its printed label.

On a text of one page a number at the edge may be anything, so it is only listed; numbers elsewhere, and
years and figures in a table, are left alone.
"""

from __future__ import annotations

from pipeline.records import Example
from pipeline.repair.blocks import furniture
from pipeline.repair.rule import Repair

RULE = Repair(
    find=furniture.finder("page_number"),
    title="a printed page number inside the text",
    repairs=(
        Example(
            "Kinderen spelen graag.\nZe rennen en klimmen.\nZe bouwen hutten van\ntakken, bladeren en\n14\n\f"
            "oude kleden.\nDaarna wordt er gegeten.\nEn dan begint alles\nopnieuw, tot het donker is.\n",
            "Kinderen spelen graag.\nZe rennen en klimmen.\nZe bouwen hutten van\ntakken, bladeren en\n\f"
            "oude kleden.\nDaarna wordt er gegeten.\nEn dan begint alles\nopnieuw, tot het donker is.\n",
        ),
    ),
    leaves=(
        Example("Er waren\n14\nkinderen in de klas, en die bleven\nallemaal tot het einde van de dag.\n"),
    ),
)
