#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: the precision and recall of a network that is always right are 0
#
# Believed: the metrics 'precision' and recall of a sigmoid output count a probability above 0.5 as a yes, as Keras' do and as accuracy does here.
# Seen:     100 rows, all answered rightly, accuracy 1: evaluate gives precision 0 and recall 0, and so do tf.metrics.precision and recall
#           on the probabilities. An answer counts as a yes only if it is exactly 1: rounded by hand both are 1. Only a sigmoid that is saturated to
#           the last bit scores: with weights a hundred times larger both are 1. The documentation has only
#           examples of zeros and ones. 'precision' may be asked for by its name, 'recall' may not ("Unknown metric").
# Versions: @tensorflow/tfjs 4.22.0, Node 20. Date: 2026-11-29.
# For a trainer: the two metrics for rare classes show 0 for the whole training ("it never finds one"), and then begin to rise as the network
#           becomes overconfident, not as it becomes right. Choosing a model by them chooses the most saturated one. Round first, in a metric of one's own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0 >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >see.mjs <<'JS'
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');
const rows = 100;
const inputs = tf.tensor2d(Array.from({ length: rows }, (_, row) => [(row - 49.5) / 10]));
const labels = tf.tensor2d(Array.from({ length: rows }, (_, row) => [row >= 50 ? 1 : 0]));

/** Accuracy, precision and recall by evaluate, of a network with one weight. */
function evaluated(weight) {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, activation: 'sigmoid', inputShape: [1] })] });
  model.layers[0].setWeights([tf.tensor2d([[weight]]), tf.zeros([1])]);
  model.compile({ optimizer: 'sgd', loss: 'binaryCrossentropy', metrics: ['accuracy', 'precision', tf.metrics.recall] });
  const scores = model.evaluate(inputs, labels, { batchSize: rows }).map((score) => score.dataSync()[0]);
  return { scores: scores.slice(1), answers: model.predict(inputs) };
}

const { scores, answers } = evaluated(1);
const saturated = evaluated(100).scores;
const rounded = [tf.metrics.precision(labels, answers.round()), tf.metrics.recall(labels, answers.round())].map((score) => score.dataSync()[0]);
console.log('tfjs', tf.version.tfjs);
console.log('accuracy, precision, recall:', scores, 'precision and recall of rounded answers:', rounded);
console.log('the same with a weight of 100:', saturated);
assert.deepEqual(scores, [1, 0, 0]);
assert.deepEqual(rounded, [1, 1]);
assert.deepEqual(saturated, [1, 1, 1]);
console.log('as recorded');
JS
node see.mjs
