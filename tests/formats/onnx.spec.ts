import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom, Network } from '@antigrad/core'
import { writeOnnx } from '@antigrad/formats'
import { describe, expect, test } from 'vitest'
import { jsonLines, resultOf, run } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { type Fed, onnxruntimes, runOnnx } from './onnxruntime.js'
import { EXAMPLES, isExactInOnnx, randomNetwork } from './random-network.js'

const PYTHON = '/usr/bin/python3'
const hasChecker = spawnSync(PYTHON, ['-c', 'import onnx']).status === 0
const NETWORKS = 200

/** Examples that go in as one array of floats. */
function floats(values: Float32Array, rows: number): Record<string, Fed> {
  return { features: { type: 'float32', values, sizes: [rows, values.length / rows] } }
}

function furthest(expected: Float32Array, found: ArrayLike<number | string>): number {
  expect(found).toHaveLength(expected.length)
  return expected.reduce((most, value, n) => {
    const apart = Math.abs(value - Number(found[n])) / Math.max(1, Math.abs(value))
    return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(most, apart)
  }, 0)
}

const scratch = scratchFolder()
mkdirSync(join(scratch, 'random'))

test(`${NETWORKS} random networks say in onnxruntime what they say here, some of them to the bit`, async () => {
  let exact = 0
  for (let seed = 0; seed < NETWORKS; seed++) {
    const { network, examples } = randomNetwork(seed)
    const model = writeOnnx({ network, meaning: {} })
    writeFileSync(join(scratch, 'random', `${seed}.onnx`), model)
    const inputs = network.architecture.sizes[0]
    const z = network.predictBatch(examples)
    const outputs = z.length / EXAMPLES
    for (const [name, runtime] of Object.entries(onnxruntimes)) {
      const feeds = [floats(examples, EXAMPLES), floats(examples.slice(0, inputs), 1)]
      const [many, one] = await runOnnx(runtime, model, feeds)
      const apart = Math.max(furthest(z, many.outputs), furthest(z.subarray(0, outputs), one.outputs))
      expect(apart, `network ${seed}, ${JSON.stringify(network.architecture)}`).toBeLessThan(1e-5)
      if (name !== 'web' || !isExactInOnnx(network)) continue
      exact++
      expect(many.outputs, `network ${seed}`).toEqual(z)
      expect(one.outputs, `network ${seed}`).toEqual(z.subarray(0, outputs))
    }
  }
  expect(exact).toBeGreaterThan(5)
})

test('linear and ReLU networks of sums up to 256 terms are equal in WebAssembly to the bit', async () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = createRandom(seed, 10)
    const sizes = Array.from({ length: 2 + random.integer(4) }, () => 1 + random.integer(256))
    // Of two layers the second may be summed in blocks.
    if (sizes.length === 3) sizes[1] = 1 + random.integer(15)
    const activations = sizes
      .slice(2)
      .map(() => (random.integer(2) === 0 ? 'relu' : 'linear') as 'relu' | 'linear')
    const network = Network.create(sizes, seed, { activations, head: 'linear-squared' })
    expect(isExactInOnnx(network)).toBe(true)
    const examples = Float32Array.from({ length: EXAMPLES * sizes[0] }, () => 4 * random.uniform() - 2)
    const z = network.predictBatch(examples)
    const feeds = [floats(examples, EXAMPLES), floats(examples.slice(0, sizes[0]), 1)]
    const [many, one] = await runOnnx(onnxruntimes.web, writeOnnx({ network, meaning: {} }), feeds)
    expect(many.outputs).toEqual(z)
    expect(one.outputs).toEqual(z.slice(0, sizes[sizes.length - 1]))
  }
})

test('raw pixels go into the model of digits, and names come out', async () => {
  const folder = join(scratch, 'digits')
  mkdirSync(folder)
  const data = writeSmallDigits(folder)
  const out = join(scratch, 'digits-run')
  expect((await run(['train', '--data', data, '--epochs', '3', '--out', out, '--quiet'])).code).toBe(0)
  const exported = resultOf(await run(['export', out, '--to', 'onnx', '--json']))
  const [file] = exported.files as string[]
  expect(file).toBe(join(out, 'model.onnx'))
  const pixels = new Uint8Array(readFileSync(join(folder, 't10k-images-idx3-ubyte'))).subarray(16)
  const model = readFileSync(file)
  writeFileSync(join(scratch, 'random', 'digits.onnx'), model)
  for (const runtime of Object.values(onnxruntimes)) {
    const [answers] = await runOnnx(runtime, model, [
      { pixels: { type: 'uint8', values: pixels, sizes: [200, 10, 10] } },
    ])
    for (const index of [0, 7, 199]) {
      const own = resultOf(await run(['predict', out, '--index', String(index), '--json']))
      expect(answers.label[index]).toBe(own.predicted)
      const scores = Array.from(answers.outputs.slice(10 * index, 10 * index + 10), Number)
      expect(furthest(Float32Array.from(outputsOf(own)), scores)).toBeLessThan(1e-5)
    }
  }
})

/** The outputs of an answer, in the order of the classes. */
function outputsOf(answer: Record<string, unknown>): number[] {
  return (answer.outputs as { value: number }[]).map(({ value }) => value)
}

describe('raw rows go into the model of a table', () => {
  const random = createRandom(3, 11)
  const colours = ['red', 'blue', 'green']
  const rows = Array.from({ length: 300 }, (_, n) => ({
    size: 1e6 + 1e3 * random.uniform(),
    colour: n % 17 === 0 ? '' : colours[random.integer(3)],
    outputs: n % 13 === 0 ? '' : String(random.integer(50) / 7),
  }))
  const kindOf = ({ size, colour }: (typeof rows)[number]): string =>
    size > 1000500 === (colour === 'red') ? 'up' : 'down'
  const csv = join(scratch, 'rows.csv')
  const lines = rows.map(
    (row) =>
      `${row.size},${row.colour},${row.outputs},${kindOf(row)},${Number(row.outputs) + row.size / 1e3}`,
  )
  writeFileSync(csv, ['size,colour,outputs,kind,price', ...lines].join('\n'))
  const feeds: Record<string, Fed> = {
    size: { type: 'float64', values: Float64Array.from(rows, ({ size }) => size), sizes: [300, 1] },
    colour: { type: 'string', values: rows.map(({ colour }) => colour), sizes: [300, 1] },
    outputs: {
      type: 'float64',
      values: Float64Array.from(rows, ({ outputs }) => (outputs === '' ? Number.NaN : Number(outputs))),
      sizes: [300, 1],
    },
  }

  test.each([
    ['kind', 'mean', 'error'],
    ['kind', 'indicator', 'other'],
    ['price', 'indicator', 'error'],
    ['price', 'mean', 'other'],
  ])('that learns %s, with --missing %s, --unknown %s', async (label, missing, unknown) => {
    const out = join(scratch, `${label}-${missing}-${unknown}`)
    const asked = ['--label', label, '--ignore', label === 'kind' ? 'price' : 'kind', '--missing', missing]
    const flags = [...asked, '--unknown', unknown, '--epochs', '20', '--out', out, '--quiet']
    expect((await run(['train', '--data', csv, ...flags])).code).toBe(0)
    expect((await run(['export', out, '--to', 'onnx'])).code).toBe(0)
    const own = jsonLines(await run(['predict', out, csv, '--json']))
    expect(own).toHaveLength(300)
    const model = readFileSync(join(out, 'model.onnx'))
    writeFileSync(join(scratch, 'random', `${label}-${missing}-${unknown}.onnx`), model)
    for (const runtime of Object.values(onnxruntimes)) {
      const [answers] = await runOnnx(runtime, model, [feeds])
      if (label === 'kind') {
        expect(Array.from(answers.label, String)).toEqual(own.map(({ predicted }) => predicted))
        // A column is called as an output: the output steps aside.
        expect(furthest(Float32Array.from(own.flatMap(outputsOf)), answers.outputs_2)).toBeLessThan(1e-5)
      } else {
        const prices = Float32Array.from(own.flatMap(outputsOf))
        expect(furthest(prices, answers.values)).toBeLessThan(1e-5)
      }
    }
  })
})

test.each(['indicator', 'mean', 'error'])(
  'moments of a table, in days, with --missing %s',
  async (missing) => {
    const random = createRandom(5, 11)
    const isGap = (n: number): boolean => missing !== 'error' && n % 11 === 0
    // From 1968 on: also before the day that days are counted from.
    const seconds = Array.from({ length: 300 }, () => Math.floor((random.uniform() - 0.4) * 1.5e8))
    const moments = seconds.map((second) => new Date(second * 1000).toISOString())
    const csv = join(scratch, `moments-${missing}.csv`)
    const lines = moments.map((moment, n) => `${isGap(n) ? '' : moment},${new Date(moment).getUTCHours()}.5`)
    writeFileSync(csv, ['when,y', ...lines].join('\n'))
    const out = join(scratch, `moments-${missing}`)
    const flags = ['--label', 'y', '--missing', missing, '--epochs', '20', '--out', out, '--quiet']
    expect((await run(['train', '--data', csv, ...flags])).code).toBe(0)
    expect((await run(['export', out, '--to', 'onnx'])).code).toBe(0)
    const own = Float32Array.from(jsonLines(await run(['predict', out, csv, '--json'])).flatMap(outputsOf))
    const days = Float64Array.from(seconds, (second, n) => (isGap(n) ? Number.NaN : second / 86_400))
    const model = readFileSync(join(out, 'model.onnx'))
    writeFileSync(join(scratch, 'random', `moments-${missing}.onnx`), model)
    for (const runtime of Object.values(onnxruntimes)) {
      const [answers] = await runOnnx(runtime, model, [
        { when: { type: 'float64', values: days, sizes: [300, 1] } },
      ])
      expect(furthest(own, answers.values)).toBeLessThan(1e-5)
    }
  },
)

test('several labels of a table: which of them a row has', async () => {
  const random = createRandom(5, 11)
  const rows = Array.from({ length: 200 }, () => [random.uniform(), random.uniform()])
  const csv = join(scratch, 'labels.csv')
  const lines = rows.map(([a, b]) => [a, b, Number(a > 0.5), Number(a + b > 1)].join())
  writeFileSync(csv, ['a,b,left,upper', ...lines].join('\n'))
  const out = join(scratch, 'labels')
  const flags = ['--label', 'left,upper', '--loss', 'binary-cross-entropy', '--epochs', '20', '--out', out]
  expect((await run(['train', '--data', csv, ...flags, '--quiet'])).code).toBe(0)
  expect((await run(['export', out, '--to', 'onnx'])).code).toBe(0)
  const own = jsonLines(await run(['predict', out, csv, '--json']))
  const held = own.flatMap(({ labels }) =>
    ['left', 'upper'].map((name) => (labels as string[]).includes(name)),
  )
  expect(new Set(held).size).toBe(2)
  const model = readFileSync(join(out, 'model.onnx'))
  writeFileSync(join(scratch, 'random', 'labels.onnx'), model)
  const column = (n: number): Fed => ({
    type: 'float64',
    values: Float64Array.from(rows, (row) => row[n]),
    sizes: [rows.length, 1],
  })
  for (const runtime of Object.values(onnxruntimes)) {
    const [answers] = await runOnnx(runtime, model, [{ a: column(0), b: column(1) }])
    expect(Object.keys(answers).toSorted()).toEqual(['labels', 'logits', 'outputs'])
    expect(Array.from(answers.labels, Boolean)).toEqual(held)
  }
})

test.skipIf(!hasChecker)('onnx.checker accepts them all (needs python3 with onnx)', () => {
  const program = [
    'import glob, onnx, sys',
    'files = glob.glob(sys.argv[1] + "/*.onnx")',
    'for file in files: onnx.checker.check_model(onnx.load(file), full_check=True)',
    'print(onnx.__version__, len(files))',
  ].join('\n')
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', program, join(scratch, 'random')], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(Number(stdout.split(' ')[1])).toBe(NETWORKS + 6)
})
