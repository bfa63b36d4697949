import { gather } from '../sums/gather.js'
import type { Link } from '../sums/link.js'

/** What every rank has to say, by its rank. All ranks call it. */
export function gatherTexts(link: Link, text: string): string[] {
  const { rank, ranks } = link
  const bytes = Buffer.from(text)
  const lengths = sharedWords(ranks)
  lengths[rank] = bytes.length
  gather(
    link,
    lengths,
    Uint32Array.from({ length: ranks + 1 }, (_, n) => n),
  )

  const bounds = new Uint32Array(ranks + 1)
  for (const [r, length] of lengths.entries()) bounds[r + 1] = bounds[r] + Math.ceil(length / 4)
  const words = sharedWords(bounds[ranks])
  const all = Buffer.from(words.buffer)
  bytes.copy(all, 4 * bounds[rank])
  gather(link, words, bounds)
  return Array.from(lengths, (length, r) => all.toString('utf8', 4 * bounds[r], 4 * bounds[r] + length))
}

/** Memory that is never moved: MPI keeps its address while a message is on its way. */
function sharedWords(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length))
}
