// node scripts/pack.mjs FOLDER: lays the package out in FOLDER/package as it is published, and packs it there. The last line
// is the tarball's path.
import { execFileSync } from 'node:child_process'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The files beside dist/ that everybody gets, and where they lie. */
const DOCUMENTS = { 'README.md': 'README.md', 'CHANGELOG.md': '../../CHANGELOG.md', LICENSE: '../../LICENSE' }

/**
 * Lays the package out as it is published: what only its workspace needs is left out of its manifest.
 * @param folder made anew
 * @param added to the manifest
 */
export async function layOut(folder, added = {}) {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const {
    private: _,
    scripts,
    devDependencies,
    ...manifest
  } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  await writeFile(
    join(folder, 'package.json'),
    `${JSON.stringify({ ...manifest, ...added }, undefined, 2)}\n`,
  )
  await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true })
  for (const [name, path] of Object.entries(DOCUMENTS)) await cp(join(root, path), join(folder, name))
}

/** Packs the package into `folder`. Returns the path of the tarball. */
export async function pack(folder) {
  const whole = join(folder, 'package')
  await layOut(whole)
  const said = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', resolve(folder)],
    {
      cwd: whole,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  )
  const found = JSON.parse(said)
  const [{ filename }] = Array.isArray(found) ? found : Object.values(found)
  return join(resolve(folder), filename)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder] = process.argv.slice(2)
  if (folder === undefined) {
    process.stderr.write('usage: node scripts/pack.mjs FOLDER\n')
    process.exitCode = 2
  } else process.stdout.write(`${await pack(folder)}\n`)
}
