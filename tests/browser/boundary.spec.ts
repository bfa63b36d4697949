import { spawnSync } from 'node:child_process'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { addressOf, beginVisit, boxOf, framesOf, numberOf, swipe, until, type Visit } from './visit.js'

/** Runs the program that the page shows, in Node, and returns its last line. */
async function runInNode(page: Page): Promise<string> {
  const code = (await page.getByTestId('code').textContent()) ?? ''
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-'], {
    cwd: import.meta.dirname ?? new URL('.', import.meta.url).pathname,
    input: code,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return stdout.trim().split('\n').at(-1) ?? ''
}

/** The hash, once the weights rest. */
async function hashOf(page: Page): Promise<string> {
  const place = page.getByTestId('hash')
  await place.filter({ hasText: 'sha256:' }).waitFor()
  return (await place.textContent()) ?? ''
}

/** Where a place of the plane lies in the window; x and y from −1 at the left and the bottom to 1. */
async function spotOf(plane: Locator, x: number, y: number): Promise<readonly [number, number]> {
  const box = await boxOf(plane)
  return [box.x + ((x + 1) / 2) * box.width, box.y + ((1 - y) / 2) * box.height]
}

function pointsOf(page: Page): string[] {
  const query = new URLSearchParams(new URL(page.url()).hash.split('?')[1])
  return query.get('points')?.split('_') ?? []
}

describe.skipIf(!hasChromium)('the boundary (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  test('tells the ring from the disc, and rests with the weights of Node', async () => {
    const page = await visit.open('boundary?pace=fast')
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy > 0.97)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Train' }).waitFor()
    expect(await hashOf(page)).toBe(await runInNode(page))
  })

  test.each([
    'boundary?set=spiral&hidden=8_8&activation=relu&rule=adam&rate=0.01&dropout=0.1&decay=0.001&batch=7&seed=3',
    'boundary?set=blobs&noise=0.2&hidden=&rule=momentum&head=squared',
    'boundary?set=own&points=-100_-100_0_100_100_1_-100_100_2_0_20_1_30_40_0_50_-60_2_70_80_1_-90_95_2_10_10_0',
  ])('gives the weights of Node, bit for bit: %s', async (address) => {
    const page = await visit.open(address)
    await page.getByRole('button', { name: 'One epoch' }).click()
    await page.getByRole('button', { name: 'One step' }).click()
    await page.getByRole('button', { name: 'One step' }).click()
    const perEpoch = await numberOf(page, 'epochs', 'steps')
    await page.getByRole('radio', { name: 'fast' }).check()
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'epochs', 'steps', (steps) => steps > perEpoch + 100)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Train' }).waitFor()
    expect(await hashOf(page)).toBe(await runInNode(page))
  })

  test('shows the name of the weights that rest, also where that of earlier ones comes later', async () => {
    const page = await visit.blank()
    await page.addInitScript(() => {
      const digest = crypto.subtle.digest.bind(crypto.subtle)
      let asked = 0
      crypto.subtle.digest = async (...all) => {
        const first = asked++ === 0
        if (first) await new Promise((resolve) => setTimeout(resolve, 1500))
        return digest(...all)
      }
    })
    await page.goto(`${visit.site.url}#boundary?set=moons&hidden=3`)
    const step = page.getByRole('button', { name: 'One step' })
    for (let steps = 1; steps <= 2; steps++) {
      await step.click()
      await until(page, 'epochs', 'steps', (taken) => taken === steps)
    }
    await page.waitForTimeout(2000)
    expect(await hashOf(page)).toBe(await runInNode(page))
  })

  test('one epoch ends where it does, whatever pace is chosen meanwhile', async () => {
    const page = await visit.open('boundary')
    await page.evaluate(async () => {
      const named = (name: string) =>
        [...document.querySelectorAll('button')].find((one) => one.textContent === name)
      named('One epoch')?.click()
      // The page is drawn anew, but the worker has not answered yet.
      for (let n = 0; n < 5; n++) await Promise.resolve()
      document.querySelectorAll<HTMLInputElement>('.pace input')[1]?.click()
    })
    expect(await page.getByRole('radio', { name: 'fast' }).isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Train' }).waitFor()
    expect(await numberOf(page, 'epochs', 'steps')).toBe(20)
  })

  test('a link leads to the same network, trained as far', async () => {
    const page = await visit.open('boundary?set=moons&hidden=3')
    for (let k = 0; k < 2; k++) await page.getByRole('button', { name: 'One epoch' }).click()
    await page.getByRole('button', { name: 'One step' }).click()
    await until(page, 'epochs', 'steps', (steps) => steps === 41)
    const hash = await hashOf(page)
    const shared = await visit.open(await addressOf(page))
    await until(shared, 'epochs', 'steps', (steps) => steps === 41)
    expect(await hashOf(shared)).toBe(hash)
    // The way there is drawn, too: the start, two epochs, and now.
    expect(await numberOf(shared, 'losses', 'moments')).toBe(4)
    // What is changed begins anew, and so does its address.
    await shared.getByRole('radio', { name: 'XOR' }).check()
    await until(shared, 'epochs', 'steps', (steps) => steps === 0)
    expect(await addressOf(shared)).toBe('boundary?set=xor&hidden=3')
  })

  test('code and link are copied', async () => {
    const page = await visit.open('boundary', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('radio', { name: 'spiral' }).check()
    await page.getByRole('button', { name: 'Copy the code' }).click()
    await page.getByText('The code is copied.').waitFor()
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
    expect(await clipboard()).toBe(await page.getByTestId('code').textContent())
    await page.getByRole('button', { name: 'Copy a link' }).click()
    await page.getByText('The link is copied.').waitFor()
    expect(await clipboard()).toMatch(/#boundary\?set=spiral$/)
  })

  test('is slow enough to watch', async () => {
    const page = await visit.open('boundary')
    await page.getByRole('button', { name: 'Train' }).click()
    const begun = Date.now()
    await page.waitForTimeout(2000)
    await page.getByRole('button', { name: 'Pause' }).click()
    const most = 30 * ((Date.now() - begun) / 1000 + 0.5)
    await page.waitForTimeout(200)
    const steps = await numberOf(page, 'epochs', 'steps')
    expect(steps).toBeGreaterThan(20)
    expect(steps).toBeLessThan(most)
  })

  test('stays at 60 frames a second while it trains, the largest network too', async () => {
    const page = await visit.open('boundary?hidden=8_8_8_8&pace=fast')
    await page.getByRole('button', { name: 'Train' }).click()
    const frames = await framesOf(page, 120)
    expect(frames[60]).toBeLessThan(20)
    expect(frames[108]).toBeLessThan(100)
  })

  test('layers and units are added and taken, by mouse, by finger and by keyboard alone', async () => {
    const page = await visit.open('boundary', { viewport: { width: 400, height: 800 }, hasTouch: true })
    await page.getByRole('button', { name: 'Add a layer' }).click()
    await page.getByRole('button', { name: 'Add a unit to layer 3' }).tap()
    await page.waitForURL(/hidden=6_4_5/)
    const less = page.getByRole('button', { name: 'Take a unit of layer 1 away' })
    await less.focus()
    for (let k = 0; k < 9; k++) await page.keyboard.press('Enter')
    await page.waitForURL(/hidden=1_4_5/)
    // It is still in focus, and says that it does nothing.
    expect(await less.evaluate((button) => button === document.activeElement)).toBe(true)
    expect(await less.getAttribute('aria-disabled')).toBe('true')
    expect(await page.locator('.unit').count()).toBe(2 + 1 + 4 + 5 + 2)
    for (let k = 0; k < 3; k++) await page.getByRole('button', { name: 'Take a layer away' }).click()
    await page.waitForURL(/hidden=(&|$)/)
    await page.getByRole('button', { name: 'One epoch' }).click()
    await until(page, 'epochs', 'steps', (steps) => steps === 20)
  })

  test('a unit that is chosen is shown large', async () => {
    const page = await visit.open('boundary')
    const plane = page.getByRole('application')
    const picture = () => plane.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    await until(page, 'epochs', 'steps', (steps) => steps === 0)
    const decision = await picture()
    const unit = page.getByRole('button', { name: 'Layer 1, unit 2' })
    await unit.click()
    expect(await unit.getAttribute('aria-pressed')).toBe('true')
    await expect.poll(picture).not.toBe(decision)
    await unit.press('Enter')
    await expect.poll(picture).toBe(decision)
  })

  test('points are drawn with the mouse, a kind at a time, and learned', async () => {
    const page = await visit.open('boundary?pace=fast')
    const plane = page.getByRole('application')
    for (const [kind, y] of [
      ['first', 0.5],
      ['second', -0.5],
    ] as const) {
      await page.getByRole('radio', { name: kind }).check()
      await plane.scrollIntoViewIfNeeded()
      await page.mouse.move(...(await spotOf(plane, -0.8, y)))
      await page.mouse.down()
      for (let x = -0.8; x <= 0.8; x += 0.05) await page.mouse.move(...(await spotOf(plane, x, y)))
      await page.mouse.up()
    }
    expect(await page.getByRole('radio', { name: 'your own' }).isChecked()).toBe(true)
    await addressOf(page)
    const drawn = pointsOf(page)
    expect(drawn.length / 3).toBeGreaterThan(20)
    const kinds = drawn.filter((_, k) => k % 3 === 2)
    expect(new Set(kinds)).toEqual(new Set(['0', '1']))
    await page.getByRole('button', { name: 'Train' }).click()
    await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy === 1)
    await page.getByRole('button', { name: 'Clear the points' }).click()
    await page.getByText('Draw points here').waitFor()
    expect(await page.getByRole('button', { name: 'Train' }).isDisabled()).toBe(true)
  })

  test('points are drawn with a finger', async () => {
    const page = await visit.open('boundary', { viewport: { width: 400, height: 800 }, hasTouch: true })
    const plane = page.getByRole('application')
    await plane.scrollIntoViewIfNeeded()
    await swipe(page, await spotOf(plane, -0.5, 0), await spotOf(plane, 0.5, 0.2))
    await page.waitForURL(/set=own/)
    await addressOf(page)
    expect(pointsOf(page).length / 3).toBeGreaterThan(4)
  })

  test('points are set and taken away by keyboard', async () => {
    const page = await visit.open('boundary')
    await page.getByRole('application').focus()
    await page.keyboard.press('2')
    await page.keyboard.press('Enter')
    for (let k = 0; k < 3; k++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('3')
    await page.keyboard.press('Enter')
    await page.waitForURL(/points=0_0_1_150_0_2/)
    expect(await page.getByRole('radio', { name: 'third' }).isChecked()).toBe(true)
    await page.keyboard.press('Delete')
    await page.waitForURL(/points=0_0_1(&|$)/)
  })

  test('points are pasted, and scaled onto the plane', async () => {
    const page = await visit.open('boundary')
    await page.getByText('Paste points').click()
    const button = page.getByRole('button', { name: 'Use these points' })
    await button.click()
    await page.getByText('There is no point here.').waitFor()
    await page.getByLabel('One point per line').fill('150; 10; 0\n180\t30\t1\n165 20 2\nno numbers')
    await button.click()
    await page.waitForURL(/points=-200_-200_0_200_200_1_0_0_2/)
    await page.getByText('too few to keep some for a test').waitFor()
    await page.getByText('Taken as points: 3 of 4 lines; the others are none.').waitFor()
    const many = Array.from({ length: 1000 }, (_, k) => `${k} ${k} ${k % 2}`).join('\n')
    await page.getByLabel('One point per line').fill(many)
    await button.click()
    await page.getByText('Taken as points: 400 of 1,000 lines; there is room for 400.').waitFor()
  })

  test.each([
    ['hidden=', 'Add one.'],
    ['rate=10&activation=sigmoid&head=squared&hidden=8_8_8', 'A learning rate of 10 may well be too large'],
    ['rate=0.001&activation=sigmoid&hidden=4_4', 'Try another learning rate'],
  ])('says when it has learned nothing, and what to try: %s', async (settings, advice) => {
    const page = await visit.open(`boundary?pace=fast&${settings}`)
    await page.getByRole('button', { name: 'Train' }).click()
    await page.getByRole('alert').filter({ hasText: advice }).waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Start over' }).click()
    await page.getByRole('alert').waitFor({ state: 'hidden' })
  })

  test('without points there is nothing to train, and it says so', async () => {
    const page = await visit.open('boundary?set=own')
    await page.getByText('there are no points yet').waitFor()
    expect(await page.getByRole('button', { name: 'Train' }).isDisabled()).toBe(true)
  })

  test('says so when the loss has no bounds, and what to try', async () => {
    const page = await visit.open('boundary?activation=linear&hidden=8_8_8&rule=momentum&rate=10&pace=fast')
    await page.getByRole('button', { name: 'Train' }).click()
    await page.getByRole('alert').filter({ hasText: 'Try a lower learning rate' }).waitFor()
    await page.getByRole('button', { name: 'Train' }).waitFor()
  })

  test('speaks Russian, with its plural forms and commas', async () => {
    const page = await visit.open('boundary', { locale: 'ru-RU' })
    await page.getByRole('heading', { name: 'Граница' }).waitFor()
    await page.getByRole('button', { name: 'Одна эпоха' }).click()
    await page.getByText(/1\s+эпоха, 20\s+шагов/).waitFor()
    await page.getByRole('button', { name: 'Один шаг' }).click()
    await page.getByText(/1\s+эпоха, 21\s+шаг$/).waitFor()
    expect(await page.getByTestId('accuracy').textContent()).toMatch(/^\d+,\d %$/)
    await page.getByRole('button', { name: 'Убрать слой' }).click()
    await page.getByText(/1\s+скрытый слой/).waitFor()
  })
})
