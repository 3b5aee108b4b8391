"""HTML as the editor of questions can open it.

It stops with an error where bold, italics or a link go across paragraphs or items, where an item is
in no list, and at a line break written <br>. Browsers take all of these, and files have them.
"""

import re
from collections import Counter

# Of HTML that nh3 has cleaned: each tag has its end, and what attributes say is in double quotes.
TAG = re.compile(r"""(<(/?)([a-z]+)(?:\s+[a-z-]+="[^"]*")*\s*/?>)""")
LISTS = ("ul", "ol")
BLOCKS = ("p", "li", *LISTS)


def well_nested(html: str) -> str:
    """The same words and looks, with bold, italics and links inside paragraphs and items."""
    return _Writer().write(html) if "<" in html else html


class _Writer:
    def __init__(self) -> None:
        self.written: list[str] = []
        self.blocks: list[tuple[str, str]] = []  # that are open: the name, and how each is closed
        self.marks: dict[str, str] = {}  # bold, italics and links: the tag of each, by its name
        self.depth = Counter[str]()  # bold inside bold is bold
        self.open: list[str] = []  # those of the marks that are written, the first ones

    def write(self, html: str) -> str:
        words, *rest = TAG.split(html)
        self._words(words)
        for tag, slash, name, words in zip(*[iter(rest)] * 4, strict=True):
            if name in BLOCKS:
                self._end(name) if slash else self._begin(name)
            elif name in ("br", "embed"):
                self._words(tag.replace("<br>", "<br/>"))
            elif slash:
                self._unmark(name)
            else:
                self.depth[name] += 1
                self.marks.setdefault(name, tag)
            self._words(words)
        return "".join(self.written)

    def _words(self, words: str) -> None:
        """Marks are written where there is something to mark, and not between two items."""
        if words.strip():
            for name in list(self.marks)[len(self.open) :]:
                self.written.append(self.marks[name])
                self.open.append(name)
        self.written.append(words)

    def _begin(self, name: str) -> None:
        self._close(0)
        is_stray = name == "li" and not (self.blocks and self.blocks[-1][0] in LISTS)
        self.written.append("<ul><li>" if is_stray else f"<{name}>")
        self.blocks.append((name, "</li></ul>" if is_stray else f"</{name}>"))

    def _end(self, name: str) -> None:
        self._close(0)
        if self.blocks and self.blocks[-1][0] == name:
            self.written.append(self.blocks.pop()[1])

    def _unmark(self, name: str) -> None:
        self.depth[name] -= name in self.marks
        if name in self.marks and not self.depth[name]:
            self._close(list(self.marks).index(name))
            del self.marks[name]

    def _close(self, kept: int) -> None:
        while len(self.open) > kept:
            self.written.append(f"</{self.open.pop()}>")
