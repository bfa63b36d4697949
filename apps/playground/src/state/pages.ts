/** The steps of the lecture, in its order. */
export const STEPS = [
  '1-approximation',
  '2-properties',
  '3-descent',
  '4-images',
  '5-training',
  '6-one-dimension',
  '7-derivation',
] as const
export type Step = (typeof STEPS)[number]

/** Where one plays with what the lecture has shown. */
export const ROOMS = ['functions', 'descent', 'boundary', 'digits', 'backpropagation'] as const
export type Room = (typeof ROOMS)[number]

/** Whatever has an address: `#start`, `#6-one-dimension`, `#digits`. */
export type Page = 'start' | Step | Room | 'derivation'

export const PAGES: readonly Page[] = ['start', ...STEPS, ...ROOMS, 'derivation']
