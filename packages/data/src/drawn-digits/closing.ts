import type { Plane } from '../images/plane.js'

/**
 * The closing of a plane by a square (Serra, Image Analysis and Mathematical Morphology, 1982): dark marks that the
 * square does not fit into take the value of what lies around them; all that is broader, such as a shadow, stays with
 * its edges.
 * @param radius the square is `2 · radius + 1` wide
 */
export function closing(plane: Plane, radius: number): Plane {
  return extremes(extremes(plane, radius, Math.max), radius, Math.min)
}

/** The largest or the least value within a square around each place. */
function extremes(plane: Plane, radius: number, choose: (a: number, b: number) => number): Plane {
  return transposed(alongRows(transposed(alongRows(plane, radius, choose)), radius, choose))
}

/** The values of each place's neighbours within its row, by prefixes and suffixes of blocks (van Herk, 1992). */
function alongRows(
  { width, height, values }: Plane,
  radius: number,
  choose: (a: number, b: number) => number,
): Plane {
  const block = 2 * radius + 1
  const chosen = new Float32Array(values.length)
  const prefix = new Float32Array(width)
  const suffix = new Float32Array(width)
  for (let row = 0; row < height; row++) {
    const start = row * width
    for (let x = 0; x < width; x++) {
      const value = values[start + x]
      prefix[x] = x % block === 0 ? value : choose(prefix[x - 1], value)
    }
    for (let x = width - 1; x >= 0; x--) {
      const value = values[start + x]
      suffix[x] = x % block === block - 1 || x === width - 1 ? value : choose(suffix[x + 1], value)
    }
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius)
      const right = Math.min(width - 1, x + radius)
      // Within one block, at either end of a row, one of the two tells all.
      const within = Math.floor(left / block) === Math.floor(right / block)
      const value = within
        ? left % block === 0
          ? prefix[right]
          : suffix[left]
        : choose(suffix[left], prefix[right])
      chosen[start + x] = value
    }
  }
  return { width, height, values: chosen }
}

/** Rows become columns. */
export function transposed({ width, height, values }: Plane): Plane {
  const turned = new Float32Array(values.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + y] = values[y * width + x]
  }
  return { width: height, height: width, values: turned }
}
