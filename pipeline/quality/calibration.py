"""What each feature is worth as evidence of damaged words, and what sound text has of them all.

Written by `python -m scripts.fit_quality --write`; how it was fitted stands there.
"""

ALWAYS = -0.0077
WORTH = {
    "unknown": 0.954,
    "unlikely": 0.985,
    "names": 1.199,
    "odd": 2.204,
    "alone": 0.720,
    "rare": 0.084,
    "stray": 1.000,
    "overprinted": 1.000,
    "doubtful": 0.500,
}
