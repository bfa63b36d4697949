const BEGIN = 'Exif\0\0'

/** The orientation in an Exif segment of a JPEG file, if it has one. */
export function readOrientation(segment: Uint8Array): number | undefined {
  if (Buffer.from(segment.subarray(0, BEGIN.length)).toString('latin1') !== BEGIN) return undefined
  return readTiffOrientation(segment.subarray(BEGIN.length))
}

/**
 * The orientation in Exif's fields (Exif 2.3, 4.6.2: a TIFF header, then entries of 12 bytes), if they have one. The
 * chunk eXIf of PNG holds them alone.
 */
export function readTiffOrientation(tiff: Uint8Array): number | undefined {
  if (tiff.length < 8) return undefined
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length)
  const little = tiff[0] === 0x49
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return undefined
  const entries = view.getUint16(directory, little)
  for (let entry = 0, at = directory + 2; entry < entries && at + 12 <= tiff.length; entry++, at += 12) {
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little)
  }
  return undefined
}
