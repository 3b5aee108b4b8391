"""The slow, obvious ways, each written unlike the code it is held against."""

from decimal import Decimal
from fractions import Fraction

from fidelity import scoring
from fidelity.models import Assessment, Rating, Round, StoredScore


def mean(items, ratings, minimum_coverage):
    """The score of some items, counted one by one; None: not scorable."""
    points = rated = blank = 0
    for item in items:
        given = ratings.get(item.code)
        if given is scoring.NOT_APPLICABLE:
            continue
        if given is None:
            blank += 1
        else:
            points, rated = points + given, rated + 1
    if rated == 0 or rated < minimum_coverage * (rated + blank):
        return None
    return Fraction(points, rated)


def all_scores(scale, ratings):
    """By domain, the whole scale under ""."""
    parts = {"": list(scale.items)}
    for item in scale.items:
        parts.setdefault(item.domain, []).append(item)
    return {name: mean(items, ratings, scale.minimum_coverage) for name, items in parts.items()}


def counts(assessment, scope):
    """Whether an assessment belongs in a dashboard's figures."""
    return (
        assessment.signed_at is not None
        and assessment.agency == scope.agency
        and assessment.source == scope.source
        and assessment.round.version == scope.version
    )


def in_scope(scope):
    return [a for a in Assessment.objects.all() if counts(a, scope)]


def means_by_round(scope):
    """{domain's name: [(round, mean, assessments, scorable)]}, the rounds oldest first."""
    answer = {}
    for round_ in sorted(Round.objects.all(), key=lambda r: (r.opens_on, r.pk)):
        scores = {}
        for assessment in in_scope(scope):
            if assessment.round == round_:
                for score in StoredScore.objects.filter(assessment=assessment):
                    name = score.domain.name if score.domain else ""
                    scores.setdefault(name, []).append(score.value)
        for name, values in scores.items():
            known = [v for v in values if v is not None]
            average = sum(known) / len(known) if known else None
            answer.setdefault(name, []).append((round_.name, average, len(values), len(known)))
    return answer


def newest_by_team(scope):
    """[(team, the newest assessment's id, its total)], in order of name."""
    answer = []
    for team in sorted(scope.agency.teams.all(), key=lambda t: t.name):
        own = [a for a in in_scope(scope) if a.team == team]
        if not own:
            answer.append((team.name, None, None))
            continue
        newest = max(own, key=lambda a: (a.observed_on, a.pk))
        total = StoredScore.objects.get(assessment=newest, domain=None)
        answer.append((team.name, newest.pk, total.value))
    return answer


def rounds_due_and_done(scope, today):
    answer = []
    for round_ in sorted(Round.objects.all(), key=lambda r: (r.opens_on, r.pk), reverse=True):
        if (round_.agency, round_.version) == (scope.agency, scope.version):
            if round_.opens_on > today:
                continue
            done = {a.team for a in in_scope(scope) if a.round == round_}
            answer.append((round_.name, scope.agency.teams.count(), len(done)))
    return answer


def weakest_items(scope, limit):
    rounds = {a.round for a in in_scope(scope)}
    newest = sorted(rounds, key=lambda r: (r.opens_on, r.pk))[-3:]
    values, not_applicable = {}, {}
    for rating in Rating.objects.all():
        if counts(rating.assessment, scope) and rating.assessment.round in newest:
            code = rating.item.code
            if rating.na_reason:
                not_applicable[code] = not_applicable.get(code, 0) + 1
            elif rating.value is not None:
                values.setdefault(code, []).append(rating.value)
    means = sorted((Fraction(sum(v), len(v)), code) for code, v in values.items())
    return [
        (code, round(Decimal(float(m)), 9), len(values[code]), not_applicable.get(code, 0))
        for m, code in means[:limit]
    ]
