import { computed } from '@preact/signals'
import { theme } from '../state/theme.js'

/** The colours of the page, as red, green and blue of 0 … 255, for what is drawn on a canvas. */
export interface Palette {
  readonly paper: Colour
  readonly wash: Colour
  readonly ink: Colour
  readonly soft: Colour
  readonly line: Colour
  readonly accent: Colour
  /** Beside the accent where two kinds are told apart: so that who sees no red sees them differ, too. */
  readonly blue: Colour
  /** Weights above 0 and below. */
  readonly positive: Colour
  readonly negative: Colour
}

export type Colour = readonly [red: number, green: number, blue: number]

/** The colours of the theme that is chosen, read from the style sheet. */
export const palette = computed<Palette>(() => {
  theme.value
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string): Colour => {
    const hex = Number.parseInt(style.getPropertyValue(`--${name}`).trim().slice(1), 16)
    return [hex >> 16, (hex >> 8) & 255, hex & 255]
  }
  return {
    paper: colour('paper'),
    wash: colour('wash'),
    ink: colour('ink'),
    soft: colour('soft'),
    line: colour('line'),
    accent: colour('accent'),
    blue: colour('blue'),
    positive: colour('positive'),
    negative: colour('negative'),
  }
})

/** A colour as CSS has it; opacity 0 … 1. */
export function css([red, green, blue]: Colour, opacity = 1): string {
  return `rgb(${red} ${green} ${blue} / ${opacity})`
}

/** The colour at `part` (0 … 1) of the way from one to another. */
export function between(from: Colour, to: Colour, part: number): Colour {
  const at = (k: 0 | 1 | 2) => Math.round(from[k] + (to[k] - from[k]) * part)
  return [at(0), at(1), at(2)]
}
