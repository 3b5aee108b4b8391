"""A question of each type, and right answers to it as a person gives them."""

from tests.factories import essay, single


def ask(kind, stem, **more):
    return {"kind": kind, "stem": f"<p>{stem}</p>", "points": 1, "feedback": "", **more}


def option(key, text, credit):
    return {"key": key, "text": text, "credit": credit, "feedback": ""}


def pair(key, left, right):
    return {"key": key, "left": left, "right": right}


QUESTIONS = [
    single("Whose goal is it?", options=[
        option("1", "The individual’s", "100"), option("2", "The agency’s", "0"),
    ]),
    ask("multiple", "What do you both bring?", rule="each-option", options=[
        option("1", "Interests", "100"), option("2", "Contacts", "100"), option("3", "Ranks", "0"),
    ]),
    ask("true_false", "The worker decides alone.", options=[
        option("true", "", "0"), option("false", "", "100"),
    ]),
    ask("matching", "Who does what?", rule="each-pair", distractors=[], pairs=[
        pair("1", "Scores checklists", "Supervisor"), pair("2", "Meets people", "Worker"),
    ]),
    ask("ordering", "What comes first?", rule="each-place", items=[
        {"key": "1", "text": "Listen"}, {"key": "2", "text": "Plan"},
    ]),
    ask("numeric", "How many people are equals here?", unit="people", answers=[
        {"value": "2", "tolerance": "0", "credit": "100", "feedback": ""},
    ]),
    ask("short", "One word for people around you?", case_sensitive=False, answers=[
        {"pattern": "*network*", "credit": "100", "feedback": ""},
    ]),
    ask("scenario", "Sam would like to sing again.", points=1, parts=[
        single("What do you ask first?", options=[
            option("1", "Where did you sing?", "100"), option("2", "Have you paid?", "0"),
        ]),
    ]),
    essay("What would you say to Sam?"),
]  # fmt: skip


def answer_rightly(page):
    for label in ("The individual’s", "Interests", "Contacts", "False", "Where did you sing?"):
        page.get_by_label(label, exact=True).check()
    for label, text in [("Scores checklists", "Supervisor"), ("Meets people", "Worker"),
                        ("Listen", "1"), ("Plan", "2")]:  # fmt: skip
        page.get_by_label(label, exact=True).select_option(label=text)
    page.get_by_label("Your answer to question 6").fill("2")
    page.get_by_label("Your answer to question 7").fill("My network")
    page.get_by_label("Your answer to question 9").fill("Which songs do you like?")
