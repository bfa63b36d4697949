#!/usr/bin/env bash
# scikit-learn 1.9.1: GroupKFold gives folds of equal size, unless shuffle=True, and its documentation says the opposite
#
# Believed: shuffle=True draws which groups are together, and the folds stay about equal. So says the class's text: "the number of
#           samples is approximately the same in each test fold when `shuffle` is True".
# Seen:     20 groups of 500, 200, 3 x 100 and 15 x 20 rows, five folds: without shuffling 500, 200, 200, 200, 200, as even as can be; with
#           shuffling 260, 80, 240, 80, 640 (other seeds alike): the groups are dealt out by number, whatever their size. The worst
#           fold is tested on 640 of 1 300 rows and trained on the other half, the best on 80.
# Versions: scikit-learn 1.9.1, numpy 2.4.6. Date: 2026-11-29.
# For a trainer: patients, users, files and shops differ in size a hundredfold. The mean over folds then gives a fold of 80 rows the weight of
#           one of 640, the training parts differ by half, and repeating with other seeds adds that to the spread that is taken for
#           the model's. Leave shuffling off, or balance one's own deal of shuffled groups.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 scikit-learn==1.9.1 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import numpy as np
import sklearn
from sklearn.model_selection import GroupKFold

sizes = [500, 200] + [100] * 3 + [20] * 15
groups = np.repeat(np.arange(len(sizes)), sizes)


def folds(**options):
    """Rows in each test fold."""
    return [len(test) for _, test in GroupKFold(5, **options).split(np.zeros(len(groups)), groups=groups)]


plain = folds()
shuffled = {seed: folds(shuffle=True, random_state=seed) for seed in range(5)}
print("scikit-learn", sklearn.__version__)
print("without shuffling", plain)
for seed, rows in shuffled.items():
    print("shuffled, seed", seed, rows)
assert sorted(plain) == [200, 200, 200, 200, 500]
assert shuffled[0] == [260, 80, 240, 80, 640]
assert all(max(rows) >= 500 and min(rows) <= 100 for rows in shuffled.values())
assert "approximately the same in each test fold when `shuffle` is True" in " ".join(GroupKFold.__doc__.split())
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }
