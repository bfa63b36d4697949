import { BadInput } from '@antigrad/core'
import { unzipSync } from 'fflate'
import type { FileBytes } from '../file-bytes.js'
import { damageOf, oneLine, refuse } from '../refuse.js'

/** Bytes that the files of an archive may take when they are unpacked: 1 GiB. */
const MOST_BYTES = 2 ** 30

/** Bytes that deflate makes of one at most. */
const MOST_RATIO = 1032

/**
 * Unpacks the files of a zip archive that are wanted; their sizes are those of its central directory.
 * @param what the archive is expected to be, for messages
 * @param wants whether a file is wanted, by its name; of two of one name the first is taken
 * @param hint what is to be done where they take more
 * @throws BadInput for damage, and where they would take more than 1 GiB
 */
export function unpackZip(
  { file, bytes }: FileBytes,
  what: string,
  wants: (name: string) => boolean,
  hint?: string,
): Map<string, Uint8Array> {
  const names = new Set<string>()
  let total = 0
  let unpacked: ReturnType<typeof unzipSync>
  let tooLarge: Error | undefined
  try {
    unpacked = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        if (names.has(name) || !wants(name)) return false
        total += originalSize
        // What is promised is allocated before anything is unpacked.
        if (!(total <= MOST_BYTES) || originalSize > MOST_RATIO * (size + 1)) {
          tooLarge ??= new BadInput(
            oneLine(
              `${file}, ${name}: expected at most ${MOST_BYTES} bytes that fit what is packed, found ${originalSize}${hint === undefined ? '' : ` (${hint})`}`,
            ),
          )
          return false
        }
        names.add(name)
        return true
      },
    })
  } catch (error) {
    throw refuse(file, 'offset 0', what, damageOf(error))
  }
  if (tooLarge) throw tooLarge
  return new Map([...names].flatMap((name) => (unpacked[name] ? [[name, unpacked[name]] as const] : [])))
}
