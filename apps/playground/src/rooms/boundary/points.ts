import type { Dataset } from '@antigrad/core'
import type { plane } from '@antigrad/core/lecture'
import { computed } from '@preact/signals'
import { datasetOf, splitPoints } from './run-settings.js'
import { ownPoints, seed, set, source } from './settings.js'

/** The points that are shown: those that are learned from, and of the user's own those that are kept for the test. */
export const shownPoints = computed<{
  readonly train: readonly plane.PlanePoint[]
  readonly test: readonly plane.PlanePoint[]
}>(() =>
  set.value === 'own'
    ? splitPoints(ownPoints.value)
    : { train: pointsOf(datasetOf(source.value, seed.value).train), test: [] },
)

function pointsOf({ features, labels = new Uint32Array(0) }: Dataset): plane.PlanePoint[] {
  return Array.from(labels, (label, n) => ({ x: features[2 * n], y: features[2 * n + 1], label }))
}
