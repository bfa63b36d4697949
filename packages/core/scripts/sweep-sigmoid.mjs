// Checks the float32 sigmoid against 1 / (1 + e⁻ˣ) in float64 for all 2³² inputs: error, order, and the same
// bits in SIMD and TypeScript. Takes minutes. Build first, then: node packages/core/scripts/sweep-sigmoid.mjs
import { Arena } from '../dist/engine/arena.js'
import { sigmoid } from '../dist/engine/kernels/plain/sigmoid.js'
import { allocate, bufferOf, kernelsOver } from '../dist/engine/memory.js'

const SIGN = 0x80000000
const INFINITY = 0x7f800000
const WIDTH = 64
const BLOCK = WIDTH * 4096

const memory = allocate(4 * BLOCK + 1024, 'simd')
const kernels = kernelsOver(memory, 'simd')
const matrix = new Arena(bufferOf(memory)).matrix(BLOCK / WIDTH, WIDTH)
const region = { rows: { first: 0, last: BLOCK / WIDTH }, units: { first: 0, last: WIDTH } }
const { values } = matrix
const bits = new Uint32Array(values.buffer, values.byteOffset, BLOCK)
const inputs = new Float32Array(BLOCK)
const inputBits = new Uint32Array(inputs.buffer)
const float = new Float32Array(1)
const floatBits = new Uint32Array(float.buffer)
const double = new Float64Array(1)
const doubleHigh = new Uint32Array(double.buffer).subarray(1)
/** 1 / ulp of a float32 by the exponent of a float64, from 2⁻¹⁵¹ to 1. */
const perUlp = Float64Array.from({ length: 152 }, (_, e) => 2 ** (23 - Math.max(e - 151, -126)))

const found = { inputs: 0, worst: 0, worstAt: 0, distance: [0, 0, 0, 0], falls: 0, different: 0, wrongNaN: 0 }
let last = 0

function ulps(y, exact) {
  double[0] = exact
  const exponent = ((doubleHigh[0] >>> 20) & 2047) - 1023
  return Math.abs(y - exact) * perUlp[Math.max(exponent, -151) + 151]
}

/** Runs the inputs with bits first, first ± 1, …, `count` of them. */
function sweep(first, count, direction) {
  for (let start = 0; start < count; start += BLOCK) {
    const length = Math.min(BLOCK, count - start)
    for (let k = 0; k < length; k++) inputBits[k] = first + direction * (start + k)
    bits.set(inputBits)
    kernels.activate(matrix, region, 'sigmoid')
    for (let k = 0; k < length; k++) check(inputs[k], values[k], bits[k])
    found.inputs += length
  }
}

function check(x, y, yBits) {
  const plain = sigmoid(x)
  if (Number.isNaN(x)) {
    if (!Number.isNaN(y) || !Number.isNaN(plain)) found.wrongNaN++
    return
  }
  float[0] = plain
  if (floatBits[0] !== yBits) found.different++
  const exact = 1 / (1 + Math.exp(-x))
  const error = ulps(y, exact)
  if (!(error <= found.worst)) {
    found.worst = error
    found.worstAt = x
  }
  float[0] = exact
  found.distance[Math.min(Math.abs(floatBits[0] - yBits), 3)]++
  if (!(y >= last)) found.falls++
  last = y
}

sweep(SIGN + INFINITY, INFINITY + 1, -1)
sweep(0, INFINITY + 1, 1)
sweep(INFINITY + 1, SIGN - INFINITY - 1, 1)
sweep(SIGN + INFINITY + 1, SIGN - INFINITY - 1, 1)

const [same, next, two, more] = found.distance
process.stdout.write(`inputs                            ${found.inputs}
largest error                     ${found.worst.toFixed(4)} ulp, at x = ${found.worstAt}
correctly rounded                 ${same}
1 float32 from correctly rounded  ${next}
2 float32 from correctly rounded  ${two}
farther                           ${more}
decreases between neighbours      ${found.falls}
SIMD and TypeScript differ        ${found.different}
NaN that did not stay NaN         ${found.wrongNaN}
`)
if (more + found.falls + found.different + found.wrongNaN > 0 || found.worst > 2) process.exitCode = 1
