#!/usr/bin/env bash
# scikit-learn 1.9.1: after a fit that converged, warm_start trains on new data for one epoch
#
# Believed: with warm_start=True a second fit starts at the weights of the first and trains until it, too, stops improving.
# Seen:     MLPClassifier learns the first labels in some hundred epochs and stops. fit on other labels of the same rows then makes exactly one
#           epoch, again at every further call, and answers as badly as before (0.49). If max_iter ended the first fit after 30 epochs,
#           the second makes 11, a third one. The same network, taught by partial_fit from the same weights, or a fresh one, gets to 0.9
#           and more. Both the count of epochs without an improvement and the best loss so far outlive a fit; a harder task never beats
#           the best loss of an easier one. Nothing is warned of.
# Versions: scikit-learn 1.9.1, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: fine-tuning, a stream of months, curriculum: the second stage does nothing, and n_iter_ hides it because it adds up. The better
#           the first stage was, the surer. Loop over partial_fit instead (or make a new model); one's own early stopping must start afresh with
#           every fit.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 scikit-learn==1.9.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import warnings

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

warnings.simplefilter("error")
rows = np.random.default_rng(0).normal(size=(400, 2))
easy = (rows[:, 0] > 0).astype(int)
hard = (np.sin(3 * rows[:, 0]) * rows[:, 1] > 0).astype(int)


def network(epochs):
    return MLPClassifier((32,), learning_rate_init=0.01, max_iter=epochs, warm_start=True, random_state=0)


def second_stage(first):
    """Epochs and accuracy after each of three fits on the hard labels."""
    seen = []
    for _ in range(3):
        before = len(first.loss_curve_)
        first.fit(rows, hard)
        seen.append((len(first.loss_curve_) - before, first.score(rows, hard)))
    return seen


print("scikit-learn", sklearn.__version__)
converged = network(5000).fit(rows, easy)
print(f"first stage: {converged.n_iter_} epochs, accuracy {converged.score(rows, easy):.3f}; on the hard labels {converged.score(rows, hard):.3f}")
after_converged = second_stage(converged)
print("second stage after convergence (epochs, accuracy):", [(epochs, round(score, 3)) for epochs, score in after_converged])

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ConvergenceWarning)
    cut = network(30).fit(rows, easy)
cut.max_iter = 5000
after_cut = second_stage(cut)
print("second stage after 30 epochs (epochs, accuracy):   ", [(epochs, round(score, 3)) for epochs, score in after_cut])
by_hand = network(5000).fit(rows, easy)
for _ in range(600):
    by_hand.partial_fit(rows, hard)
print(f"partial_fit, 600 epochs: accuracy {by_hand.score(rows, hard):.3f}")
fresh = network(5000).fit(rows, hard)
print(f"fresh model: {fresh.n_iter_} epochs, accuracy {fresh.score(rows, hard):.3f}")

assert converged.score(rows, easy) < 1 and [epochs for epochs, _ in after_converged] == [1, 1, 1]
assert after_converged[-1][1] < 0.65
assert [epochs for epochs, _ in after_cut] == [11, 1, 1] and after_cut[-1][1] < 0.65
assert by_hand.score(rows, hard) > 0.85
assert fresh.n_iter_ > 50 and fresh.score(rows, hard) > 0.85
print("as recorded")
PY
env/bin/python see.py
