import { cosineOfPi } from '../../training/schedules/cosine-of-pi.js'

/**
 * The place on the unit circle after a part of a full turn, from + − × ÷ alone: points of a plane reach weights.
 * @param part any finite number: 0 lies to the right, ¼ above
 */
export function onCircle(part: number): readonly [x: number, y: number] {
  return [cosine(part), cosine(part - 0.25)]
}

/** cos 2πt. */
function cosine(t: number): number {
  const x = 2 * (t - Math.floor(t))
  return cosineOfPi(x <= 1 ? x : 2 - x)
}
