import { basename, join } from 'node:path'
import { lookInto } from '../files.js'
import { quote, word } from '../refuse.js'
import { isPictureAt } from './foreign-bytes.js'
import { hasPictureFolders, isPictureName } from './look.js'

/** Pictures that are not read, by their names. */
const OTHERS = /(\.(?:webp|bmp|gif|tiff?|heic|avif|p[bgpn]m|jp2|jxl|tga|svg|psd|ico|dcm))$/i

/** How many levels of folders are searched for pictures, and how many folders in all. */
const [DEEPEST, MOST_FOLDERS] = [3, 200]

/**
 * Where pictures lie in a folder that is none of pictures by class, and what is to be done with them, for people after `found`;
 * undefined where there are none.
 */
export async function pictureAdvice(path: string): Promise<string | undefined> {
  let others: string | undefined
  let deep: string | undefined
  let bare: string | undefined
  let level = [path]
  for (let [depth, looked] = [0, 0]; depth <= DEEPEST && looked < MOST_FOLDERS; depth++) {
    const next: string[] = []
    for (const folder of level.slice(0, MOST_FOLDERS - looked)) {
      const { folders, names } = await lookInto(folder)
      if (depth > 0 && folders.length > 1 && (await hasPictureFolders(folder)))
        return `pictures by class in ${folder}: --data ${word(folder)}`
      if (names.some(isPictureName)) deep ??= folder
      bare ??= await bareIn(folder, names)
      others ??= names.map((name) => OTHERS.exec(name)?.[1]).find((kind) => kind !== undefined)
      next.push(...folders.map((name) => join(folder, name)))
    }
    looked += level.length
    // What is called as a part to test with is not what is wanted first.
    level = next.sort((a, b) => Number(isPart(a)) - Number(isPart(b)))
  }
  if (deep === path)
    return 'pictures in no folder of a class: put each into a folder that is named after its class'
  if (others !== undefined) return `pictures called ${others}: save them as PNG or JPEG`
  if (bare !== undefined)
    return `pictures called ${quote(bare)} and so on: call each as it is written, .png or .jpg`
  return deep && `pictures in ${deep}: put each into the folder of its class, and no deeper`
}

/** The name of a picture without an ending. */
async function bareIn(folder: string, names: readonly string[]): Promise<string | undefined> {
  const first = names.find((name) => !name.includes('.'))
  return first !== undefined && (await isPictureAt(join(folder, first))) ? first : undefined
}

function isPart(folder: string): boolean {
  return /test|val/i.test(basename(folder))
}
