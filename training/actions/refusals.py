"""Why a change was not made: one class a reason."""


class NothingToAsk(Exception):
    """The quiz has no questions."""


class AlreadySubmitted(Exception):
    """The attempt has been handed in, and stays as it is."""


class AnswersMissing(Exception):
    """Some questions have no answer, or one that the paper does not offer."""
