import { basename, dirname, join } from 'node:path'
import { keysOf } from '../keys.js'
import { quote, quoteSome } from '../refuse.js'
import type { Labelled, Picture } from './pictures.js'

/** The largest sample of a picture of 16 bits, and below what it is one of fewer: a quarter of full white. */
const [FULL, FEW] = [2 ** 16, 2 ** 14]

/** A line where the same picture is in several classes, of which one alone can be right. */
export function severalClassesNote(pictures: readonly Labelled[]): string | undefined {
  const first = new Map<string, Labelled>()
  const several = new Set<string>()
  let shown: readonly [string, string] | undefined
  for (const [picture, label] of pictures) {
    const { pixels, width, height } = picture
    const key = `${width} ${height} ${keysOf(pixels, pixels.length).join()}`
    const [other, otherLabel] = first.get(key) ?? [picture, label]
    if (other === picture) first.set(key, [picture, label])
    if (otherLabel === label) continue
    several.add(key)
    shown ??= [placeOf(other), placeOf(picture)]
  }
  if (!shown) return undefined
  const which = several.size === 1 ? '1 picture is' : `${several.size} pictures are`
  return `${which} in several classes, the same pixels: ${quoteSome(shown, 2)}${several.size > 1 ? ', …' : ''}; one alone can be right`
}

/** A line where classes have one picture each, among others that have more. */
export function onePictureNote(
  pictures: readonly Labelled[],
  classes: readonly string[],
): string | undefined {
  const counts = classes.map(() => 0)
  for (const [, label] of pictures) counts[label]++
  const once = classes.filter((_, label) => counts[label] === 1)
  if (once.length === 0 || once.length === classes.length) return undefined
  const which = `${quoteSome(once, 3)} ${once.length === 1 ? 'has' : 'have'} one picture alone${once.length > 1 ? ' each' : ''}`
  return `${which}: too few to be learned`
}

/** Folders of pictures to be divided into areas, and of those areas. */
const [WHOLE, AREAS] = [
  /^(?:images?|imgs?|pictures?|inputs?)$/i,
  /^(?:masks?|labels?|annotations?|segmentations?|gt)$/i,
]

/** Lines where folders that are taken for classes may be none, or the same. */
export function classNamesNotes(classes: readonly string[]): string[] {
  const [whole, areas] = [WHOLE, AREAS].map((names) => classes.find((name) => names.test(name)))
  const masks =
    whole !== undefined && areas !== undefined
      ? [`${quote(whole)} and ${quote(areas)} are learned as classes; are the ones masks of the others?`]
      : []
  const plain = (name: string): string => name.trim().toLowerCase()
  const other = classes.flatMap((name, at) => {
    const first = classes.findIndex((each) => plain(each) === plain(name))
    return first < at ? [[classes[first], name] as const] : []
  })
  return [
    ...masks,
    ...other
      .slice(0, 1)
      .map(
        ([one, same]) => `${quote(one)} and ${quote(same)} are taken for different classes; are they one?`,
      ),
  ]
}

/** A line where pictures of 16 bits have values of fewer bits alone, as scanners and microscopes write them: they are nearly black. */
export function fewBitsNote(pictures: readonly Labelled[]): string | undefined {
  let largest = 0
  for (const [picture] of pictures) largest = Math.max(largest, picture.largest ?? 0)
  if (largest === 0 || largest >= FEW) return undefined
  const bits = Math.max(8, Math.ceil(Math.log2(largest + 1)))
  const factor = FULL / 2 ** bits
  return `its pictures of 16 bits have values up to ${largest} of ${FULL - 1}, as of ${bits} bits, and are read as they are, nearly black: multiply their values by ${factor} (with ImageMagick: mogrify -evaluate multiply ${factor} *.png)`
}

/** A picture by its file and the folder of its class. */
function placeOf({ file }: Picture): string {
  return join(basename(dirname(file)), basename(file))
}
