"""How damaged a text is, told from the text alone: a score from 0 to 1 for a page and for an article.

`features` counts what gives damage away, `calibration` holds what each count is worth, `score` puts the two
together. Cheap: no spaCy, some five milliseconds an article.
"""
