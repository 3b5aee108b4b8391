"""Writes each version's columns as its document, exactly as documents.write_json would, and moves
answers and scores to where they are now read. Nothing that was said or scored changes."""

import json

from django.db import migrations
from django.db.models import DecimalField, F
from django.db.models.functions import Cast


def write_documents(apps, schema_editor):
    for version in apps.get_model("fidelity", "InstrumentVersion").objects.select_related(
        "instrument"
    ):
        version.name = version.instrument.name
        version.notice = version.instrument.notice
        version.document = json.dumps(_document(version), ensure_ascii=False, sort_keys=True)
        version.save()
        items = apps.get_model("fidelity", "Item").objects.filter(domain__version=version)
        items.update(lowest=version.minimum, highest=version.maximum)


def _document(version):
    instrument = version.instrument
    reviewed = version.date_reviewed
    return _said(
        slug=instrument.slug,
        name=instrument.name,
        number=version.number,
        notice=instrument.notice,
        guidance=version.guidance,
        source=version.source,
        licence=version.licence,
        authored_by=version.authored_by,
        checked_by=version.checked_by,
        date_reviewed=reviewed.isoformat() if reviewed else None,
        total={
            "method": "mean",
            "minimum_coverage": 1 if version.minimum_coverage == "1" else version.minimum_coverage,
        },
        domains=[_domain(domain, version) for domain in version.domains.order_by("order")],
    )


def _domain(domain, version):
    return _said(
        code=domain.code,
        name=domain.name,
        description=domain.description,
        items=[_item(item, version) for item in domain.items.order_by("order")],
    )


def _item(item, version):
    anchors = item.anchors.order_by("value").values_list("text", flat=True)
    return _said(
        code=item.code,
        name=item.name,
        definition=item.definition,
        mode="anchored",
        minimum=version.minimum,
        maximum=version.maximum,
        anchors=list(anchors),
        not_applicable="excluded" if item.may_be_not_applicable else "",
        not_applicable_when=item.not_applicable_when if item.may_be_not_applicable else "",
    )


def _said(**keys):
    return {key: value for key, value in keys.items() if value not in (None, "", [])}


def move_answers(apps, schema_editor):
    """An item scored what was answered: there were no other modes."""
    ratings = apps.get_model("fidelity", "Rating").objects
    ratings.filter(value=None).update(value="")
    signed = ratings.filter(assessment__signed_at__isnull=False).exclude(value="")
    signed.update(score=Cast("value", DecimalField(max_digits=14, decimal_places=6)))
    scores = apps.get_model("fidelity", "StoredScore").objects
    scores.update(not_applicable=F("items") - F("applicable"))


class Migration(migrations.Migration):
    dependencies = [("fidelity", "0002_a_document_for_each_version")]

    operations = [
        migrations.RunPython(write_documents, elidable=True),
        migrations.RunPython(move_answers, elidable=True),
    ]
