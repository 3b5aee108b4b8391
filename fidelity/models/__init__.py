from .assessments import Assessment, Rating, Round, SignedNeverChanges, Source
from .instruments import Anchor, Domain, Instrument, InstrumentVersion, Item
from .scores import StoredScore

__all__ = [
    "Anchor",
    "Assessment",
    "Domain",
    "Instrument",
    "InstrumentVersion",
    "Item",
    "Rating",
    "Round",
    "SignedNeverChanges",
    "Source",
    "StoredScore",
]
