"""The public pages. A type is opened to everybody by `is_public = True` (see wagtail_hooks)."""

from .case_studies import CaseStudiesPage, CaseStudyPage
from .home import HomePage
from .model import ModelPage
from .news import NewsIndexPage, NewsPage
from .texts import ResourcesPage, TextPage

__all__ = [
    "CaseStudiesPage",
    "CaseStudyPage",
    "HomePage",
    "ModelPage",
    "NewsIndexPage",
    "NewsPage",
    "ResourcesPage",
    "TextPage",
]
