#!/usr/bin/env bash
# scikit-learn 1.9.1: one stray answer takes a third off the macro F1
#
# Believed: macro F1 is the mean over the classes of the data, so that one wrong row in a hundred costs about 0.01.
# Seen:     100 rows of two classes, one wrong: 0.990 if the wrong answer is the other class, 0.663 if it is a third class that
#           occurs in no label. The mean is over the classes that occur in the labels OR in the answers, and the third counts 0. With
#           labels=[0, 1] it is 0.995. Nothing is warned of. balanced_accuracy_score, asked the same, leaves the third class out and warns.
# Versions: scikit-learn 1.9.1 (also Debian's 1.2.1+dfsg-1), numpy 2.4.6. Date: 2026-11-28.
# For a trainer: on a small validation split or fold in which a rare class happens to be missing, the score jumps by 1 / classes with a
#           single answer, and early stopping or a search follows that. The divisor also changes from epoch to epoch. Always pass labels=.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 scikit-learn==1.9.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import warnings

import sklearn
from sklearn.metrics import balanced_accuracy_score, f1_score

labels = [0, 1] * 50
other = labels[:-1] + [0]
stray = labels[:-1] + [2]
print("scikit-learn", sklearn.__version__)
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    seen = [f1_score(labels, answers, average="macro") for answers in (labels, other, stray)]
    fixed = f1_score(labels, stray, average="macro", labels=[0, 1])
    silent = not warned
    balanced = balanced_accuracy_score(labels, stray)
    warns = bool(warned)
print("all right %.4f, one row the other class %.4f, one row a third class %.4f, with labels=[0, 1] %.4f" % (*seen, fixed))
print("warnings: macro F1", not silent, "- balanced accuracy", warns, "%.4f" % balanced)
assert seen[0] == 1.0 and abs(seen[1] - 0.99) < 1e-3 and abs(seen[2] - 0.6633) < 1e-3 and abs(fixed - 0.995) < 1e-3
assert silent and warns and abs(balanced - 0.99) < 1e-9
print("as recorded")
PY
env/bin/python see.py
