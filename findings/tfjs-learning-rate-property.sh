#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: setting optimizer.learningRate changes Adam's step and leaves that of SGD and momentum as it was
#
# Believed: every optimizer reads its learningRate property at each step, so that a schedule can assign it.
# Seen:     after `optimizer.learningRate = 0.5` all three report 0.5, but sgd(1) and momentum(1, 0.9) go on with steps for a rate of 1;
#           adam(1) steps by 0.5. The first two keep the rate in a tensor made by the constructor; only setLearningRate(),
#           which Adam does not have, replaces it.
# Versions: @tensorflow/tfjs 4.22.0 (cpu backend), Node 20. Date: 2026-11-28.
# For a trainer: a schedule tried on Adam and then used with SGD is silently a constant rate, while logs of optimizer.learningRate show
#           the planned curve. In plain JavaScript nothing warns (TypeScript says that the property is protected).
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

/** The first step at a rate of 1 after the rate was set to 0.5, for a gradient of 1. */
function stepAfter(optimizer, change) {
  const weight = tf.variable(tf.scalar(0));
  change(optimizer);
  optimizer.minimize(() => weight.mul(1), false, [weight]);
  return -weight.dataSync()[0];
}

const assign = (optimizer) => {
  optimizer.learningRate = 0.5;
  assert.equal(optimizer.learningRate, 0.5);
};
const call = (optimizer) => optimizer.setLearningRate(0.5);
const seen = {
  sgd: stepAfter(tf.train.sgd(1), assign),
  momentum: stepAfter(tf.train.momentum(1, 0.9), assign),
  adam: stepAfter(tf.train.adam(1), assign),
  'sgd, setLearningRate': stepAfter(tf.train.sgd(1), call),
};
console.log(`tfjs ${tf.version.tfjs}`);
for (const [name, step] of Object.entries(seen)) console.log(`step of ${name}: ${step}`);
const adamHas = typeof tf.train.adam(1).setLearningRate;
console.log(`step setter of adam: ${adamHas}`);
assert.equal(seen.sgd, 1);
assert.equal(seen.momentum, 1);
assert.ok(Math.abs(seen.adam - 0.5) < 1e-5);
assert.equal(seen['sgd, setLearningRate'], 0.5);
assert.equal(adamHas, 'undefined');
console.log('as recorded');
JS
node see.mjs 2>&1 | grep -E '^(tfjs|step|as recorded|.*Error)' | tee seen.log
grep -q '^as recorded$' seen.log
