import { signal } from '@preact/signals'
import type { Movable } from './settings.js'

/** The number that was taken in hand last: ε is drawn along it. */
export const selected = signal<{ readonly of: Movable; readonly index: number }>({ of: 'V', index: 0 })
