import { type Dataset, type Evaluation, UsageError } from '@antigrad/core'
import { scorePredictions } from '@antigrad/core/internal'
import { predictionsOf } from '@antigrad/core/metrics'
import { featuresOf, type ReadableFeatures, type TableForm } from '@antigrad/data'
import type { OpenedModel } from './model-file.js'

/** A model, the examples as it takes them, and what it makes of them. */
export interface Member {
  readonly model: OpenedModel
  readonly test: Dataset<ReadableFeatures>
  readonly form: TableForm | undefined
  readonly evaluation: Evaluation
  /** [examples × outputs] */
  readonly outputs: Float32Array
}

/**
 * How well the mean of what several models say of the same examples is. Its loss is NaN: they may have different ones.
 * @throws UsageError where their examples, classes or scales are not the same
 */
export function averageOf(members: readonly Member[]): Pick<Member, 'evaluation' | 'outputs'> {
  const [first, ...others] = members
  for (const other of others) checkAlike(first, other)
  const outputs = first.outputs.map(
    (_, k) => members.reduce((sum, member) => sum + member.outputs[k], 0) / members.length,
  )
  const { labels, count, outputs: width } = first.test
  const losses = new Float32Array(count).fill(Number.NaN)
  const evaluation = scorePredictions(
    predictionsOf(outputs, width),
    labels ?? new Uint32Array(count),
    losses,
    width,
  )
  return { evaluation, outputs }
}

function checkAlike(first: Member, other: Member): void {
  const refuse = (what: string): never => {
    throw new UsageError(
      `${other.model.file}: expected ${what} of ${first.model.file}, found others; models are averaged over the same examples: give them with --data`,
    )
  }
  const [a, b] = [first.test, other.test]
  if (String(namesOf(first)) !== String(namesOf(other)) || a.outputs !== b.outputs) refuse('the classes')
  if (a.count !== b.count || !sameNumbers(a.labels, b.labels)) refuse('the test examples')
  if (!first.form && !haveSameFeatures(a, b)) refuse('the test examples')
  if (JSON.stringify(first.form?.scaling.targets) !== JSON.stringify(other.form?.scaling.targets)) {
    refuse('the scale of the numbers to learn')
  }
}

function namesOf({ model, test }: Member): readonly string[] {
  return model.description.classes ?? test.classes
}

function haveSameFeatures(a: Dataset<ReadableFeatures>, b: Dataset<ReadableFeatures>): boolean {
  if (a.inputs !== b.inputs) return false
  for (let n = 0; n < a.count; n++) if (!sameNumbers(featuresOf(a, n), featuresOf(b, n))) return false
  return true
}

function sameNumbers(a: ArrayLike<number> = [], b: ArrayLike<number> = []): boolean {
  if (a.length !== b.length) return false
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false
  return true
}
