import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { beginVisit, boxOf, numberOf, type Visit } from './visit.js'

describe.skipIf(!hasChromium)('room 2, gradient descent (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  const effect = (page: Page) => page.getByTestId('effect').getAttribute('data-effect')

  test.each([
    ['creeps at a small rate', 0.001, 'creeping'],
    ['converges at a middle one', 0.06, 'converging'],
    ['oscillates at a large one', 0.078, 'oscillating'],
    ['diverges beyond 2/λmax = 0.08', 0.082, 'diverging'],
  ])('%s', async (_, rate, expected) => {
    const page = await visit.open(`descent?surface=valley&rate=${rate}`)
    expect(await effect(page)).toBe(expected)
    const before = await numberOf(page, 'height', 'height')
    const step = page.getByRole('button', { name: 'One step' })
    for (let k = 0; k < 8; k++) await step.click()
    const after = await numberOf(page, 'height', 'height')
    expect(await numberOf(page, 'height', 'steps')).toBe(8)
    if (expected === 'diverging') expect(after).toBeGreaterThan(before)
    else expect(after).toBeLessThan(before)
  })

  test('follows the learning rate while it is dragged', async () => {
    const page = await visit.open('descent?surface=valley&steps=40')
    const effects = new Set<string | null>()
    await page.getByLabel('Learning rate').focus()
    await page.keyboard.press('Home')
    for (let press = 0; press < 160; press += 4) {
      for (let k = 0; k < 4; k++) await page.keyboard.press('ArrowRight')
      effects.add(await effect(page))
    }
    expect([...effects]).toEqual(['creeping', 'converging', 'oscillating', 'diverging'])
  })

  test('runs to a minimum, and stops there', async () => {
    const page = await visit.open('descent?surface=minima')
    await page.getByLabel('Steps per second').fill('60')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.locator('[data-arrived]').waitFor()
    expect(await numberOf(page, 'height', 'height')).toBeLessThan(1e-3)
    await page.getByRole('button', { name: 'Run' }).waitFor()
    await page.waitForURL(/steps=\d+/)
  })

  test('takes the ball wherever it is put, with mouse or keys', async () => {
    const page = await visit.open('descent?surface=valley')
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

  test('keeps the ball on the map, however far it is pulled', async () => {
    const page = await visit.open('descent?surface=valley')
    const map = page.getByRole('application')
    const { x, y, width, height } = await boxOf(map)
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + 2 * width, y + height / 2)
    await page.mouse.up()
    await page.waitForURL(/start=10(\.\d+)?_/)
    await map.focus()
    for (let k = 0; k < 30; k++) await page.keyboard.press('Shift+ArrowLeft')
    await page.waitForURL(/start=-10(\.\d+)?_/)
  })

  test('says the largest rate that converges, for quadratic surfaces', async () => {
    const page = await visit.open('descent?surface=valley')
    expect(await page.locator('.side .katex-html').textContent()).toContain('0.08')
    await page.getByRole('radio', { name: 'two hollows' }).check()
    expect(await page.locator('.side .note').first().textContent()).toContain('Where the ball is now')
  })
})
