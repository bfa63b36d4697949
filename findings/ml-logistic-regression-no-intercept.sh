#!/usr/bin/env bash
# ml-logistic-regression 2.0.0: the model has no intercept
#
# Believed: logistic regression fits w * x + b, so that one feature split at 5 is learned at once.
# Seen:     x = 1, 2, 3, 4 of class 0 and 6, 7, 8, 9 of class 1: all eight are answered with 1, after 1 000 steps and after 100 000.
#           With a column of ones added by hand all eight are right. There is no bias, nor an option for one: at x = 0 the
#           probability is 0.5, always.
# Versions: ml-logistic-regression 2.0.0, ml-matrix 6.15.1, Node 20. Date: 2026-11-28.
# For a trainer: as a baseline it looks hopeless on any features that are not centred (counts, pixels), and a network "beats" it for no merit
#           of its own. Standardising the features helps only where the classes are balanced about the mean. Add a column of ones.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact ml-logistic-regression@2.0.0 ml-matrix@6.15.1 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';

const x = [1, 2, 3, 4, 6, 7, 8, 9];
const labels = Matrix.columnVector([0, 0, 0, 0, 1, 1, 1, 1]);

function answers(rows, numSteps) {
  const model = new LogisticRegression({ numSteps, learningRate: 0.05 });
  const features = new Matrix(rows);
  model.train(features, labels);
  return model.predict(features);
}

const plain = x.map((value) => [value]);
const seen = [answers(plain, 1_000), answers(plain, 100_000), answers(x.map((value) => [value, 1]), 100_000)];
console.log('1 000 steps:               ', seen[0].join(' '));
console.log('100 000 steps:             ', seen[1].join(' '));
console.log('with a column of ones:     ', seen[2].join(' '));
assert.deepEqual(seen[0], [1, 1, 1, 1, 1, 1, 1, 1]);
assert.deepEqual(seen[1], [1, 1, 1, 1, 1, 1, 1, 1]);
assert.deepEqual(seen[2], [0, 0, 0, 0, 1, 1, 1, 1]);
console.log('as recorded');
JS
node see.mjs
