from .certificates import VerifyForm
from .papers import PaperForm

__all__ = ["PaperForm", "VerifyForm"]
