import { RANKS } from '#ranks'
import type { StrategyName } from '../settings.js'
import { buffers } from './buffers.js'
import type { Division, StepShape } from './division.js'
import { rows } from './rows.js'
import { shares } from './shares.js'
import { units } from './units.js'

/** Every division, the most particular first. `ranks` is of no strategy: processes that train together take it by its name. */
const DIVISIONS: readonly Division[] = [shares, units, rows, buffers, ...(RANKS ? [RANKS.division] : [])]

/** The first division of a strategy that suits. */
export function suitableDivision(strategy: StrategyName, shape: StepShape, workers: number): Division {
  const suitable = DIVISIONS.find(
    (division) => division.strategy === strategy && division.suits(shape, workers),
  )
  if (!suitable) throw new Error(`no division suits the strategy ${strategy}`)
  return suitable
}

/** @param name of a division in `DIVISIONS` */
export function divisionNamed(name: string): Division {
  const named = DIVISIONS.find((division) => division.name === name)
  if (!named) throw new Error(`no division is called ${name}`)
  return named
}
