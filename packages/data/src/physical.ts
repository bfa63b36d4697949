import { AIR_DENSITY } from './physical/air-density.js'
import { COPPER_CONDUCTIVITY } from './physical/copper-conductivity.js'
import type { PhysicalTable } from './physical/physical-table.js'
import { VAPOUR_PRESSURE } from './physical/vapour-pressure.js'
import { WATER_DENSITY } from './physical/water-density.js'

export type { PhysicalTable, Quantity } from './physical/physical-table.js'

/** The physical properties that come with antigrad. */
export const PHYSICAL_TABLES: readonly PhysicalTable[] = [
  WATER_DENSITY,
  VAPOUR_PRESSURE,
  COPPER_CONDUCTIVITY,
  AIR_DENSITY,
]
