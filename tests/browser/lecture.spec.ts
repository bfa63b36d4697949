import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { STEPS } from '../../apps/playground/src/state/pages.js'
import { complaintsOf } from './axe.js'
import { hasChromium } from './chromium.js'
import { button, PHONE, WIDE } from './hands.js'
import { addressOf, beginVisit, boxOf, until, type Visit } from './visit.js'

describe.skipIf(!hasChromium)('the lecture (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  test('begins with a start page, goes through seven steps and back, and says where one is', async () => {
    const page = await visit.open('')
    expect(await addressOf(page)).toBe('start')
    expect(await page.locator('.start ol a').count()).toBe(7)
    await page.getByRole('link', { name: 'Begin the lecture' }).click()
    const titles = new Set<string>()
    for (const [n, step] of STEPS.entries()) {
      await page.waitForURL((url) => url.hash.startsWith(`#${step}`))
      const current = page.locator('.progress [aria-current="page"]')
      await current.filter({ hasText: `${n + 1}.` }).waitFor()
      await page.waitForFunction((number) => document.title.startsWith(`${number}. `), n + 1)
      titles.add(await page.title())
      // A new step begins at its top.
      expect(await page.evaluate(() => scrollY)).toBe(0)
      if (n < 6) await page.locator('a[rel="next"]').click()
    }
    expect(titles.size).toBe(7)
    expect(await page.locator('a[rel="next"]').count()).toBe(0)
    await page.locator('a[rel="prev"]').click()
    await page.waitForURL(/#6-one-dimension/)
    await page.goBack()
    await page.waitForURL(/#7-derivation/)
  })

  test.each([400, 1400])(
    'step 3: the ball comes under the pointer, in a window of %d pixels',
    async (width) => {
      const page = await visit.blank({ viewport: { width, height: 900 } })
      await page.addInitScript(() => {
        const { arc } = CanvasRenderingContext2D.prototype
        CanvasRenderingContext2D.prototype.arc = function (...at) {
          // The ball is the largest circle that is drawn.
          if (at[2] > 7) document.documentElement.dataset.ball = String(at[0])
          return arc.apply(this, at)
        }
      })
      await page.goto(`${visit.site.url}#3-descent`)
      const ground = page.locator('canvas.ground')
      await ground.waitFor()
      const { width: across, height } = await boxOf(ground)
      for (const part of [0.15, 0.5, 0.85]) {
        await page.evaluate(() => delete document.documentElement.dataset.ball)
        await ground.click({ position: { x: part * across, y: height / 2 } })
        // None where it was not drawn since.
        const ball = async () => (await page.locator('html').getAttribute('data-ball')) ?? Number.NaN
        await expect.poll(async () => Math.abs(Number(await ball()) - part * across)).toBeLessThan(2)
      }
    },
  )

  test.each(STEPS)(
    '%s shows its command, the file of its code, and the section of the derivation',
    async (step) => {
      const page = await visit.open(step)
      expect(await page.locator('.command code').textContent()).toMatch(
        /^pnpm antigrad (approximate|descend|train|explain)/,
      )
      // No word of it is broken: a flag over two lines cannot be read.
      const lines = await page
        .locator('.command .word')
        .evaluateAll((words) => words.map((word) => word.getClientRects().length))
      expect(lines.every((count) => count === 1)).toBe(true)
      expect(await page.locator('.source .code').first().textContent()).toMatch(
        /^packages\/core\/src\/.+\.ts$/,
      )
      expect(await page.locator('.source .marked').count()).toBeGreaterThan(5)
      const sections = page.locator('.ways a', { hasText: '§' })
      const titles = await sections.allTextContents()
      expect(titles.length).toBeGreaterThan(0)
      expect(await page.locator('.katex [role=button]').count()).toBeGreaterThan(4)
      for (const one of await page.locator('.katex [role=button]').all())
        expect(await one.locator('.unseen').textContent()).not.toBe('')
      await sections.last().click()
      const number = /§(\d+)/.exec(titles[titles.length - 1])?.[1]
      await page.locator(`#section-${number}`).waitFor()
      await page.waitForTimeout(300)
      expect(Math.abs((await boxOf(page.locator(`#section-${number}`))).y)).toBeLessThan(40)
      await page.goBack()
      await page.waitForURL((url) => url.hash.startsWith(`#${step}`))
    },
  )

  const everywhere = (['start', ...STEPS] as const).flatMap((step) =>
    (['light', 'dark'] as const).map((colorScheme) => [step, colorScheme] as const),
  )
  test.each(everywhere)('%s, %s: nothing for axe to say, in both languages', async (step, colorScheme) => {
    for (const [locale, viewport] of [
      ['en-GB', WIDE],
      ['ru-RU', PHONE],
    ] as const) {
      const page = await visit.open(step, { colorScheme, locale, viewport })
      await page.waitForTimeout(300)
      expect(await complaintsOf(page)).toEqual([])
    }
  })

  test.each(STEPS)('%s fits a phone, with its main button in sight when its picture is', async (step) => {
    for (const locale of ['en-GB', 'ru-RU']) {
      const page = await visit.open(step, { viewport: { width: 360, height: 800 }, locale, hasTouch: true })
      await page.waitForTimeout(200)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
      const picture = await boxOf(page.locator('.picture').first())
      const main = await boxOf(page.locator('.picture .primary').first())
      expect(main.y - picture.y).toBeLessThan(60)
    }
  })

  test.each(
    (['start', ...STEPS] as const).flatMap((step) =>
      ['en-GB', 'ru-RU'].map((locale) => [step, locale] as const),
    ),
  )('%s, %s: a phone shows at once what makes it go', async (step, locale) => {
    const page = await visit.open(step, { viewport: PHONE, locale, hasTouch: true })
    const { y, height } = await boxOf(page.locator('.primary').first())
    expect(y + height).toBeLessThan(500)
  })

  test('the first page loads less than 300 kB, compressed, and each step at most 150 kB more', async () => {
    // The longer of both languages: Cyrillic letters come on top of the Latin ones.
    const page = await visit.blank({ locale: 'ru-RU' })
    let bodies = new Map<string, Promise<Buffer>>()
    page.on('response', (response) => {
      // The digits are fetched apart, when a page first needs them.
      if (response.ok() && !response.url().endsWith('.bin')) bodies.set(response.url(), response.body())
    })
    const loaded = async (address: string) => {
      bodies = new Map()
      await page.goto(`${visit.site.url}#${address}`)
      await page.locator('h1').waitFor()
      await page.waitForLoadState('networkidle')
      await page.waitForTimeout(500)
      let size = 0
      for (const [url, body] of bodies) {
        const bytes = await body
        // Fonts are compressed already.
        size += url.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length
      }
      process.stdout.write(`${address}: ${Math.round(size / 1000)} kB\n`)
      return size
    }
    expect(await loaded('start')).toBeLessThan(300_000)
    for (const step of STEPS) expect(await loaded(step)).toBeLessThan(150_000)
  })

  test('opened as a file it says how to serve it', async () => {
    const { pathToFileURL } = await import('node:url')
    const page = await visit.blank()
    const index = new URL('../../apps/playground/dist/index.html', import.meta.url)
    await page.goto(pathToFileURL(index.pathname).href)
    await page.getByText('python3 -m http.server').waitFor()
    expect(await page.locator('#app').textContent()).toContain('Serve its folder')
    // What a file cannot load is complained of by the browser, and told by the page.
    await visit.leave()
  })

  test('numbers have the comma and the nouns the forms of the language', async () => {
    const page = await visit.open('1-approximation', { locale: 'ru-RU' })
    const state = () => page.getByTestId('steps').textContent()
    const step = button(page, 'Один шаг')
    await step.click()
    await until(page, 'steps', 'steps', (steps) => steps === 1)
    expect(await state()).toMatch(/^1\sшаг, /)
    await step.click()
    await until(page, 'steps', 'steps', (steps) => steps === 2)
    expect(await state()).toMatch(/^2\sшага, /)
    expect(await page.locator('.fact strong').textContent()).toMatch(/^\d,\d+$/)
    await button(page, 'English').click()
    expect(await state()).toMatch(/^2 steps, /)
    expect(await page.locator('.fact strong').textContent()).toMatch(/^\d\.\d+$/)
  })
})
