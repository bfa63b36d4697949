import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ROOMS } from '../../apps/playground/src/state/pages.js'
import { complaintsOf } from './axe.js'
import { hasChromium } from './chromium.js'
import { beginVisit, boxOf, type Visit } from './visit.js'

describe.skipIf(!hasChromium)('the whole playground (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  const everywhere = ROOMS.flatMap((room) =>
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      (['en-GB', 'ru-RU'] as const).map((locale) => [room, colorScheme, locale] as const),
    ),
  )

  test.each(everywhere)('%s, %s, %s: nothing for axe to say', async (room, colorScheme, locale) => {
    const page = await visit.open(room === 'backpropagation' ? `${room}?network=2-3-2&step=13` : room, {
      colorScheme,
      locale,
      viewport: locale === 'ru-RU' ? { width: 400, height: 850 } : { width: 1400, height: 900 },
    })
    await page.waitForTimeout(300)
    expect(await complaintsOf(page)).toEqual([])
  })

  test.each(['light', 'dark'] as const)(
    'digits that are learned, %s: nothing for axe to say',
    async (colorScheme) => {
      const page = await visit.open('digits?hidden=12&epochs=1&pace=fast', { colorScheme })
      await page.getByRole('button', { name: 'Train', exact: true }).click()
      await page.getByRole('button', { name: 'Train again' }).waitFor()
      await page.getByTestId('mistakes').waitFor()
      expect(await complaintsOf(page)).toEqual([])
    },
  )

  test.each(ROOMS)('%s loads less than 300 kB, compressed, without the digits', async (room) => {
    // The longer of both languages: Cyrillic letters come on top of the Latin ones.
    const fresh = await visit.blank({ locale: 'ru-RU' })
    const bodies = new Map<string, Promise<Buffer>>()
    fresh.on('response', (response) => {
      if (response.ok() && !response.url().endsWith('.bin')) bodies.set(response.url(), response.body())
    })
    await fresh.goto(`${visit.site.url}#${room}`)
    await fresh.locator('h1').waitFor()
    await fresh.waitForLoadState('networkidle')
    let size = 0
    for (const [url, body] of bodies) {
      const bytes = await body
      // Fonts are compressed already.
      size += url.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length
    }
    process.stdout.write(`${room}: ${Math.round(size / 1000)} kB\n`)
    expect(size).toBeGreaterThan(50_000)
    expect(size).toBeLessThan(300_000)
  })

  test.each(ROOMS.flatMap((room) => (['en-GB', 'ru-RU'] as const).map((locale) => [room, locale] as const)))(
    '%s, %s: a phone shows at once what makes it go',
    async (room, locale) => {
      const page = await visit.open(room, { viewport: { width: 400, height: 800 }, locale, hasTouch: true })
      const { y, height } = await boxOf(page.locator('.primary'))
      expect(y + height).toBeLessThan(500)
    },
  )

  test('asks nobody but its own host', async () => {
    const page = await visit.open('functions')
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).origin))
    for (const room of ROOMS) {
      await page.goto(`${visit.site.url}#${room}`)
      await page.locator('h1').waitFor()
    }
    await page.waitForLoadState('networkidle')
    expect([...hosts]).toEqual([new URL(visit.site.url).origin])
  })

  test.each(ROOMS)('%s fits a phone', async (room) => {
    const page = await visit.open(room, { viewport: { width: 360, height: 740 }, hasTouch: true })
    await page.waitForTimeout(200)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(360)
  })

  /** Rooms with everything in them that they can show without training. */
  const FULL = [
    'functions',
    'descent',
    'boundary?hidden=8_8_8_8&set=blobs',
    'digits?drawing=9i4b9inu',
    'backpropagation?network=2-3-2&step=13',
  ]

  test.each(FULL.flatMap((room) => [360, 700, 1024, 1100, 1400].map((width) => [room, width] as const)))(
    '%s at %i pixels: nothing sticks out of its column',
    async (room, width) => {
      const page = await visit.open(room, {
        viewport: { width, height: 900 },
        locale: 'ru-RU',
      })
      // Its parts come one after the other, and have their widths once their style is there.
      await page.waitForLoadState('networkidle')
      await page.waitForTimeout(200)
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll('.intro, .lead, .stage, .side')].flatMap((column) => {
          const { left, right, width } = column.getBoundingClientRect()
          // A column that lays its parts out as the room's own has no box.
          if (width === 0) return []
          return [...column.querySelectorAll('*:not(.unseen, .katex *, svg *)')]
            .filter((one) => {
              const box = one.getBoundingClientRect()
              return box.width > 0 && (box.right > right + 1 || box.left < left - 7)
            })
            .map((one) => one.outerHTML.slice(0, 120))
        }),
      )
      expect(outside).toEqual([])
    },
  )

  test('is named after the room, in the language chosen', async () => {
    const page = await visit.open('descent')
    expect(await page.title()).toBe('Gradient descent · antigrad')
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.waitForFunction(() => document.title === 'Градиентный спуск · antigrad')
  })

  test('changes the address seldom enough for every browser, and at last', async () => {
    const page = await visit.blank()
    await page.addInitScript(() => {
      const { replaceState } = history
      Object.assign(window, { changes: 0 })
      history.replaceState = (...all) => {
        ;(window as unknown as { changes: number }).changes++
        replaceState.apply(history, all)
      }
    })
    await page.goto(`${visit.site.url}#descent?surface=rosenbrock&speed=60`)
    await page.getByRole('button', { name: 'Run' }).click()
    await page.waitForTimeout(3000)
    // Safari refuses more than 100 in 30 seconds.
    expect(await page.evaluate(() => (window as unknown as { changes: number }).changes)).toBeLessThan(10)
    await page.getByRole('button', { name: 'Pause' }).click()
    const steps = await page.getByTestId('height').getAttribute('data-steps')
    await page.waitForURL((url) => url.hash.includes(`steps=${steps}`))
    // A link does not leave a stale address behind.
    await page.getByRole('button', { name: 'One step' }).click()
    await page.getByRole('link', { name: 'Digits' }).click()
    await page.goBack()
    await page.waitForURL((url) => url.hash.includes(`steps=${Number(steps) + 1}`))
  })

  test('speaks the language of the browser, and the one that is chosen', async () => {
    const page = await visit.open('functions', { locale: 'ru-RU' })
    expect(await page.locator('h1').textContent()).toBe('Неизвестные функции')
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.locator('h1').textContent()).toBe('Unknown functions')
    await page.reload()
    expect(await page.locator('h1').textContent()).toBe('Unknown functions')
  })

  test('is dark where the system is, and where it is told so', async () => {
    const page = await visit.open('functions', { colorScheme: 'dark' })
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const dark = await paper()
    await page.getByRole('button', { name: 'Light' }).click()
    expect(await paper()).not.toBe(dark)
    await page.reload()
    await page.locator('h1').waitFor()
    expect(await paper()).not.toBe(dark)
  })

  test('keeps what was set in a room when one leaves it, and goes back with the browser', async () => {
    const page = await visit.open('descent?surface=minima&rate=0.005')
    await page.getByRole('link', { name: 'Backprop' }).click()
    await page.getByRole('heading', { name: 'Backpropagation' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Gradient descent' }).waitFor()
    expect(await page.getByRole('radio', { name: 'four minima' }).isChecked()).toBe(true)
    await page.waitForURL(/descent\?surface=minima&rate=0\.005/)
  })

  test('takes no nonsense from the address', async () => {
    for (const address of [
      'digits?hidden=-3&rate=x&seed=1e99',
      'backpropagation?one=1_2&step=99',
      'nowhere?a=1',
    ]) {
      const page = await visit.open(address)
      expect(await page.locator('h1').count()).toBe(1)
    }
  })

  test('every control of every room is reached by Tab', async () => {
    for (const room of ROOMS) {
      const page = await visit.open(room)
      await page.waitForTimeout(200)
      const controls = await page
        .locator(
          'button:enabled:not([tabindex="-1"]), input:enabled, a[href], [tabindex="0"], summary, textarea:visible',
        )
        .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)
      const reached = new Set<string>()
      for (let press = 0; press < controls + 5; press++) {
        await page.keyboard.press('Tab')
        const at = await page.evaluate(() => {
          const one = document.activeElement
          if (!one || one === document.body) return undefined
          return String([...document.querySelectorAll('*')].indexOf(one))
        })
        if (at !== undefined) reached.add(at)
      }
      const radios = await page.locator('input[type=radio]').count()
      const groups = await page.locator('fieldset').count()
      // Of a group of radio buttons Tab reaches one; the arrow keys do the rest.
      expect(reached.size).toBeGreaterThanOrEqual(controls - (radios - groups))
    }
  })
})
