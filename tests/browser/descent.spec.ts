import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { beginVisit, numberOf, type Visit } from './visit.js'

describe.skipIf(!hasChromium)('room 2, gradient descent (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(() => expect(visit.complaints).toEqual([]))
  afterAll(() => visit.close())

  const verdict = (page: Page) => page.getByTestId('verdict').getAttribute('data-verdict')
  const steps = async (page: Page, count: number) => {
    const step = page.getByRole('button', { name: 'One step' })
    for (let k = 0; k < count; k++) await step.click()
  }

  test.each([
    ['creeps at a small rate', 0.002, 'creeping'],
    ['converges at a middle one', 0.05, 'converging'],
    ['oscillates at a large one', 0.12, 'oscillating'],
    ['diverges beyond 2/λmax', 0.13, 'diverging'],
  ])('%s', async (_, rate, expected) => {
    const page = await visit.open(`descent?surface=valley&rate=${rate}&start=-2.6_0.8`)
    await steps(page, 8)
    expect(await verdict(page)).toBe(expected)
  })

  test('runs to a minimum, and stops there', async () => {
    const page = await visit.open('descent?surface=bowl&rate=0.3')
    await page.getByLabel('Steps a second').fill('60')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.locator('[data-verdict=arrived]').waitFor()
    expect(await numberOf(page, 'height', 'height')).toBeLessThan(1e-5)
    await page.getByRole('button', { name: 'Run' }).waitFor()
  })

  test('takes the ball wherever it is put, with mouse or keys', async () => {
    const page = await visit.open('descent?surface=bowl')
    const map = page.getByRole('application')
    const box = await map.boundingBox()
    if (!box) throw new Error('no map')
    await map.click({ position: { x: box.width / 2, y: box.height / 2 } })
    expect(await numberOf(page, 'height', 'height')).toBeLessThan(1e-3)
    await map.focus()
    await page.keyboard.press('Shift+ArrowRight')
    expect(await numberOf(page, 'height', 'height')).toBeGreaterThan(0.01)
    await page.waitForURL(/start=/)
  })

  test('says the largest rate that converges, for quadratic surfaces', async () => {
    const page = await visit.open('descent?surface=valley')
    expect(await page.locator('.side .katex-html').textContent()).toContain('0.125')
    await page.getByRole('radio', { name: 'four wells' }).check()
    expect(await page.locator('.side .katex-html').count()).toBe(0)
  })
})
