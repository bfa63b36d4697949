import type { Quantity } from '@antigrad/data'

/** Characters that leave space for a legend. */
const LONGEST = 26

/** What an axis says: `density, kg/m³`. */
export function axisName({ name, unit }: Quantity): string {
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name
  return unit === '' ? short : `${short}, ${unit}`
}
