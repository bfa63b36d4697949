import type { Head } from '@antigrad/core'
import { activationBlocks } from './activation.js'
import type { Block, Step } from './block.js'
import { bracketed, difference, sum } from './notation.js'
import type { WorkedExample } from './worked-example.js'

/** z and ε of each head, docs/derivation.md §4 and §10. */
const BLOCKS: Readonly<Record<Head, (worked: WorkedExample) => Block[]>> = {
  squared: (worked) => [...sigmoid(worked), squares(worked)],
  'linear-squared': (worked) => [identity(worked), squares(worked)],
  'softmax-cross-entropy': softmaxCrossEntropy,
  'sigmoid-cross-entropy': (worked) => [...sigmoid(worked), binaryCrossEntropy(worked)],
  huber: (worked) => [identity(worked), huber(worked)],
}

/** From q to ε. */
export function headBlocks(worked: WorkedExample): Block[] {
  return BLOCKS[worked.example.head](worked)
}

function sigmoid({ pass: { q, z }, write }: WorkedExample): Block[] {
  return activationBlocks({ activation: 'sigmoid', letters: ['z', 'q'], p: q, y: z }, write)
}

function identity({ pass: { q, z }, write }: WorkedExample): Block {
  return activationBlocks({ activation: 'linear', letters: ['z', 'q'], p: q, y: z }, write)[0]
}

function squares({ example: { l }, pass: { z, ε }, write }: WorkedExample): Block {
  const all = [...z.keys()]
  const differences = all.map((i) => `${write.name('z', i)} − ${write.name('l', i)}`)
  const numbers = all.map((i) => difference(write.computed(z[i]), write.given(l[i])))
  const half = (terms: readonly string[]) =>
    terms.length === 1 ? `½(${terms[0]})²` : `½(${terms.map((term) => `(${term})²`).join(' + ')})`
  return loss('ε = ½(z − l)²', half(differences), half(numbers), ε)
}

/** A difference d adds ½d² where |d| ≤ 1, else |d| − ½. */
function huber({ example: { l }, pass: { z, ε }, write }: WorkedExample): Block {
  const term = (d: string, i: number) => (Math.abs(z[i] - l[i]) <= 1 ? `½(${d})²` : `|${d}| − ½`)
  const all = [...z.keys()]
  const letters = all.map((i) => term(`${write.name('z', i)} − ${write.name('l', i)}`, i))
  const numbers = all.map((i) => term(difference(write.computed(z[i]), write.given(l[i])), i))
  const title = 'ε = the sum of ½d² where |d| ≤ 1, else of |d| − ½, with d = z − l'
  return loss(title, letters.join(' + '), numbers.join(' + '), ε)
}

/** Through the largest q, m, and the sum of powers, S: nothing overflows, and no logarithm of 0 is taken. */
function softmaxCrossEntropy({ example: { l }, pass: { q, z, ε }, write }: WorkedExample): Block[] {
  const m = Math.max(...q)
  const S = q.reduce((total, qi) => total + Math.exp(qi - m), 0)
  const names = Array.from(q, (_, i) => write.name('q', i))
  const numbers = Array.from(q, (qi) => write.computed(qi))
  const written = write.computed(m)
  const of = l.indexOf(1)
  const power = (qi: string, largest: string) => `e^(${difference(qi, largest)})`
  return [
    {
      title: 'm = the largest q',
      steps: [
        { name: 'm', formula: `max(${names.join(', ')})`, numbers: `max(${numbers.join(', ')})`, value: m },
      ],
    },
    {
      title: 'S = Σ e^(q − m)',
      steps: [
        {
          name: 'S',
          formula: names.map((name) => power(name, 'm')).join(' + '),
          numbers: numbers.map((number) => power(number, written)).join(' + '),
          value: S,
        },
      ],
    },
    {
      title: 'z = e^(q − m)/S: softmax',
      steps: Array.from(
        z,
        (value, i): Step => ({
          name: write.name('z', i),
          formula: `${power(names[i], 'm')}/S`,
          numbers: `${power(numbers[i], written)}/${write.computed(S)}`,
          value,
        }),
      ),
    },
    loss(
      'ε = −Σ l ln z = m + ln S − q of the class that is 1',
      `m + ln(S) − ${names[of]}`,
      `${written} + ln(${write.computed(S)}) − ${bracketed(numbers[of])}`,
      ε,
    ),
  ]
}

function binaryCrossEntropy({ example: { l }, pass: { z, ε }, write }: WorkedExample): Block {
  const term = (zi: string, i: number) => (l[i] === 1 ? `−ln(${zi})` : `−ln(1 − ${zi})`)
  const terms = (name: (i: number) => string) => sum(Array.from(z, (_, i) => term(name(i), i)))
  return loss(
    'ε = −Σ (l ln z + (1 − l) ln(1 − z))',
    terms((i) => write.name('z', i)),
    terms((i) => write.computed(z[i])),
    ε,
  )
}

function loss(title: string, formula: string, numbers: string, value: number): Block {
  return { title, steps: [{ name: 'ε', formula, numbers, value }] }
}
