"""A site of django-quiz-app's, as dumpdata would write it. Its people are invented."""

import json


def row(model, pk, **fields):
    return {"model": model, "pk": pk, "fields": fields}


def question(pk, content, **fields):
    given = {"quiz": [1], "category": 1, "sub_category": 1, "figure": "", "explanation": ""}
    return row("quiz.question", pk, content=content, **{**given, **fields})


QUIZ = {
    "title": "Boundaries", "description": "", "url": "boundaries", "category": 1,
    "random_order": True, "max_questions": 2, "answers_at_end": False, "exam_paper": True,
    "single_attempt": True, "pass_mark": 50, "success_text": "", "fail_text": "", "draft": False,
}  # fmt: skip
SITTING = {
    "user": 7, "quiz": 1, "question_order": "1,2,3,", "question_list": "", "complete": True,
    "incorrect_questions": "3,", "current_score": 2, "user_answers": '{"1": "1"}',
    "start": "2014-05-01T09:00:00Z", "end": "2014-05-01T09:20:00Z",
}  # fmt: skip
ROWS = [
    row("auth.user", 7, username="ann", email="Ann@example.org", password="x"),
    row("quiz.category", 1, category="practice"),
    row("quiz.subcategory", 1, sub_category="trust", category=1),
    row("quiz.quiz", 1, **QUIZ),
    question(1, "Who decides?", explanation="Both <of> you.\r\nTogether."),
    row("multichoice.mcquestion", 1, answer_order="content"),
    row("multichoice.answer", 1, question=1, content="Both", correct=True),
    row("multichoice.answer", 2, question=1, content="An agency", correct=False),
    question(2, "Trust takes time.", sub_category=None),
    row("true_false.tf_question", 2, correct=True),
    question(3, "What is trust?", category=None, sub_category=None),
    row("essay.essay_question", 3),
    row("quiz.sitting", 1, **SITTING),
    row("quiz.progress", 1, user=7, score="practice,2,3,this, and that,1,4,untouched,0,0,"),
]


def dump(*rows):
    return json.dumps(rows or ROWS)


def changed(model, pk=1, **fields):
    """The rows, with other values in one of them."""

    def is_it(r):
        return (r["model"], r["pk"]) == (model, pk)

    return dump(*({**r, "fields": {**r["fields"], **fields}} if is_it(r) else r for r in ROWS))


def without(model, pk=1):
    return dump(*(r for r in ROWS if (r["model"], r["pk"]) != (model, pk)))
