"""The slow, obvious ways, each written unlike the code it is held against."""

from decimal import Decimal
from fractions import Fraction

from fidelity.models import Assessment, Rating, Round, StoredScore
from fidelity.modes import Count


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
                for score in StoredScore.objects.filter(assessment=assessment, ratio=""):
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
        total = StoredScore.objects.get(assessment=newest, domain=None, ratio="")
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
    scores, rated, not_applicable, scales = {}, {}, {}, {}
    for rating in Rating.objects.all():
        if not counts(rating.assessment, scope) or rating.assessment.round not in newest:
            continue
        code, mode = rating.item.code, scope.version.definition.by_code[rating.item.code].mode
        if rating.na_reason:
            not_applicable[code] = not_applicable.get(code, 0) + 1
        elif rating.score is not None:
            rated[code] = rated.get(code, 0) + 1
        if rating.score is not None and not isinstance(mode, Count):
            scores.setdefault(code, []).append(Fraction(rating.score))
            scales[code] = mode
    means = {code: sum(found) / len(found) for code, found in scores.items()}
    share = {c: (m - scales[c].lowest) / (scales[c].highest - scales[c].lowest)
             for c, m in means.items()}  # fmt: skip
    return [
        (c, round(Decimal(float(means[c])), 6), rated.get(c, 0), not_applicable.get(c, 0))
        for c in sorted(means, key=lambda code: (share[code], code))[:limit]
    ]
