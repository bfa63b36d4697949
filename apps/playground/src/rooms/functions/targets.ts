/** The functions to choose from, on [−1, 1]. */
export const TARGETS = ['sine', 'parabola', 'step', 'sawtooth'] as const
export type Target = (typeof TARGETS)[number]

export const FUNCTIONS: Readonly<Record<Target, (x: number) => number>> = {
  sine: (x) => Math.sin(Math.PI * x),
  parabola: (x) => 2 * x * x - 1,
  step: (x) => (x < 0 ? -0.8 : 0.8),
  sawtooth: (x) => 2 * ((((x * 1.5 + 0.75) % 1) + 1) % 1) - 1,
}
