import { expect, test } from 'vitest'
import { type RunRow, type RunsFacts, renderRuns } from './runs-page.js'

const run = (name: string, loss: number, valLoss?: number): RunRow => ({
  name,
  cells: [String(loss)],
  epochs: [1, 2, 3].map((epoch) => ({
    epoch,
    loss: loss / epoch,
    ...(valLoss !== undefined && { valLoss: valLoss / epoch }),
  })),
})
const facts = (runs: readonly RunRow[]): RunsFacts => ({
  title: 'runs',
  sentence: 'Runs <side> by side',
  columns: ['--lr'],
  runs,
})
const kindsIn = (page: string): string[] => [...page.matchAll(/class="curve (\w+)"/g)].map(([, kind]) => kind)

test('few runs are named at the ends of their curves, the first in colour and over the others', () => {
  const page = renderRuns(facts([run('a', 1), run('b', 2)]))
  expect(kindsIn(page)).toEqual(['validation', 'test'])
  expect(page).toContain('>a 0.333</text>')
  expect(page).toContain('>b 0.667</text>')
})

test('of many the first is named alone', () => {
  const page = renderRuns(facts(Array.from({ length: 40 }, (_, n) => run(`run-${n}`, n + 1))))
  expect(kindsIn(page)).toEqual([...new Array(39).fill('other'), 'test'])
  expect(page.match(/<text class="end/g)).toHaveLength(1)
})

test('where some have a part for validation, these are drawn', () => {
  const page = renderRuns(facts([run('a', 1, 4), run('b', 2)]))
  expect(kindsIn(page)).toEqual(['test'])
  expect(page).toContain('>a 1.33</text>')
})

test('what comes from files is text, and a run that has done nothing is in the table', () => {
  const page = renderRuns(facts([{ name: '<b>', cells: ['&'], epochs: [] }]))
  expect(page).toContain('&lt;b&gt;')
  expect(page).toContain('Runs &lt;side&gt; by side')
  expect(page).toContain('No run has come to the end of an epoch.')
})
