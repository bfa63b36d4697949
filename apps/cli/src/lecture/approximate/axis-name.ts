import type { Quantity } from '@antigrad/data'

/** What an axis says: `density, kg/m³`. */
export function axisName({ name, unit }: Quantity): string {
  const short = name.length > 40 ? `${name.slice(0, 39)}…` : name
  return unit === '' ? short : `${short}, ${unit}`
}
