"""What scikit-learn 1.2.1 makes of seeded outputs and labels: python3 scikit_learn.py 1 > scikit-learn.json

Each case holds what goes in and the numbers that come out; null where scikit-learn raises an error. Outputs are
multiples of 1/64, so that ties are frequent and every sum of a row is exact.
"""

import json
import random
import sys
import warnings

import numpy
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.simplefilter("ignore")
draw = random.Random(int(sys.argv[1]))


def or_none(compute):
    try:
        return compute()
    except ValueError:
        return None


def plain(values):
    """Lists for JSON, which has no NaN."""
    return [None if numpy.isnan(value) else float(value) for value in values]


def distribution(classes, unit):
    """Positive multiples of 1/unit that add up to 1."""
    cuts = sorted(draw.sample(range(1, unit), classes - 1))
    return [(after - before) / unit for before, after in zip([0] + cuts, cuts + [unit])]


def labelled(name, rows, classes, truths=None, unit=64, likely=0.6, spread=True):
    outputs, labels = [], []
    for _ in range(rows):
        row = distribution(classes, unit) if spread else [draw.randint(0, unit) / unit for _ in range(classes)]
        label = draw.choice(truths if truths is not None else range(classes))
        best = row.index(max(row))
        if draw.random() < likely:
            row[best], row[label] = row[label], row[best]
        outputs.append(row)
        labels.append(label)
    return scores(name, numpy.array(outputs), numpy.array(labels), classes)


def one_against_rest(outputs, labels, classes, metric):
    return [or_none(lambda: float(metric(labels == c, outputs[:, c]))) for c in range(classes)]


def scores(name, outputs, labels, classes):
    every = list(range(classes))
    predictions = outputs.argmax(axis=1)
    by_class = metrics.precision_recall_fscore_support(labels, predictions, labels=every, zero_division=0)
    found = {
        "confusion": metrics.confusion_matrix(labels, predictions, labels=every).ravel().tolist(),
        "accuracy": float(metrics.accuracy_score(labels, predictions)),
        "balancedAccuracy": float(metrics.balanced_accuracy_score(labels, predictions)),
        **{key: plain(values) for key, values in zip(["precision", "recall", "f1", "support"], by_class)},
        "logLoss": float(metrics.log_loss(labels, outputs, labels=every)),
        "rocAuc": one_against_rest(outputs, labels, classes, metrics.roc_auc_score),
        "averagePrecision": one_against_rest(outputs, labels, classes, metrics.average_precision_score),
        "brierScore": one_against_rest(
            outputs, labels, classes, lambda truth, scores: metrics.brier_score_loss(truth, scores, pos_label=True)
        ),
        "calibration": [
            plain(values)
            for values in calibration_curve(predictions == labels, outputs.max(axis=1), n_bins=10, pos_label=True)
        ],
    }
    for average in ["macro", "weighted"]:
        for key in ["precision", "recall", "f1"]:
            metric = getattr(metrics, f"{key}_score")
            found[f"{average} {key}"] = float(metric(labels, predictions, average=average, zero_division=0))
    if classes > 2:
        # Ties apart: of equal outputs scikit-learn takes the last, antigrad the first.
        apart = outputs - numpy.arange(classes) / 1024
        found["topAccuracy"] = [
            float(metrics.top_k_accuracy_score(labels, apart, k=k, labels=every)) for k in range(1, classes)
        ]
    if classes > 2 and numpy.allclose(outputs.sum(axis=1), 1):
        found["meanRocAuc"] = or_none(
            lambda: float(metrics.roc_auc_score(labels, outputs, multi_class="ovr", labels=every))
        )
    return {"name": name, "classes": classes, "outputs": outputs.ravel().tolist(), "labels": labels.tolist(), **found}


def numbers(name, rows, columns, scale=1.0, offset=0.0, constant=None):
    targets = numpy.array([[offset + scale * round(draw.gauss(0, 1), 3) for _ in range(columns)] for _ in range(rows)])
    if constant is not None:
        targets[:, constant] = 0.1
    noise = numpy.array([[scale * round(draw.gauss(0, 0.4), 3) for _ in range(columns)] for _ in range(rows)])
    predicted = targets + noise
    raw = {"multioutput": "raw_values"}
    return {
        "name": name,
        "columns": columns,
        "targets": targets.ravel().tolist(),
        "predicted": predicted.ravel().tolist(),
        "rmse": plain(metrics.mean_squared_error(targets, predicted, squared=False, **raw)),
        "mae": plain(metrics.mean_absolute_error(targets, predicted, **raw)),
        "largest": [float(metrics.max_error(targets[:, c], predicted[:, c])) for c in range(columns)],
        "r2": plain(numpy.atleast_1d(metrics.r2_score(targets, predicted, **raw))),
        "deviation": plain(targets.std(axis=0)),
    }


def several(name, rows, labels, likely=0.8, has=0.3):
    targets = numpy.array([[int(draw.random() < has) for _ in range(labels)] for _ in range(rows)])
    outputs = numpy.array(
        [
            [(32 + (1 if bool(target) == (draw.random() < likely) else -1) * draw.randint(0, 32)) / 64 for target in row]
            for row in targets
        ]
    )
    said = (outputs > 0.5).astype(int)
    by_label = metrics.precision_recall_fscore_support(targets, said, average=None, zero_division=0)
    return {
        "name": name,
        "labels": labels,
        "targets": targets.ravel().tolist(),
        "outputs": outputs.ravel().tolist(),
        "subsetAccuracy": float(metrics.accuracy_score(targets, said)),
        "hammingLoss": float(metrics.hamming_loss(targets, said)),
        **{key: plain(values) for key, values in zip(["precision", "recall", "f1", "support"], by_label)},
        "macro f1": float(metrics.f1_score(targets, said, average="macro", zero_division=0)),
    }


json.dump(
    {
        "classes": [
            labelled("three classes", 40, 3),
            labelled("two classes", 40, 2),
            labelled("many ties", 50, 4, unit=8),
            labelled("ten classes, few rows", 30, 10),
            labelled("a class without rows", 30, 4, truths=[0, 1, 3]),
            labelled("one class alone", 12, 3, truths=[1]),
            labelled("all right", 24, 3, likely=1, unit=256),
            labelled("rare", 60, 2, truths=[0] * 19 + [1]),
            labelled("each for itself", 40, 3, unit=16, spread=False),
        ],
        "numbers": [
            numbers("one target", 40, 1),
            numbers("three targets", 30, 3, scale=12.5, offset=100),
            numbers("tiny", 20, 1, scale=1e-30),
            numbers("huge", 20, 1, scale=1e30),
            numbers("far from zero", 25, 1, offset=1e6),
            numbers("a constant target", 20, 2, constant=1),
        ],
        "labels": [
            several("four labels", 60, 4),
            several("two labels, many of them", 40, 2, has=0.8),
            several("all right", 30, 3, likely=1),
            several("rare labels", 80, 5, has=0.08),
        ],
    },
    sys.stdout,
    separators=(",", ":"),
)
