import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Debian's chromium, or the one that the environment names. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Whether there is a browser to test in. */
export const hasChromium = existsSync(CHROMIUM)

/** A host whose pages are not secure, as those of a home network are not; it is this machine. */
export const PLAIN_HOST = 'plain.test'

/** Starts it headless, such that it asks nobody for anything. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
    ],
  })
}
