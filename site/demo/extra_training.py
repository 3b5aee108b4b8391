"""What comes on top of the core course: one agency's own module, a module that waits for another
one, and a course for supervisors."""

from agencies.models import Agency
from training import expiry
from training.models import CoursePage, ModulePage

from .certificates import make_supervisors_design
from .course import CONTENT, make_module, read
from .review import leave_for_review
from .tree import child

OWN = CONTENT.parent / "own"
SUPERVISORS = CONTENT.parent / "supervisors"


def make_extra_training(course: CoursePage, agency: Agency) -> None:
    _make_own_module(course, agency)
    _put_first(course, "working-as-equals", before="the-agency-around-you")
    _make_supervisors_course(course)


def _make_own_module(course: CoursePage, agency: Agency) -> None:
    content = read(OWN / "01-places-near-us.toml")
    if not ModulePage.objects.child_of(course).filter(slug=content["slug"]).exists():
        module = make_module(course, content)
        module.agencies.set([agency])
        module.save_revision().publish()


def _put_first(course: CoursePage, first: str, *, before: str) -> None:
    modules = ModulePage.objects.child_of(course)
    later = modules.get(slug=before)
    if not later.prerequisites:
        later.prerequisites = [("module", modules.get(slug=first))]
        later.save_revision().publish()


def _make_supervisors_course(core: CoursePage) -> None:
    about = read(SUPERVISORS / "course.toml")
    course = child(
        core.get_parent(),
        CoursePage(
            title=about["title"],
            slug=about["slug"],
            summary=about["summary"],
            body=about["body_html"],
            audience=CoursePage.Audience.SUPERVISORS,
            cpd_minutes=30,
            certificate_design=make_supervisors_design(),
            certificate_expiry=expiry.MONTH,
            certificate_month=3,
            requires_lived_experience_review=True,
        ),
    )
    for file in sorted(SUPERVISORS.glob("0*.toml")):
        make_module(course, read(file))
    leave_for_review(course)
