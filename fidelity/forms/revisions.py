from django import forms
from django.http import QueryDict


def with_revision(form: forms.Form, revision: int) -> QueryDict:
    """What was sent, as if its page had been drawn after that revision was saved: sent again, it
    replaces what it was told of."""
    data = QueryDict(mutable=True)
    data.update(form.data)  # type: ignore[arg-type]
    data[form.add_prefix("revision")] = str(revision)
    return data
