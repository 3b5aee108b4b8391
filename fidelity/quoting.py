"""Text from a file or a form, as a sentence can quote it. Pure: no Django."""


def quotable(text: str, longest: int) -> str:
    """A cell may hold anything: nothing that moves a terminal's cursor, and no endless text."""
    text = text if len(text) <= longest else f"{text[:longest]}…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
