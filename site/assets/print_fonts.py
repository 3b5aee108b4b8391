#!/usr/bin/env python3
"""Cut the two weights that PDFs use out of the variable font, as part of `npm run build`.

WeasyPrint would do so again for every document: 45 ms a certificate, against 19 with these.
"""

from itertools import product
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

NAME = "atkinson-hyperlegible-next"
PACKAGE = Path("node_modules/@fontsource-variable") / NAME / "files"
BUILD = Path("var/build/fonts")

for subset, weight in product(("latin", "latin-ext"), (400, 700)):
    font = TTFont(PACKAGE / f"{NAME}-{subset}-wght-normal.woff2")
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font.flavor = None
    font.save(BUILD / f"{NAME}-{subset}-{weight}.ttf")
