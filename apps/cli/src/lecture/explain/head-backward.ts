import type { Head } from '@antigrad/core'
import { reference } from '@antigrad/core/internal'
import { textbook } from '@antigrad/core/lecture'
import type { Block } from './block.js'
import { derivatives, outputMinusLabel, same } from './derivatives.js'
import { bracketed, difference, product, sum } from './notation.js'
import { throughActivation } from './through-activation.js'
import type { WorkedExample } from './worked-example.js'

/** ∂ε/∂z and ∂ε/∂q of each head, docs/derivation.md §4 and §10. */
const BLOCKS: Readonly<Record<Head, (worked: WorkedExample) => Block[]>> = {
  squared: (worked) => [byOutputs(worked), ...throughSigmoid(worked, distances(worked))],
  'linear-squared': (worked) => [byOutputs(worked), throughIdentity(worked)],
  'softmax-cross-entropy': softmaxCrossEntropy,
  'sigmoid-cross-entropy': binaryCrossEntropy,
  huber: (worked) => [clipped(worked), throughIdentity(worked)],
}

/** From ε to ∂ε/∂q. */
export function headBackwardBlocks(worked: WorkedExample): Block[] {
  return BLOCKS[worked.example.head](worked)
}

function distances({ example: { l }, pass: { z } }: WorkedExample): textbook.Vector {
  return textbook.subtract(z, l)
}

/** Of the squares. */
function byOutputs(worked: WorkedExample): Block {
  return derivatives(worked, 'z', distances(worked), '∂ε/∂z = z − l', outputMinusLabel(worked))
}

function throughSigmoid(worked: WorkedExample, dε_dz: textbook.Vector): Block[] {
  const { q, z, dε_dq } = worked.pass
  return throughActivation(worked, {
    activation: 'sigmoid',
    letters: ['z', 'q'],
    values: z,
    preactivations: q,
    byValues: dε_dz,
    byPreactivations: dε_dq,
  })
}

function throughIdentity(worked: WorkedExample): Block {
  return derivatives(worked, 'q', worked.pass.dε_dq, '∂ε/∂q = ∂ε/∂z', same(worked, 'z'))
}

/** Of huber: z − l, but no further from 0 than 1. */
function clipped(worked: WorkedExample): Block {
  const outside = (d: number) => ({ formula: d > 0 ? '1' : '−1', numbers: '' })
  const d = distances(worked)
  return derivatives(
    worked,
    'z',
    worked.pass.dε_dq,
    '∂ε/∂z = z − l where |z − l| ≤ 1, else its sign',
    (i, j) => (Math.abs(d[i]) <= 1 ? outputMinusLabel(worked)(i, j) : outside(d[i])),
  )
}

/** δ = z − l, once through ∂ε/∂z and the Jacobian of softmax, once at a stroke. */
function softmaxCrossEntropy(worked: WorkedExample): Block[] {
  const { example, pass, write } = worked
  const { l } = example
  const { z, dε_dq } = pass
  const dε_dz = z.map((zi, i) => (l[i] === 0 ? 0 : -l[i] / zi))
  const jacobian = (i: number, j: number) => (i === j ? z[i] * (1 - z[i]) : -z[i] * z[j])
  const all = [...z.keys()]
  return [
    derivatives(worked, 'z', dε_dz, '∂ε/∂z = −l/z', (i) => ({
      formula: `−${write.name('l', i)}/${write.name('z', i)}`,
      numbers: `−${write.given(l[i])}/${write.computed(z[i])}`,
    })),
    jacobianBlock(worked, jacobian),
    derivatives(worked, 'q', dε_dq, '∂ε/∂q = (∂z/∂q)ᵀ ∂ε/∂z: matrix × column = column', (j) => ({
      formula: all
        .map((i) => `${write.name('∂z', i)}/${write.name('∂q', j)}·${write.name('∂ε/∂z', i)}`)
        .join(' + '),
      numbers: sum(all.map((i) => product(write.computed(jacobian(i, j)), write.computed(dε_dz[i])))),
    })),
    delta(worked),
  ]
}

/** ∂zᵢ/∂qⱼ: every output depends on every preactivation. */
function jacobianBlock(
  { pass: { q, z }, write }: WorkedExample,
  jacobian: (i: number, j: number) => number,
): Block {
  const numbers = (i: number, j: number) => {
    const [zi, zj] = [write.computed(z[i]), write.computed(z[j])]
    return i === j ? `${zi}·(1 − ${zi})` : `−${zi}·${zj}`
  }
  const letters = (i: number, j: number) => {
    const [zi, zj] = [write.name('z', i), write.name('z', j)]
    return i === j ? `${zi}·(1 − ${zi})` : `−${zi}·${zj}`
  }
  return {
    title: '∂z/∂q = the matrix of z(1 − z) on its diagonal, −z·z elsewhere',
    steps: [...z.keys()].flatMap((i) =>
      [...q.keys()].map((j) => ({
        name: `${write.name('∂z', i)}/${write.name('∂q', j)}`,
        formula: letters(i, j),
        numbers: numbers(i, j),
        value: jacobian(i, j),
        difference: textbook.centralDifference((offset) => {
          const moved = q.slice()
          moved[j] += offset
          return reference.softmax(moved)[i]
        }, 1),
      })),
    ),
  }
}

/** δ = z − l, once through σ'(q), once at a stroke. */
function binaryCrossEntropy(worked: WorkedExample): Block[] {
  const { example, pass, write } = worked
  const { l } = example
  const { z } = pass
  const dε_dz = z.map((zi, i) => (zi - l[i]) / (zi * (1 - zi)))
  const written = (zi: string, li: string) => `(${difference(zi, li)})/(${zi}·(1 − ${zi}))`
  return [
    derivatives(worked, 'z', dε_dz, '∂ε/∂z = (z − l)/(z(1 − z))', (i) => ({
      formula: written(write.name('z', i), write.name('l', i)),
      numbers: written(write.computed(z[i]), bracketed(write.given(l[i]))),
    })),
    ...throughSigmoid(worked, dε_dz),
    delta(worked),
  ]
}

function delta(worked: WorkedExample): Block {
  return derivatives(worked, 'q', worked.pass.dε_dq, '∂ε/∂q = z − l: the same', outputMinusLabel(worked))
}
