from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import AnonymousTextField, DesignSystemForm

from ..models import Post

LONGEST_POST, LONGEST_ANSWER, LONGEST_REASON = 3000, 5000, 500
LABELS = {
    Post.Kind.QUESTION: _("Your question"),
    Post.Kind.PRACTICE: _("What happened, and what you learned"),
    Post.Kind.COMMENT: _("Your comment"),
}


class PostForm(DesignSystemForm):
    text = AnonymousTextField(
        help_text=_("Write nothing from which somebody could be recognised."),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write something before you send it.")},
    )

    def __init__(self, *args: object, kind: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = LABELS[Post.Kind(kind)]


class AnswerForm(DesignSystemForm):
    answer = AnonymousTextField(
        label=_("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write an answer before you send it.")},
    )
    show = forms.BooleanField(
        label=_("Show the question and the answer to everybody who reads the lesson"),
        required=False,
    )


class HideForm(DesignSystemForm):
    reason = AnonymousTextField(
        label=_("Why it is hidden"),
        help_text=_("The writer reads this. Say what they could write instead."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, so that the writer understands.")},
    )
