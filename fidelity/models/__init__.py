from .assessments import Assessment, Examples, Rating, Round, SignedNeverChanges, Source
from .drafts import InstrumentDraft
from .instruments import Domain, Instrument, InstrumentVersion, Item, NeverChanges
from .scores import StoredScore

__all__ = [
    "Assessment",
    "Domain",
    "Examples",
    "Instrument",
    "InstrumentDraft",
    "InstrumentVersion",
    "Item",
    "NeverChanges",
    "Rating",
    "Round",
    "SignedNeverChanges",
    "Source",
    "StoredScore",
]
