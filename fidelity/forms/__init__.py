from .examples import ExamplesForm
from .parts import PartForm
from .ratings import RatingForm, in_words
from .rounds import RoundForm

__all__ = ["ExamplesForm", "PartForm", "RatingForm", "RoundForm", "in_words"]
