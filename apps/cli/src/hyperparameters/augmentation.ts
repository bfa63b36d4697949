import { type Augmentation, UsageError } from '@antigrad/core'
import { checkAugmentation } from '@antigrad/core/internal'
import { InvalidArgumentError } from 'commander'
import type { Values } from './values.js'

/** What is taken of each where no number is given. */
const USUAL = {
  shift: 2,
  rotate: 12,
  scale: 0.12,
  shear: 8,
  elastic: { alpha: 34, sigma: 4 },
  erase: 0.3,
  flip: 0.5,
} as const satisfies Required<Augmentation>

type Name = keyof typeof USUAL

const EXPECTED = `some of ${Object.entries(USUAL)
  .map(([name, usual]) => `${name}=${written(usual)}`)
  .join(',')}, separated by commas`

/** For the help. */
export const AUGMENTATION_HELP = Object.entries(USUAL)
  .map(([name, usual]) => `${name}=${written(usual)}`)
  .join(', ')

/** What is done to images: `elastic,rotate=10`. */
export const augmentations: Values<Augmentation> = {
  parse(text) {
    const asked: Record<string, unknown> = {}
    for (const piece of text.split(',')) {
      const [name, number, ...more] = piece.split('=').map((part) => part.trim())
      if (!(name in USUAL) || name in asked || more.length > 0) {
        throw new InvalidArgumentError(`Expected ${EXPECTED}.`)
      }
      asked[name] = number === undefined ? USUAL[name as Name] : numbersOf(name as Name, number)
    }
    try {
      checkAugmentation(asked)
    } catch (error) {
      throw error instanceof UsageError ? new InvalidArgumentError(error.message) : error
    }
    return asked
  },
  expected: EXPECTED,
  accepts(json) {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return false
    try {
      checkAugmentation(json as Augmentation)
      return true
    } catch {
      return false
    }
  },
  write: (kept) =>
    Object.entries(kept)
      .map(([name, value]) => `${name}=${written(value)}`)
      .join(','),
}

function numbersOf(name: Name, text: string): Augmentation[Name] {
  const numbers = text.split(':').map((part) => (part === '' ? Number.NaN : Number(part)))
  if (name === 'elastic') {
    const [alpha, sigma = USUAL.elastic.sigma, ...more] = numbers
    if (more.length === 0) return { alpha, sigma }
  } else if (numbers.length === 1) return numbers[0]
  throw new InvalidArgumentError(`Expected ${EXPECTED}.`)
}

function written(value: number | { readonly alpha: number; readonly sigma: number }): string {
  return typeof value === 'number' ? String(value) : `${value.alpha}:${value.sigma}`
}
