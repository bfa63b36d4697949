import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, openBrowser } from '../browser/chromium.js'
import { run } from '../cli/command.js'
import { scratchFolder } from '../cli/small-digits.js'

const WIDTHS = [400, 1400] as const
const SCHEMES = ['light', 'dark'] as const
const VIEWS = WIDTHS.flatMap((width) => SCHEMES.map((scheme) => [width, scheme] as const))

describe.skipIf(!hasChromium)('the report in a browser', () => {
  const folder = join(scratchFolder(), 'run')
  const address = pathToFileURL(join(folder, 'report.html')).href
  let browser: Browser | undefined

  beforeAll(async () => {
    await run(['train', '--epochs', '2', '--patience', '1', '--report', '--quiet', '--out', folder])
    browser = await openBrowser()
  }, 90_000)
  afterAll(() => browser?.close())

  test.each(VIEWS)('at %i pixels, %s: nothing is cut, asked for or refused', async (width, scheme) => {
    if (!browser) throw new Error('expected a browser')
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme })
    const asked: string[] = []
    const said: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => said.push(message.text()))
    await page.goto(address)
    const seen = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('body *')].map((element) => element.getBoundingClientRect())
      const images = [...document.images]
      const { backgroundColor, color } = getComputedStyle(document.documentElement)
      return {
        left: Math.min(...boxes.map((box) => box.left)),
        right: Math.max(...boxes.map((box) => box.right)),
        broken: images.filter((image) => image.naturalWidth !== 28).length,
        images: images.length,
        backgroundColor,
        color,
      }
    })
    await page.close()
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([address])
    expect(said).toEqual([])
    expect(seen.left).toBeGreaterThanOrEqual(0)
    expect(seen.right).toBeLessThanOrEqual(width)
    expect([seen.images, seen.broken]).toEqual([24 + 64, 0])
    expect(brightness(seen.backgroundColor) > brightness(seen.color)).toBe(scheme === 'light')
  })
})

/** The sum of red, green and blue of `rgb(…)`. */
function brightness(colour: string): number {
  return (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)
}
