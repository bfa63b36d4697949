import {
  ACTIVATIONS,
  type Activation,
  HEADS,
  type Head,
  Network,
  UsageError,
  weightBytes,
} from '@antigrad/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FileToRead } from './format.js'
import { MODEL_FORMATS, readForeign } from './registry.js'
import type { Meaning } from './shared-model.js'

/** The first of some files, the others beside it. */
function sourceOf(files: ReadonlyMap<string, Uint8Array>): FileToRead {
  const [[file, bytes]] = files
  const beside = async (name: string): Promise<Uint8Array> =>
    files.get(name) ?? Promise.reject(new Error(name))
  return { file, bytes, beside }
}

const networks = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 2, maxLength: 5 }),
    seed: fc.nat(2 ** 31),
    head: fc.constantFrom<Head>(...HEADS),
    activation: fc.infiniteStream(fc.constantFrom<Activation>(...ACTIVATIONS)),
  })
  .map(({ sizes, seed, head, activation }) => {
    const activations = sizes.slice(2).map(() => activation.next().value as Activation)
    const network = Network.create(sizes, seed, { activations, head })
    // Biases of 0, and a −0 that a text may lose.
    network.parameters[0] = -0
    return network
  })

/** Formats whose readers have no GELU in its tanh form. */
const WITHOUT_GELU = ['tfjs', 'keras']

const foreign = MODEL_FORMATS.filter(({ read }) => read !== undefined)

test.each(foreign.map((format) => [format.name, format] as const))(
  '%s gives back the same weights, functions and meaning',
  async (_, format) => {
    await fc.assert(
      fc.asyncProperty(networks, async (network) => {
        const { architecture, parameters } = network
        fc.pre(!WITHOUT_GELU.includes(format.name) || !architecture.activations.includes('gelu'))
        const classes = Array.from({ length: architecture.sizes.at(-1) ?? 0 }, (_, n) => `class "${n}"`)
        const meaning: Meaning = { classes, image: { width: architecture.sizes[0], height: 1 } }
        const files = await format.write({ network, meaning }, `model${format.extension}`)
        const model = await readForeign(sourceOf(files))
        expect(model?.knowsFunctions).toBe(true)
        const back = model?.network
        expect(back && weightBytes(back.architecture, back.parameters)).toEqual(
          weightBytes(architecture, parameters),
        )
        expect(back?.architecture).toEqual(architecture)
        expect(model?.description).toMatchObject(meaning)
      }),
      { numRuns: 10 },
    )
  },
)

test('without the description the functions are told from the graph or the layers', async () => {
  const outputs = ['linear-squared', 'softmax-cross-entropy', 'sigmoid-cross-entropy'] as const
  for (const name of ['onnx', 'tfjs', 'keras']) {
    const format = MODEL_FORMATS.find((each) => each.name === name)
    for (const activation of ACTIVATIONS.filter((each) => each !== 'gelu' || !WITHOUT_GELU.includes(name))) {
      for (const head of outputs) {
        const network = Network.create([3, 4, 5, 2], 1, { activations: [activation, activation], head })
        const files = new Map(await format?.write({ network, meaning: {} }, `model${format.extension}`))
        const [[file, bytes]] = files
        // The key is called otherwise, as in a file of another program.
        files.set(file, renamed(bytes))
        const model = await readForeign(sourceOf(files))
        expect(model?.network.architecture, `${name} ${activation} ${head}`).toEqual(network.architecture)
      }
    }
  }
})

test.each(WITHOUT_GELU)('%s refuses the activation that its readers do not have', (name) => {
  const network = Network.create([1, 2, 1], 1, { activations: ['gelu'], head: 'squared' })
  const format = MODEL_FORMATS.find((each) => each.name === name)
  expect(() => format?.write({ network, meaning: {} }, `model${format.extension}`)).toThrow(UsageError)
})

/** Bytes in which the key of our description has another name of the same length. */
function renamed(bytes: Uint8Array): Uint8Array {
  const latin = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  const other = latin.replaceAll(/antigrad(?="?:?"?.{0,4}\{)/gs, 'elsewise')
  expect(other).not.toBe(latin)
  return Uint8Array.from(other, (letter) => letter.charCodeAt(0))
}
