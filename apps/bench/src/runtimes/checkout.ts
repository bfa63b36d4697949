import { fileURLToPath } from 'node:url'

/** The root of this checkout. */
export const CHECKOUT = fileURLToPath(new URL('../../../../', import.meta.url))
