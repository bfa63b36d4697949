#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: heNormal begins 12 % smaller than He's, and twenty layers make that a factor of twelve
#
# Believed: heNormal has the variance 2 / inputs, as its page says and as Keras has it, so that relu layers keep the size of the signal.
# Seen:     its spread is 0.882 of that (heUniform: 1.00). The normal numbers are cut off at two standard deviations, which takes 22 % of the
#           variance, and that is not made up for; Keras divides by 0.8796. glorotNormal and leCunNormal alike. Through 20 relu layers of 256
#           units a signal of size 1 comes out at 0.055 with heNormal, at 0.65 with heUniform.
# Versions: @tensorflow/tfjs 4.22.0, Node 20. Date: 2026-11-29.
# For a trainer: "the same architecture" carried over from Keras learns slower the deeper it is, for the outputs and the gradients shrink by 12 % a layer; with batch
#           normalisation nothing is seen of it. Use heUniform, or randomNormal with one's own spread.
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
const units = 256;
const size = (tensor) => tensor.square().mean().sqrt().dataSync()[0];
const initial = (name, seed) => tf.initializers[name]({ seed }).apply([units, units]);

/** Size that a signal of size 1 has behind 20 relu layers. */
function behind(name) {
  return tf.tidy(() => {
    let signal = tf.randomNormal([64, units], 0, 1, 'float32', 1);
    for (let layer = 0; layer < 20; layer++) signal = signal.matMul(initial(name, layer + 1)).relu();
    return size(signal);
  });
}

const wanted = { heNormal: 2, heUniform: 2, glorotNormal: 1, glorotUniform: 1, leCunNormal: 1, leCunUniform: 1 };
console.log('tfjs', tf.version.tfjs);
for (const [name, gain] of Object.entries(wanted)) {
  const share = size(initial(name, 1)) / Math.sqrt(gain / units);
  console.log(name.padEnd(14), 'spread over what it should be', share.toFixed(3));
  assert.ok(Math.abs(share - (name.endsWith('Normal') ? 0.88 : 1)) < 0.01);
}
const normal = behind('heNormal');
const uniform = behind('heUniform');
console.log('behind 20 layers: heNormal', normal.toFixed(3), 'heUniform', uniform.toFixed(3), 'ratio', (uniform / normal).toFixed(1));
assert.ok(normal < 0.12 && uniform > 0.5);
console.log('as recorded');
JS
node see.mjs
