"""What a trainer's browser sends from the Wagtail editor."""

from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data


def add(author, module, model, data, publish=True):
    address = reverse("wagtailadmin_pages:add", args=["training", model, module.pk])
    data = {"title": "New", "slug": "new", **data}
    if publish:
        data["action-publish"] = "1"
    return author.post(address, nested_form_data(data))
