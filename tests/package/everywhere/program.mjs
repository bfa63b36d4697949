// The one program that is tried everywhere: it trains on one thread and on workers, keeps the model and asks it.

/**
 * @param library what the package exports, from whatever entries
 * @param worker starts a thread, where the package does not find its own
 * @returns hashes of the weights and of what the model answers; `refused` in place of `many` where workers are refused
 */
export async function run(library, worker) {
  const { fromRows, Trainer, ParallelTrainer, writeModel, readModel, simd } = library
  const dataset = fromRows(rows(), { label: 'kind', seed: 1 })
  const options = { dataset, hidden: [24], batchSize: 16, learningRate: 1, seed: 1 }
  const trainer = new Trainer(options)
  for await (const _ of trainer.train({ epochs: 8 }));
  const { network } = trainer
  const many = await onWorkers(ParallelTrainer, { ...options, workers: 2, worker })
  const bytes = writeModel(network, { classes: dataset.form.classes })
  const { features, count, inputs } = dataset.test
  const answers = [readModel(bytes), readModel(bytes, { predictor: simd })].map((model) =>
    model.predictBatch(features.subarray(0, count * inputs)),
  )
  return {
    one: await hashOf(network.parameters),
    ...many,
    predicted: await Promise.all([network.predictBatch(features), ...answers].map(hashOf)),
    accuracy: trainer.evaluate().accuracy,
  }
}

async function onWorkers(ParallelTrainer, options) {
  try {
    const trainer = await ParallelTrainer.start(options)
    await trainer.train({ epochs: 8 })
    const many = await hashOf(trainer.network.parameters)
    await trainer.close()
    return { many }
  } catch (error) {
    return { refused: error.message }
  }
}

/** Rows of which a part can be told by two numbers and a text. */
function rows() {
  let state = 1
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: 400 }, () => {
    const [x, y] = [random(), random()]
    return { x, y, place: x > 0.5 ? 'right' : 'left', kind: x + y > 1 ? 'above' : 'below' }
  })
}

async function hashOf(numbers) {
  const digest = await crypto.subtle.digest('SHA-256', numbers.slice())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
