import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { addressOf, beginVisit, boxOf, framesOf, numberOf, swipe, until, type Visit } from './visit.js'

describe.skipIf(!hasChromium)('room 1, unknown functions (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  test('fits the sine', async () => {
    const page = await visit.open('functions?noise=0&pace=fast')
    await until(page, 'error', 'error', (error) => error > 0.3)
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'error', 'error', (error) => error < 0.02)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.waitForTimeout(200)
    const rest = await numberOf(page, 'error', 'error')
    await page.waitForTimeout(300)
    expect(await numberOf(page, 'error', 'error')).toBe(rest)
  })

  test('learns slowly enough to watch, a step or an epoch at a time where that is asked for', async () => {
    const page = await visit.open('functions')
    const steps = () => numberOf(page, 'steps', 'steps')
    await page.getByRole('button', { name: 'One step' }).click()
    await until(page, 'steps', 'steps', (now) => now === 1)
    await page.getByRole('button', { name: 'One epoch' }).click()
    await until(page, 'steps', 'steps', (now) => now === 48)
    const begun = Date.now()
    await page.getByRole('button', { name: 'Train' }).click()
    await page.waitForTimeout(2000)
    await page.getByRole('button', { name: 'Pause' }).click()
    // Half a second for what lies between this clock and the page's.
    const most = 48 + 240 * ((Date.now() - begun) / 1000 + 0.5)
    await page.waitForTimeout(200)
    const slow = await steps()
    expect(slow).toBeGreaterThan(100)
    expect(slow).toBeLessThan(most)
    expect(await numberOf(page, 'unseen', 'error')).toBeGreaterThan(0.05)
    // The pace changes while it trains.
    await page.getByRole('button', { name: 'Train' }).click()
    await page.getByRole('radio', { name: 'fast' }).check()
    await until(page, 'steps', 'steps', (now) => now > 20_000)
    await until(page, 'unseen', 'error', (error) => error < 0.04)
  })

  test('is run by keyboard alone', async () => {
    const page = await visit.open('functions')
    await page.getByRole('button', { name: 'One step' }).focus()
    for (let k = 0; k < 3; k++) await page.keyboard.press('Enter')
    await until(page, 'steps', 'steps', (now) => now === 3)
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('label')?.textContent)).toBe('slow')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Space')
    await until(page, 'steps', 'steps', (now) => now > 20_000)
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Train' }).waitFor()
    await page.waitForURL(/pace=fast/)
  })

  test('two points have an error that reads as what it is, and nothing unseen', async () => {
    const page = await visit.open('functions?target=own&points=-0.5_-0.5_0.5_0.5&pace=fast')
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'error', 'error', (error) => error < 0.0005)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.waitForTimeout(200)
    expect(await page.getByTestId('error').textContent()).not.toBe('0.000')
    expect(await page.getByTestId('unseen').count()).toBe(0)
    await page.getByText('too few points').waitFor()
  })

  test('of eight points some are kept for the test, and what has learned from them begins anew', async () => {
    const seven = [-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9].map((x) => `${x}_${x / 2}`).join('_')
    const page = await visit.open(`functions?target=own&points=${seven}`)
    await page.getByRole('button', { name: 'One epoch' }).click()
    await until(page, 'steps', 'steps', (steps) => steps === 7)
    expect(await page.getByTestId('unseen').count()).toBe(0)
    await page.getByRole('application').focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await until(page, 'steps', 'steps', (steps) => steps === 0)
    await page.getByTestId('unseen').waitFor()
    await page.getByText('for the test', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'One epoch' }).click()
    await until(page, 'steps', 'steps', (steps) => steps === 6)
  })

  test('stays at 60 frames a second while it trains', async () => {
    const page = await visit.open('functions?pace=fast')
    await page.getByRole('button', { name: 'Train' }).click()
    // The longest tenth of the frames may be late on a busy machine; training on the page's own thread
    // would make every frame last for as long as a slice of steps.
    const frames = await framesOf(page, 120)
    expect(frames[60]).toBeLessThan(20)
    expect(frames[108]).toBeLessThan(100)
  })

  test('learns a curve drawn with the mouse, and keeps it in the address', async () => {
    const page = await visit.open('functions?pace=fast')
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
    const query = new URLSearchParams((await addressOf(page)).split('?')[1])
    const drawn = query.get('points')?.split('_') ?? []
    const xs = drawn.filter((_, k) => k % 2 === 0).map(Number)
    expect(xs.length).toBeGreaterThan(20)
    expect(xs).toEqual(xs.toSorted((a, b) => a - b))
    expect(xs[0]).toBeLessThan(1)
    expect(xs[xs.length - 1]).toBeGreaterThan(5)
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'error', 'error', (error) => error < 0.06)
    const address = await addressOf(page)
    expect(address).toMatch(/target=own.*points=/)
    const shared = await visit.open(address)
    expect(await shared.getByRole('radio', { name: 'your own' }).isChecked()).toBe(true)
    expect(await addressOf(shared)).toBe(address)
  })

  test('takes pasted numbers, whatever separates them', async () => {
    const page = await visit.open('functions?pace=fast')
    await page.getByText('Paste numbers').click()
    await page.getByLabel('One point per line').fill('0, 10\n10; 12\n20\t18\nno numbers\n30 31\n40 52.5\n')
    await page.getByRole('button', { name: 'Use these points' }).click()
    await page.waitForURL(/points=0_10_10_12_20_18_30_31_40_52.5/)
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'error', 'error', (error) => error < 2)
  })

  test('a finger draws to the side, and scrolls the page up and down', async () => {
    const page = await visit.open('functions?pace=fast', {
      viewport: { width: 400, height: 700 },
      hasTouch: true,
    })
    const plot = page.getByRole('application')
    await plot.scrollIntoViewIfNeeded()
    const before = await page.evaluate(() => scrollY)
    const box = await boxOf(plot)
    await swipe(page, [box.x + 200, box.y + 200], [box.x + 204, box.y + 20])
    await page.waitForFunction((from) => scrollY > from, before)
    expect(await page.getByRole('radio', { name: 'sine' }).isChecked()).toBe(true)
    const now = await boxOf(plot)
    await swipe(page, [now.x + 80, now.y + 150], [now.x + 300, now.y + 140])
    await page.waitForURL(/target=own/)
    expect(await page.getByRole('radio', { name: 'your own' }).isChecked()).toBe(true)
  })

  test('starts over while it trains, with no news of the network before', async () => {
    const page = await visit.open('functions?pace=fast')
    await page.getByRole('button', { name: 'Train' }).click()
    const stale: number[] = []
    for (let turn = 0; turn < 8; turn++) {
      const before = await until(page, 'steps', 'steps', (steps) => steps > 40_000)
      const shown = await page.evaluate(async () => {
        const place = document.querySelector<HTMLElement>('[data-testid=steps]')
        const button = [...document.querySelectorAll('button')].find(
          (one) => one.textContent === 'Start over',
        )
        if (!place || !button) throw new Error('no steps, or no button')
        const values: number[] = []
        const observer = new MutationObserver(() => values.push(Number(place.dataset.steps)))
        observer.observe(place, { attributes: true })
        button.click()
        for (let k = 0; k < 3; k++) await new Promise(requestAnimationFrame)
        observer.disconnect()
        return values
      })
      expect(shown.length).toBeGreaterThan(0)
      stale.push(...shown.filter((steps) => steps >= before))
    }
    expect(stale).toEqual([])
  })

  test('sets and takes away points by keyboard', async () => {
    const page = await visit.open('functions?pace=fast')
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
