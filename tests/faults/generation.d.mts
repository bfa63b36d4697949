/** The bytes of checkpoint `number`: a length of its own below `most`, and at the end what proves them whole. */
export function generation(number: number, most?: number): Buffer
/** The number of a whole checkpoint, or undefined. */
export function numberOf(bytes: Uint8Array): number | undefined
