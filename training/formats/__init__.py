"""Files of questions: GIFT and Moodle XML, both ways, and django-quiz-app's, in.

Pure: no database, no Django. Nothing of a file is trusted, and all that a file cannot hold, or we
cannot, is named.
"""
