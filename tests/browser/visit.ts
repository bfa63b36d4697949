import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { openBrowser } from './chromium.js'
import { type Site, serveSite } from './site.js'

/** A visit to the playground: one browser, one site, pages that tell what went wrong in them. */
export interface Visit {
  readonly site: Site
  /** Opens a page at an address such as `digits?hidden=30`, in a context of its own. */
  open(address: string, options?: BrowserContextOptions): Promise<Page>
  /** A page of a context of its own that has been nowhere yet. */
  blank(options?: BrowserContextOptions): Promise<Page>
  /**
   * Closes all pages.
   * @returns what they said on their consoles as errors or warnings, threw, or could not fetch
   */
  leave(): Promise<readonly string[]>
  close(): Promise<void>
}

/** Serves the built playground and starts a browser. */
export async function beginVisit(site?: Site): Promise<Visit> {
  const served = site ?? (await serveSite())
  const browser: Browser = await openBrowser()
  let complaints: string[] = []
  let contexts: BrowserContext[] = []
  const blank = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'light', ...options })
    contexts.push(context)
    const page = await context.newPage()
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('requestfailed', (request) =>
      complaints.push(`${request.url()}: ${request.failure()?.errorText}`),
    )
    return page
  }
  return {
    site: served,
    blank,
    async open(address, options) {
      const page = await blank(options)
      await page.goto(`${served.url}#${address}`)
      await page.locator('h1').waitFor()
      return page
    },
    async leave() {
      const said = [...complaints]
      await Promise.all(contexts.map((context) => context.close()))
      contexts = []
      // What was still under way when it was closed is nobody's fault.
      complaints = []
      return said
    },
    async close() {
      await browser.close()
      await served.close()
    },
  }
}

/** A number that an element carries in a `data-` attribute. */
export async function numberOf(page: Page, testId: string, attribute: string): Promise<number> {
  return Number(await page.getByTestId(testId).getAttribute(`data-${attribute}`))
}

/** Waits until a number that an element carries is as wanted. */
export async function until(
  page: Page,
  testId: string,
  attribute: string,
  wanted: (value: number) => boolean,
  patience = 60_000,
): Promise<number> {
  const end = Date.now() + patience
  for (;;) {
    const value = await numberOf(page, testId, attribute)
    if (wanted(value)) return value
    if (Date.now() > end) throw new Error(`${testId}: data-${attribute} is still ${value}`)
    await page.waitForTimeout(50)
  }
}

/** The lengths of `count` frames in milliseconds, shortest first, as the page lives through them. */
export async function framesOf(page: Page, count: number): Promise<number[]> {
  const lengths = await page.evaluate(
    (wanted) =>
      new Promise<number[]>((resolve) => {
        const found: number[] = []
        let before = performance.now()
        const look = (now: number) => {
          found.push(now - before)
          before = now
          if (found.length < wanted) requestAnimationFrame(look)
          else resolve(found)
        }
        requestAnimationFrame(look)
      }),
    count,
  )
  return lengths.toSorted((a, b) => a - b)
}

/** What stands in the address behind the `#`, once nothing more is written there. */
export async function addressOf(page: Page): Promise<string> {
  for (let before = ''; ; ) {
    await page.waitForTimeout(500)
    const now = new URL(page.url()).hash.slice(1)
    if (now === before) return now
    before = now
  }
}

/** Where an element lies in the window. Throws where it is not shown. */
export async function boxOf(
  element: Locator,
): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
  const box = await element.boundingBox()
  if (!box) throw new Error(`${element} is not shown`)
  return box
}

type Spot = readonly [x: number, y: number]

/** Moves a finger over the page, from spot to spot in many small steps, as a screen tells of it. */
export async function swipe(page: Page, ...[first, ...others]: readonly [Spot, ...Spot[]]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spots: readonly Spot[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: spots.map(([x, y]) => ({ x, y })) })
  await touch('touchStart', [first])
  let from = first
  for (const to of others) {
    for (let part = 1; part <= 8; part++) {
      await touch('touchMove', [
        [from[0] + ((to[0] - from[0]) * part) / 8, from[1] + ((to[1] - from[1]) * part) / 8],
      ])
      await page.waitForTimeout(8)
    }
    from = to
  }
  await touch('touchEnd', [])
  await session.detach()
}
