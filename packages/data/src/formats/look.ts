import { basename, dirname, join } from 'node:path'
import { BadInput, FileError } from '@antigrad/core'
import { foldersIn, kindOf, namesIn } from '../files.js'
import { isIdxName } from '../idx/idx-names.js'

/** What a picture's file may be called. */
const PICTURE = /\.(?:png|jpe?g|jpe|jfif)$/i

/** Folders that parts of a set are called. */
const PARTS = /^(?:train|training|test|testing)$/i

/** What lies at a path, by which formats tell whether it is theirs. */
export interface Found {
  readonly kind: 'file' | 'folder' | 'nothing'
  /** The names in the folder; where nothing is there, those beside it that begin with its name and a hyphen. */
  readonly names: readonly string[]
  /** Whether most folders in it hold pictures, or one that is called as a part of a set is. */
  readonly pictures: boolean
}

/** Whether a path is that of a picture that is read, as far as its name says. */
export function isPicturePath(path: string): boolean {
  return PICTURE.test(path)
}

/** Whether a name in a folder is that of a picture that is read. */
export function isPictureName(name: string): boolean {
  return isPicturePath(name) && !name.startsWith('.')
}

/** Looks at what lies at a path; `-` is a file. Throws FileError where the system refuses it. */
export async function look(path: string): Promise<Found> {
  const kind = path === '-' ? 'file' : await kindOf(path)
  if (kind === 'file') return { kind, names: [], pictures: false }
  if (kind === 'folder') {
    const names = await namesIn(path)
    return { kind, names, pictures: !names.some(isIdxName) && (await holdsPictures(path)) }
  }
  const around = dirname(path)
  const beside = (await kindOf(around)) === 'folder' ? await namesIn(around) : []
  const names = beside.filter((name) => name.startsWith(`${basename(path)}-`))
  return { kind, names, pictures: false }
}

async function holdsPictures(path: string): Promise<boolean> {
  const folders = await foldersIn(path)
  const parts = folders.filter((name) => PARTS.test(name))
  if (parts.length > 0) {
    const classes = await Promise.all(parts.map((part) => hasPictureFolders(join(path, part))))
    if (classes.some(Boolean)) return true
  }
  return hasPictureFolders(path)
}

/** Whether most folders in a folder hold pictures. */
export async function hasPictureFolders(path: string): Promise<boolean> {
  let [filled, all] = [0, 0]
  for (const name of await foldersIn(path)) {
    all++
    try {
      if ((await namesIn(join(path, name))).some(isPictureName)) filled++
    } catch (error) {
      // What cannot be looked into, or is gone by now, holds no pictures; where it is read all the same, that is said.
      if (!(error instanceof FileError || error instanceof BadInput)) throw error
    }
  }
  return 2 * filled > all
}
