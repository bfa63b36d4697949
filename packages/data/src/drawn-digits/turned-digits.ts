const SIDE = 28

/** Angles by which a digit is turned, in radians: about 7°, as slanted as a hand may write it. */
const ANGLES = [-0.12, 0.12]

/**
 * A digit in the form of MNIST, turned a little either way about the middle: a network that is right about a digit
 * answers the same to these.
 * @param pixels 28 × 28 bytes, row by row
 */
export function turnedDigits(pixels: Uint8Array): Uint8Array[] {
  return ANGLES.map((angle) => turned(pixels, angle))
}

/** Each pixel from between the four nearest of the digit, weighted by their distance. */
function turned(pixels: Uint8Array, angle: number): Uint8Array {
  const middle = (SIDE - 1) / 2
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const value = (x: number, y: number) =>
    x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : pixels[y * SIDE + x]
  return Uint8Array.from(pixels, (_, at) => {
    const [u, v] = [(at % SIDE) - middle, Math.floor(at / SIDE) - middle]
    const [x, y] = [middle + cos * u + sin * v, middle + cos * v - sin * u]
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const [right, down] = [x - left, y - top]
    const upper = (1 - right) * value(left, top) + right * value(left + 1, top)
    const lower = (1 - right) * value(left, top + 1) + right * value(left + 1, top + 1)
    return Math.round((1 - down) * upper + down * lower)
  })
}
