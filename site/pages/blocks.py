"""Blocks of the public pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class AudienceBlock(blocks.StructBlock):
    """A card on the front page: one kind of visitor, and where to begin."""

    title = blocks.CharBlock(max_length=60)
    text = blocks.TextBlock(max_length=200)
    page = blocks.PageChooserBlock(required=False)

    class Meta:
        icon = "group"
        label = _("Who it is for")


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160)
    url = blocks.URLBlock()
    note = blocks.TextBlock(max_length=300, help_text=_("What the reader will find there."))


class LinkGroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80)
    links = blocks.ListBlock(LinkBlock())

    class Meta:
        icon = "link"
        label = _("Group of links")
