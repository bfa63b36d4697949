#!/usr/bin/env bash
# pycocotools 2.0.11: a box whose id is 0 counts as missed, so that perfect detections of ten pictures have an AP of 0.81
#
# Believed: an annotation's id is a name; counting from 0 or from 1 changes no score.
# Seen:     ten pictures with a box each and exactly these boxes as detections: with ids from 1, AP 1 and recall 1; with ids from 0, AP 0.811 and
#           recall 0.9. One picture alone: AP 0. Ids of pictures and of categories may be 0. Whether a detection was matched is read off the id
#           of the box that it was matched with, and 0 is a no. Nothing is said, and loadRes and createIndex take such ids.
# Versions: pycocotools 2.0.11, numpy 2.4.6. Date: 2026-11-30.
# For a trainer: a converter writes ids with enumerate(), and the best AP that a detector can have is below 1, by more the smaller the validation part
#           is; per class, the class that holds the one box loses most. Two detectors are then compared below a ceiling that is not there. Count
#           from 1, and score the labels against themselves: that must be 1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --retries 0 pycocotools==2.0.11 numpy==2.4.6 >pip.log 2>&1 || { cat pip.log; exit 2; }
cat >see.py <<'PY'
import contextlib
import importlib.metadata
import io

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

box = [10, 10, 50, 50]


def score(pictures, box_id=1, picture_id=1, category_id=1):
    """AP and recall of detections that are the labels themselves, with ids counted from those given."""
    labels = COCO()
    found = [{"image_id": picture_id + i, "category_id": category_id, "bbox": box, "score": 0.9} for i in range(pictures)]
    labels.dataset = {
        "images": [{"id": picture_id + i, "width": 100, "height": 100} for i in range(pictures)],
        "categories": [{"id": category_id, "name": "thing"}],
        "annotations": [
            {"id": box_id + i, "image_id": picture_id + i, "category_id": category_id, "bbox": box, "area": 2500, "iscrowd": 0}
            for i in range(pictures)
        ],
    }
    with contextlib.redirect_stdout(io.StringIO()):
        labels.createIndex()
        evaluation = COCOeval(labels, labels.loadRes(found), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return [round(float(evaluation.stats[at]), 3) for at in (0, 8)]


seen = {
    "ids from 1": score(10),
    "boxes from 0": score(10, box_id=0),
    "pictures from 0": score(10, picture_id=0),
    "categories from 0": score(10, category_id=0),
    "one box, id 1": score(1),
    "one box, id 0": score(1, box_id=0),
}
print("pycocotools", importlib.metadata.version("pycocotools"))
for case, values in seen.items():
    print(f"{case:18} AP and recall", values)
assert seen["ids from 1"] == seen["pictures from 0"] == seen["categories from 0"] == seen["one box, id 1"] == [1, 1]
assert seen["boxes from 0"] == [0.811, 0.9] and seen["one box, id 0"] == [0, 0]
print("as recorded")
PY
env/bin/python see.py 2>see.log || { cat see.log; exit 1; }
