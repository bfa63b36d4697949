import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MeasuredPoint } from '../../apps/bench/src/model/measure-steps.js'
import { StepModel } from '../../apps/bench/src/model/step-model.js'
import { madeRecord } from '../../apps/bench/src/records/fixtures/made-record.js'
import { modelRecord } from '../../apps/bench/src/records/model-record.js'
import type { ScalingRow } from '../../apps/bench/src/records/record.js'
import { modelPage } from '../../apps/bench/src/show/model-page.js'
import { scalingPage } from '../../apps/bench/src/show/scaling-page.js'
import { defaultThreadCounts } from '../../apps/bench/src/thread-counts.js'
import { openBrowser } from './chromium.js'
import { boxOf } from './visit.js'

/** A record of a machine with so many cores; beyond them it becomes slow. */
function scalingOf(cores: number, single: number): string {
  const record = madeRecord(single)
  const rows = (['slices', 'buffers'] as const).flatMap((strategy) =>
    defaultThreadCounts(cores).map((threads): ScalingRow => {
      const share = strategy === 'slices' ? 0.9 : 0.7
      const rate = threads > cores ? single : single * (1 + share * (threads - 1))
      const [row] = madeRecord(rate, 20, { strategy, threads, speedUp: rate / single }).rows
      return row
    }),
  )
  return scalingPage({ ...record, machine: { ...record.machine, cores }, rows })
}

function modelOf(): string {
  const shape = { parameters: 23_860, touched: () => 20_000 }
  const strategies = ['slices', 'buffers'] as const
  const points = strategies.flatMap((strategy) =>
    ([1, 2] as const).flatMap((threads) =>
      [10, 128, 4096].map((batchSize): MeasuredPoint => {
        const share = batchSize / threads
        const seconds = { forward: 1e-6 + 3e-7 * share, gradient: 1e-7 * share, update: 5e-6, barrier: 1e-7 }
        const phases = { start: 0, gate: 0, evaluate: 0, exchange: 0, sum: 0, ...seconds }
        const step = Object.values(phases).reduce((sum, value) => sum + value, 0)
        return { strategy, threads, batchSize, phases, examplesPerSecond: (0.9 * batchSize) / step }
      }),
    ),
  )
  const models = strategies.map((strategy) => StepModel.fit(strategy, shape, points))
  return modelPage(modelRecord([784, 30, 10], points, models))
}

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe.each([
  ['2 cores', () => scalingOf(2, 850_000)],
  ['2 cores, slow', () => scalingOf(2, 40)],
  ['64 cores', () => scalingOf(64, 1_234_567)],
  ['a model', modelOf],
])('the page of %s', (_, html) => {
  test.each([
    [400, 'light'],
    [400, 'dark'],
    [1400, 'light'],
    [1400, 'dark'],
  ] as const)('shows every label whole at %i pixels, %s', async (width, colorScheme) => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
    await page.setContent(html())
    const found = await page.evaluate(() => {
      const complaints: string[] = []
      const root = document.documentElement
      if (root.scrollWidth > root.clientWidth) complaints.push(`the page is ${root.scrollWidth} wide`)
      for (const svg of document.querySelectorAll('svg')) {
        const frame = svg.getBoundingClientRect()
        const texts = [...svg.querySelectorAll('text')].map((text) => ({
          said: `"${text.textContent}" in ${svg.getAttribute('aria-label')}`,
          box: text.getBoundingClientRect(),
        }))
        for (const [n, { said, box }] of texts.entries()) {
          const inside =
            box.left >= frame.left &&
            box.right <= frame.right &&
            box.top >= frame.top &&
            box.bottom <= frame.bottom
          if (!inside) complaints.push(`${said} is cut`)
          if (box.height < 11) complaints.push(`${said} is too small to read`)
          for (const other of texts.slice(n + 1)) {
            const { left, right, top, bottom } = other.box
            const apart =
              box.right <= left || right <= box.left || box.bottom <= top + 3 || bottom <= box.top + 3
            if (!apart) complaints.push(`${said} lies on ${other.said}`)
          }
        }
      }
      for (const cell of document.querySelectorAll('td, th, p, h1, h2, figcaption, caption')) {
        if (cell.scrollWidth > cell.clientWidth + 1) complaints.push(`"${cell.textContent}" is cut`)
      }
      return complaints
    })
    expect(found).toEqual([])
    await page.close()
  })

  test.each([
    [400, 700],
    [1400, 620],
  ] as const)(
    'opens with a sentence and a picture at %i pixels; the words come last',
    async (width, most) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } })
      await page.setContent(html())
      expect(await page.locator('h1').textContent()).toMatch(/^[A-Z].* .* .*\.$/)
      expect((await boxOf(page.locator('svg').first())).y).toBeLessThan(most)
      expect(await page.locator('section h2').last().textContent()).toBe('What the words mean')
      expect(await page.locator('header dl, header code').count()).toBe(0)
      await page.close()
    },
  )
})
