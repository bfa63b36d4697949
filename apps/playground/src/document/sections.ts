import { titles as english } from '@docs/derivation.md?sections'
import { titles as russian } from '@docs/derivation.ru.md?sections'
import type { Texts } from '../state/language.js'

/** The sections of the derivation. */
export const sectionTitles: Texts<Readonly<Record<number, string>>> = { en: english, ru: russian }

/** The address of a section. */
export function sectionAddress(number: number): string {
  return `#derivation?section=${number}`
}
