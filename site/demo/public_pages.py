"""The public pages, from content/pages.toml. A page that exists is never changed."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from pages.diagram import Words
from pages.models import (
    CaseStudiesPage,
    CaseStudyPage,
    HomePage,
    ModelPage,
    NewsIndexPage,
    NewsPage,
    ResourcesPage,
    TextPage,
)

from .tree import child

CONTENT = Path(__file__).parent / "content" / "pages.toml"


@transaction.atomic
def make_public_pages(home: HomePage) -> None:
    content = tomllib.loads(CONTENT.read_text())
    child(home, _model(content["model"]))
    child(home, TextPage(**_top(content["study"])))
    studies = child(home, CaseStudiesPage(**_top(content["case_studies"])))
    for study in content["case_studies"]["pages"]:
        child(studies, _case_study(study))
    news = child(home, NewsIndexPage(**_top(content["news"])))
    for post in sorted(content["news"]["posts"], key=lambda post: post["date"]):
        child(news, NewsPage(**_summarised(post), date=post["date"], body=post["body_html"]))
    child(home, _resources(content["resources"]))
    if not (home.lede or home.body or home.audiences):
        _fill_home(home, content["home"])


def _fill_home(home: HomePage, words: dict) -> None:
    children = {child.slug: child for child in home.get_children()}
    home.title, home.lede, home.body = words["title"], words["lede"], words["body_html"]
    home.search_description = words["lede"]
    home.audiences = [
        (
            "audience",
            {
                "title": audience["title"],
                "text": audience["text"],
                "page": children.get(audience["link_slug"]),
            },
        )
        for audience in words["audiences"]
    ]
    home.save_revision().publish()


def _top(words: dict) -> dict[str, Any]:
    """The fields of a page that hangs directly under the home page and stands in the menu."""
    fields = {name: words[name] for name in ("title", "slug", "lede")}
    if "body_html" in words:
        fields["body"] = words["body_html"]
    return {**fields, "search_description": words["lede"], "show_in_menus": True}


def _summarised(words: dict) -> dict[str, Any]:
    fields = {name: words[name] for name in ("title", "slug", "summary")}
    return {**fields, "search_description": words["summary"]}


def _model(words: dict) -> ModelPage:
    phrases = {name: "\n".join(words[name]) for name in Words._fields}
    return ModelPage(**_top(words), **phrases, diagram_note=words["diagram_note"])


def _case_study(words: dict) -> CaseStudyPage:
    return CaseStudyPage(
        **_summarised(words),
        provenance=words["provenance"],
        individual=words["individual_html"],
        worker=words["worker_html"],
        what_helped=words["what_helped_html"],
    )


def _resources(words: dict) -> ResourcesPage:
    return ResourcesPage(**_top(words), groups=list(_groups(words["groups"])))


def _groups(groups: list[dict]) -> Iterable[tuple[str, dict]]:
    for group in groups:
        yield "group", {"title": group["title"], "links": group["links"]}
