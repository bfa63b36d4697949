import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { addressOf, beginVisit, boxOf, numberOf, until, type Visit } from './visit.js'

const STEPS = [
  '1-approximation',
  '2-properties',
  '3-descent',
  '4-images',
  '5-training',
  '6-one-dimension',
  '7-derivation',
] as const

const PHONE = { width: 400, height: 800 }
const WIDE = { width: 1400, height: 900 }

/** How a student does something: each in a language and a window of its own. */
interface Hand {
  readonly name: string
  readonly options: BrowserContextOptions
  /** Presses a button of this name. */
  press(page: Page, name: string | RegExp): Promise<void>
  /** Moves a slider to one of its ends. */
  slide(page: Page, name: string | RegExp, to: 'Home' | 'End'): Promise<void>
  /** Chooses one of a few words. */
  choose(page: Page, name: string | RegExp): Promise<void>
  /** Points at the first symbol of a formula. */
  point(page: Page, symbol: string): Promise<void>
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const radio = (page: Page, name: string | RegExp) => page.getByRole('radio', { name, exact: true })
const slider = (page: Page, name: string | RegExp) => page.getByRole('slider', { name })
const symbolOf = (page: Page, symbol: string) => page.locator(`.katex [data-symbol="${symbol}"]`).first()
/** What is seen of it; its name for the ear is a pixel beside it. */
const glyphOf = (page: Page, symbol: string) =>
  symbolOf(page, symbol).locator(':scope > :not(.unseen)').first()

/** Goes from one focus to the next until it is where it should be. */
async function tabTo(page: Page, selector: () => Promise<boolean>): Promise<void> {
  for (let press = 0; press < 250; press++) {
    if (await selector()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

const HANDS: readonly Hand[] = [
  {
    name: 'by mouse, in English',
    options: { viewport: WIDE },
    press: (page, name) => button(page, name).click(),
    async slide(page, name, to) {
      await slider(page, name).scrollIntoViewIfNeeded()
      const { x, y, width, height } = await boxOf(slider(page, name))
      await page.mouse.click(to === 'Home' ? x + 1 : x + width - 1, y + height / 2)
    },
    choose: (page, name) => radio(page, name).click(),
    point: (page, symbol) => glyphOf(page, symbol).hover(),
  },
  {
    name: 'by touch, in Russian',
    options: { viewport: PHONE, hasTouch: true, locale: 'ru-RU' },
    press: (page, name) => button(page, name).tap(),
    async slide(page, name, to) {
      await slider(page, name).scrollIntoViewIfNeeded()
      const { x, y, width, height } = await boxOf(slider(page, name))
      await page.touchscreen.tap(to === 'Home' ? x + 1 : x + width - 1, y + height / 2)
    },
    choose: (page, name) => radio(page, name).tap(),
    point: (page, symbol) => glyphOf(page, symbol).tap(),
  },
  {
    name: 'by keyboard alone, in Russian',
    options: { viewport: WIDE, locale: 'ru-RU' },
    async press(page, name) {
      const one = button(page, name)
      await tabTo(page, () => one.evaluate((element) => element === document.activeElement))
      await page.keyboard.press('Enter')
    },
    async slide(page, name, to) {
      const one = slider(page, name)
      await tabTo(page, () => one.evaluate((element) => element === document.activeElement))
      await page.keyboard.press(to)
    },
    async choose(page, name) {
      const one = radio(page, name)
      const group = page.locator('fieldset', { has: one })
      await tabTo(page, () => group.evaluate((element) => element.contains(document.activeElement)))
      for (let press = 0; press < 9 && !(await one.isChecked()); press++)
        await page.keyboard.press('ArrowRight')
    },
    async point(page, symbol) {
      const one = symbolOf(page, symbol)
      await tabTo(page, () => one.evaluate((element) => element === document.activeElement))
    },
  },
]

/** What a button is called in the language of the page. */
async function inPage(page: Page, english: string, russian: string): Promise<string> {
  return (await page.locator('html').getAttribute('lang')) === 'ru' ? russian : english
}

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

  describe.each(HANDS)('$name', (hand) => {
    const open = (address: string) => visit.open(address, hand.options)

    test('1: a network follows the points, and shows what is pointed at', async () => {
      const page = await open('1-approximation')
      const before = await numberOf(page, 'error', 'error')
      await hand.choose(page, await inPage(page, 'fast', 'быстро'))
      await hand.press(page, await inPage(page, 'One epoch', 'Одна эпоха'))
      await until(page, 'steps', 'steps', (steps) => steps === 24)
      await page.locator('.skip').focus()
      await hand.press(page, await inPage(page, 'Train', 'Обучить'))
      await until(page, 'error', 'error', (error) => error < before / 3)
      await page.locator('.skip').focus()
      await hand.press(page, await inPage(page, 'Pause', 'Пауза'))
      await hand.slide(page, await inPage(page, 'Hidden units', 'Скрытых нейронов'), 'Home')
      await until(page, 'steps', 'steps', (steps) => steps === 0)
      expect(await addressOf(page)).toMatch(/units=1/)
    })

    test('2: the network is compared with a polynomial and lines, on rows none has seen', async () => {
      const page = await open('2-properties')
      const nearest = async () => {
        await page.locator('.skip').focus()
        await hand.press(page, await inPage(page, 'Train the network', 'Обучить сеть'))
        await page.locator('[data-testid=verdict][data-nearest]').waitFor({ timeout: 100_000 })
        return page.getByTestId('verdict').getAttribute('data-nearest')
      }
      expect(await nearest()).toBe('polynomial')
      await page.locator('.skip').focus()
      await hand.choose(page, await inPage(page, 'Conductivity of copper', 'Теплопроводность меди'))
      expect(await nearest()).toBe('network')
      expect(await addressOf(page)).toContain('table=copper-conductivity')
    })

    test('3: steps go down, and a rate too large flies off', async () => {
      const page = await open('3-descent')
      expect(await page.getByTestId('effect').getAttribute('data-effect')).toBeNull()
      const before = await numberOf(page, 'height', 'height')
      const step = await inPage(page, 'One step', 'Один шаг')
      for (let k = 0; k < 3; k++) await hand.press(page, step)
      expect(await numberOf(page, 'height', 'height')).toBeLessThan(before / 4)
      await hand.slide(page, await inPage(page, 'Learning rate', 'Скорость обучения'), 'End')
      await page.waitForFunction(
        () => document.querySelector<HTMLElement>('[data-testid=effect]')?.dataset.effect === 'diverging',
      )
      expect(await addressOf(page)).toMatch(/rate=2.*steps=3|steps=3.*rate=2/)
    })

    test('4: a digit is 784 numbers, and after an epoch most are read rightly', async () => {
      const page = await open('4-images')
      await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy > 0)
      await hand.press(page, await inPage(page, 'One epoch', 'Одна эпоха'))
      await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy > 0.85)
      await hand.press(page, await inPage(page, 'Next digit', 'Следующая цифра'))
      expect(await addressOf(page)).toMatch(/digit=1/)
    })

    test('5: curves of two runs lie over each other', async () => {
      const page = await open('5-training')
      await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy > 0)
      await hand.press(page, await inPage(page, 'One epoch', 'Одна эпоха'))
      await until(page, 'accuracy', 'epochs', (epochs) => epochs === 1)
      await hand.choose(page, '100')
      await page.locator('.skip').focus()
      await hand.press(page, await inPage(page, 'Start over', 'Начать заново'))
      await until(page, 'accuracy', 'batch', (batch) => batch === 100)
      expect(await page.getByTestId('earlier').locator('li').count()).toBe(1)
      expect(await addressOf(page)).toContain('batch=100')
    })

    test('6: all eight derivatives step by step, each as its finite difference', async () => {
      const page = await open('6-one-dimension')
      const forward = await inPage(page, 'Step forward', 'Шаг вперёд')
      for (let step = 1; step <= 13; step++) {
        await hand.press(page, forward)
        expect(await page.locator('tr[data-analytic]').count()).toBe(Math.max(0, step - 5))
      }
      const rows = await page
        .locator('tr[data-analytic]')
        .evaluateAll((all) =>
          all.map((row) => [
            Number(row.getAttribute('data-analytic')),
            Number(row.getAttribute('data-numeric')),
          ]),
        )
      for (const [analytic, numeric] of rows) {
        expect(Math.abs(analytic)).toBeGreaterThan(1e-3)
        expect(Math.abs(analytic - numeric)).toBeLessThan(1e-10)
      }
      const loss = await numberOf(page, 'loss', 'loss')
      await hand.press(page, await inPage(page, 'Step downhill', 'Шаг спуска'))
      expect(await numberOf(page, 'loss', 'loss')).toBeLessThan(loss)
      expect(await addressOf(page)).toMatch(/numbers=.*step=13|step=13.*numbers=/)
    })

    test('7: the lines are matrices with their shapes, and softmax learns from the worst mistakes', async () => {
      const page = await open('7-derivation?step=13')
      const shapes = () => page.locator('.matrix figcaption').allTextContents()
      expect(await shapes()).toEqual(['3 × 1', '1 × 2', '3 × 2'])
      expect(await page.getByTestId('saying').textContent()).toContain(
        await inPage(page, 'tensor product', 'тензорное произведение'),
      )
      const before = await inPage(page, 'Line before', 'Предыдущая')
      for (let k = 0; k < 3; k++) await hand.press(page, before)
      expect(await shapes()).toEqual(['3 × 2', '2 × 1', '3 × 1'])
      await hand.slide(page, await inPage(page, 'preactivation q₁', 'взвешенная сумма q₁'), 'Home')
      const delta = (head: string) =>
        page
          .locator(`tr[data-head=${head}]`)
          .getAttribute('data-delta')
          .then((text) => Math.abs(Number(text)))
      expect(await delta('squared')).toBeLessThan(0.001)
      expect(await delta('softmax')).toBeGreaterThan(0.99)
    })

    test.each([
      ['6-one-dimension?step=13', 'dV'],
      ['7-derivation?step=13', 'outer'],
    ])('%s: a symbol lights in formula, picture and code', async (address, symbol) => {
      const page = await open(address)
      const places = [
        `.katex [data-symbol~="${symbol}"]`,
        `:is(.chain text, .sign)[data-symbol~="${symbol}"]`,
        `.source [data-symbol~="${symbol}"]`,
      ]
      const style = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((one) => {
            const { color, fill, backgroundColor, strokeWidth, stroke } = getComputedStyle(one)
            return [color, fill, backgroundColor, strokeWidth, stroke].join()
          })
      const dark = await Promise.all(places.map(style))
      await hand.point(page, symbol)
      await page.waitForTimeout(300)
      const bright = await Promise.all(places.map(style))
      for (const [n, place] of places.entries()) expect(bright[n], place).not.toBe(dark[n])
    })
  })

  test.each(STEPS)(
    '%s shows its command, the file of its code, and the section of the derivation',
    async (step) => {
      const page = await visit.open(step)
      expect(await page.locator('.command code').textContent()).toMatch(
        /^pnpm antigrad (approximate|descend|train|explain)/,
      )
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
      await page.addScriptTag({ content: axe.source })
      const found = await page.evaluate(async () => {
        const { axe: inside } = window as unknown as { axe: typeof axe }
        return (await inside.run()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
        )
      })
      expect(found).toEqual([])
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
