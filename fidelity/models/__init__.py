from .assessments import Assessment, Rating, Round, Source
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
    "Source",
    "StoredScore",
]
