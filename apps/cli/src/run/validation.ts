import { createRandom, type Dataset, type SplitDataset, STREAM, shuffle, UsageError } from '@antigrad/core'

/**
 * Takes a part of the training examples away for validation: chosen by the seed, each class in proportion.
 * @param fraction above 0 and below 1
 * @returns train without them, and they as `test`
 * @throws UsageError where a part would be empty
 */
export function splitValidation(train: Dataset, fraction: number, seed: number): SplitDataset {
  const random = createRandom(seed, STREAM.split)
  const members = new Map<number, number[]>()
  for (let n = 0; n < train.count; n++) {
    const label = train.labels ? train.labels[n] : 0
    const others = members.get(label)
    if (others) others.push(n)
    else members.set(label, [n])
  }
  const chosen = new Uint8Array(train.count)
  for (const label of [...members.keys()].sort((a, b) => a - b)) {
    const examples = members.get(label) ?? []
    shuffle(examples, random)
    for (const n of examples.slice(0, Math.round(examples.length * fraction))) chosen[n] = 1
  }
  const all = [...chosen.keys()]
  const parts = {
    train: select(
      train,
      all.filter((n) => chosen[n] === 0),
      train.name,
    ),
    test: select(
      train,
      all.filter((n) => chosen[n] === 1),
      `${train.name}, validation`,
    ),
  }
  if (parts.train.count === 0 || parts.test.count === 0) {
    throw new UsageError(
      `--val-split ${fraction}: expected examples in both parts, found ${parts.train.count} to train on and ${parts.test.count} for validation`,
    )
  }
  return parts
}

function select(whole: Dataset, chosen: readonly number[], name: string): Dataset {
  const { inputs, outputs, features, labels, targets } = whole
  return {
    ...whole,
    name,
    count: chosen.length,
    features: rowsOf(features, inputs, chosen),
    ...(labels && { labels: rowsOf(labels, 1, chosen) }),
    ...(targets && { targets: rowsOf(targets, outputs, chosen) }),
  }
}

/** The chosen rows of a rows × columns array, in new memory. */
function rowsOf<Values extends Uint8Array | Uint32Array | Float32Array>(
  values: Values,
  columns: number,
  chosen: readonly number[],
): Values {
  const rows = values.slice(0, columns * chosen.length) as Values
  for (const [row, n] of chosen.entries()) {
    rows.set(values.subarray(columns * n, columns * (n + 1)), columns * row)
  }
  return rows
}
