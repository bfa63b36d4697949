import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { beginVisit, framesOf, numberOf, until, type Visit } from './visit.js'

describe.skipIf(!hasChromium)('room 1, unknown functions (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  test('fits the sine', async () => {
    const page = await visit.open('functions?noise=0')
    await until(page, 'error', 'error', (error) => error > 0.3)
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'error', 'error', (error) => error < 0.02)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.waitForTimeout(200)
    const rest = await numberOf(page, 'error', 'error')
    await page.waitForTimeout(300)
    expect(await numberOf(page, 'error', 'error')).toBe(rest)
  })

  test('stays at 60 frames a second while it trains', async () => {
    const page = await visit.open('functions')
    await page.getByRole('button', { name: 'Train' }).click()
    // The longest tenth of the frames may be late on a busy machine; training on the page's own thread
    // would make every frame last for as long as a slice of steps.
    const frames = await framesOf(page, 120)
    expect(frames[60]).toBeLessThan(20)
    expect(frames[108]).toBeLessThan(100)
  })

  test('learns a curve drawn with the mouse, and keeps it in the address', async () => {
    const page = await visit.open('functions')
    const plot = await page.getByRole('application').boundingBox()
    if (!plot) throw new Error('no plot')
    await page.mouse.move(plot.x + plot.width * 0.15, plot.y + plot.height * 0.7)
    await page.mouse.down()
    for (let part = 0.15; part <= 0.9; part += 0.025) {
      await page.mouse.move(
        plot.x + plot.width * part,
        plot.y + plot.height * (0.7 - 0.5 * Math.sin(part * Math.PI) ** 2),
      )
    }
    await page.mouse.up()
    expect(await page.getByRole('radio', { name: 'your own' }).isChecked()).toBe(true)
    // The paper stays what it was: the points lie where the mouse was.
    await page.waitForURL(/points=/)
    const drawn = new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('points')?.split('_') ?? []
    const xs = drawn.filter((_, k) => k % 2 === 0).map(Number)
    expect(xs.length).toBeGreaterThan(20)
    expect(xs).toEqual(xs.toSorted((a, b) => a - b))
    expect(xs[0]).toBeLessThan(1)
    expect(xs[xs.length - 1]).toBeGreaterThan(5)
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'error', 'error', (error) => error < 0.06)
    await page.waitForURL(/target=own.*points=/)
    const shared = await visit.open(new URL(page.url()).hash.slice(1))
    expect(await shared.getByRole('radio', { name: 'your own' }).isChecked()).toBe(true)
    expect(new URL(shared.url()).hash).toBe(new URL(page.url()).hash)
  })

  test('takes pasted numbers, whatever separates them', async () => {
    const page = await visit.open('functions')
    await page.getByText('Paste numbers').click()
    await page.getByLabel('One point a line').fill('0, 10\n10; 12\n20\t18\nno numbers\n30 31\n40 52.5\n')
    await page.getByRole('button', { name: 'Take them' }).click()
    await page.waitForURL(/points=0_10_10_12_20_18_30_31_40_52.5/)
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'error', 'error', (error) => error < 2)
  })

  test('sets and takes away points by keyboard', async () => {
    const page = await visit.open('functions')
    await page.getByRole('application').focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    for (let k = 0; k < 10; k++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
    await page.waitForURL(/points=[^_&]+(_[^_&]+){3}(&|$)/)
    const points = () => new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('points')?.split('_')
    expect(points()).toHaveLength(4)
    expect(points()?.[2]).not.toBe(points()?.[0])
    await page.keyboard.press('Delete')
    await page.waitForURL(/points=[^_&]+_[^_&]+(&|$)/)
    expect(points()).toHaveLength(2)
  })
})
