/** The steps of the lecture, by their addresses. */
export const STEPS = [
  '1-approximation',
  '2-properties',
  '3-descent',
  '4-images',
  '5-training',
  '6-one-dimension',
  '7-derivation',
] as const
