import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from './chromium.js'
import { type Site, serveSite } from './site.js'

/** A visit to the playground: one browser, one site, pages that tell what went wrong in them. */
export interface Visit {
  readonly site: Site
  /** Opens a page at an address such as `digits?hidden=30`, in a context of its own. */
  open(address: string, options?: BrowserContextOptions): Promise<Page>
  /** What any page so far said on its console as an error or warning, or threw. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** Serves the built playground and starts a browser. */
export async function beginVisit(site?: Site): Promise<Visit> {
  const served = site ?? (await serveSite())
  const browser: Browser = await openBrowser()
  const complaints: string[] = []
  return {
    site: served,
    complaints,
    async open(address, options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'light', ...options })
      const page = await context.newPage()
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
      await page.goto(`${served.url}#${address}`)
      await page.locator('h1').waitFor()
      return page
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
