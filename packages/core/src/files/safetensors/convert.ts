import { type TensorType, TYPE_BYTES } from './header.js'

/** The exponent of a float32: all ones in NaN and ±∞. */
const EXPONENT = 0x7f800000

/**
 * Little-endian numbers of another type as float32; of `F64` each is rounded.
 * @example
 * import { convertFloats } from 'antigrad/safetensors'
 *
 * console.log(convertFloats(Uint8Array.of(0x00, 0x3c), 'F16'))
 */
export function convertFloats(bytes: Uint8Array, type: Exclude<TensorType, 'F32'>): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const size = TYPE_BYTES[type]
  const values = new Float32Array(bytes.length / size)
  if (type === 'F64') {
    for (let n = 0; n < values.length; n++) values[n] = view.getFloat64(n * size, true)
    return values
  }
  const bits = new Uint32Array(values.buffer)
  for (let n = 0; n < bits.length; n++) {
    const half = view.getUint16(n * size, true)
    // A bfloat16 is the upper half of a float32.
    bits[n] = type === 'BF16' ? half * 2 ** 16 : floatOfHalf(half)
  }
  return values
}

/** The bits of a float16, which has 5 of exponent and 10 of fraction, as those of a float32, which has 8 and 23. */
function floatOfHalf(half: number): number {
  const sign = (half >>> 15) * 2 ** 31
  const exponent = (half >>> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0x1f) return sign + EXPONENT + fraction * 2 ** 13
  if (exponent > 0) return sign + (exponent + 112) * 2 ** 23 + fraction * 2 ** 13
  if (fraction === 0) return sign
  // Below 2⁻¹⁴ there is no leading one: it is moved to its place.
  const shift = Math.clz32(fraction) - 21
  return sign + (113 - shift) * 2 ** 23 + ((fraction << shift) & 0x3ff) * 2 ** 13
}
