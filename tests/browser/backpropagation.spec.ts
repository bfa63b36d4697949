import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { addressOf, beginVisit, numberOf, type Visit } from './visit.js'

describe.skipIf(!hasChromium)('room 4, backpropagation (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  test.each([
    ['1-1-1', 4],
    ['2-3-2', 17],
  ])('the gradient of %s equals the finite differences', async (shape, parameters) => {
    const page = await visit.open(`backpropagation?network=${shape}`)
    const forward = page.getByRole('button', { name: 'Step forward' })
    for (let step = 1; step <= 13; step++) {
      await forward.click()
      expect(await page.locator('.step .katex').count()).toBe(1)
    }
    expect(await forward.isDisabled()).toBe(true)
    const rows = await page
      .locator('tr[data-analytic]')
      .evaluateAll((all) =>
        all.map((row) => [
          Number(row.getAttribute('data-analytic')),
          Number(row.getAttribute('data-numeric')),
        ]),
      )
    expect(rows).toHaveLength(parameters)
    for (const [analytic, numeric] of rows) {
      expect(Math.abs(analytic)).toBeGreaterThan(1e-5)
      expect(Math.abs(analytic - numeric)).toBeLessThan(1e-10)
    }
  })

  test('a weight is moved by dragging and by keys, and ε moves with it', async () => {
    const page = await visit.open('backpropagation')
    const before = await numberOf(page, 'loss', 'loss')
    const weight = page.getByRole('slider', { name: 'U', exact: true })
    const box = await weight.boundingBox()
    if (!box) throw new Error('no weight')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 100, box.y + box.height / 2, { steps: 5 })
    await page.mouse.up()
    const dragged = await numberOf(page, 'loss', 'loss')
    expect(dragged).toBeLessThan(before)
    expect(Number(await weight.getAttribute('aria-valuenow'))).toBeCloseTo(0.5)
    await weight.focus()
    await page.keyboard.press('ArrowRight')
    expect(await numberOf(page, 'loss', 'loss')).toBeLessThan(dragged)
    const address = await addressOf(page)
    expect(address).toContain('one=')
    const shared = await visit.open(address)
    expect(await shared.getByRole('heading', { name: 'ε as U moves' }).count()).toBe(1)
  })

  test('steps downhill make the loss smaller', async () => {
    const page = await visit.open('backpropagation?network=2-3-2')
    const downhill = page.getByRole('button', { name: 'Step downhill' })
    expect(await downhill.isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'All at once' }).click()
    let loss = await numberOf(page, 'loss', 'loss')
    for (let step = 0; step < 5; step++) {
      await downhill.click()
      const next = await numberOf(page, 'loss', 'loss')
      expect(next).toBeLessThan(loss)
      loss = next
    }
  })
})
