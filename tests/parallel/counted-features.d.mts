import type { ReadFeatures } from '@antigrad/core'

export function openFeatures(place: {
  readonly values: Float32Array
  readonly inputs: number
  /** [ranks]. */
  readonly reads: Int32Array
  readonly rank: number
}): ReadFeatures
