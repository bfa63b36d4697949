import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { rolldown } from 'rolldown'
import { dependencyPath } from './copy-modules.mjs'

const require = createRequire(import.meta.url)
/** Where the packages that import others are, and so where these are found. */
const IMPORTERS = ['../core', '../data', '../formats', '../parallel', '../command', '../../apps/cli']

/**
 * Writes to dist/dependencies/ what the package needs of others' packages, and nothing more of them, and their licences to
 * dist/THIRD_PARTY_LICENSES. So nothing else is installed with it: no native file, no script, no second copy.
 * @param dependencies for each specifier the clauses with which it is imported: `import { decode } from `
 */
export async function bundleDependencies(dependencies) {
  const modules = new Map()
  const input = {}
  for (const [specifier, clauses] of dependencies) {
    const name = basename(dependencyPath(specifier), '.js')
    input[name] = `entry:${name}`
    modules.set(`entry:${name}`, exportsOf(specifier, clauses))
  }
  const used = new Set()
  await bundle(input, { format: 'esm' }, modules, used)
  await bundle(
    { 'piscina-worker': 'entry:piscina-worker' },
    { format: 'cjs', entryFileNames: '[name].cjs' },
    new Map([
      [
        'entry:piscina-worker',
        `require(${JSON.stringify(join(dirname(require.resolve('piscina')), 'worker.js'))})`,
      ],
    ]),
    used,
  )
  await writeLicences(used)
}

async function bundle(input, output, modules, used) {
  const build = await rolldown({
    input,
    platform: 'node',
    // A native package, of which piscina does without.
    external: ['@napi-rs/nice'],
    plugins: [entries(modules), piscinaWorker],
  })
  const { output: chunks } = await build.write({
    dir: 'dist/dependencies',
    chunkFileNames: '[name].js',
    minify: true,
    comments: { legal: true },
    ...output,
  })
  await build.close()
  for (const { modules: files = {} } of chunks) for (const file of Object.keys(files)) used.add(file)
}

/** Modules that are only text, found where the packages of the workspace find what they import. */
function entries(modules) {
  const importers = IMPORTERS.map((folder) => join(process.cwd(), folder, 'package.json'))
  return {
    name: 'entries',
    async resolveId(specifier, importer) {
      if (modules.has(specifier)) return specifier
      if (!importer || !modules.has(importer)) return null
      for (const path of importers) {
        const found = await this.resolve(specifier, path, { skipSelf: true })
        if (found) return found
      }
      return null
    },
    load: (id) => modules.get(id) ?? null,
  }
}

/** piscina starts its threads with a file beside its own. */
const piscinaWorker = {
  name: 'piscina-worker',
  transform(code, id) {
    if (!id.endsWith('/piscina/dist/index.js')) return null
    const beside = "(0, node_path_1.resolve)(__dirname, 'worker.js')"
    if (!code.includes(beside)) throw new Error(`${id}: does not say where its worker lies as it did`)
    return code.replace(beside, "new URL('./piscina-worker.cjs', import.meta.url)")
  },
}

/** A module that exports of a package what is imported of it. */
function exportsOf(specifier, clauses) {
  const names = new Set()
  for (const clause of clauses) {
    const [, all, alone, list] =
      /^import\s*(?:(\*\s*as\s+\w+)|(\w+))?\s*,?\s*(?:\{([^}]*)\})?\s*from\s*['"]?$/s.exec(clause) ?? []
    if (all) names.add('*')
    if (alone) names.add('default')
    for (const item of (list ?? '').split(',')) if (item.trim()) names.add(item.trim().split(/\s+as\s+/)[0])
  }
  if (names.size === 0) throw new Error(`${specifier}: cannot tell what is imported of it by ${clauses}`)
  const from = `from ${JSON.stringify(specifier)}`
  return names.has('*') ? `export * ${from}` : `export { ${[...names].join(', ')} } ${from}`
}

/** The licence of every package of which a file was used. */
async function writeLicences(files) {
  const folders = new Map()
  for (const file of files) {
    const folder = file.startsWith('/') ? packageOf(file) : undefined
    if (!folder) continue
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    folders.set(`${name} ${version}`, folder)
  }
  const parts = []
  for (const [title, folder] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
    parts.push(`${title}\n${'='.repeat(title.length)}\n\n${await licenceIn(folder)}`)
  }
  await writeFile(
    'dist/THIRD_PARTY_LICENSES',
    `dist/dependencies/ holds parts of these packages.\n\n${parts.join('\n\n\n')}\n`,
  )
}

function packageOf(file) {
  const folder = dirname(file)
  if (folder === file) return undefined
  return existsSync(join(folder, 'package.json')) && /node_modules\/(?:@[^/]+\/)?[^/]+$/.test(folder)
    ? folder
    : packageOf(folder)
}

async function licenceIn(folder) {
  const name = (await readdir(folder)).sort().find((each) => /^licen[cs]e/i.test(each))
  if (name === undefined) throw new Error(`${folder}: has no licence to copy`)
  return (await readFile(join(folder, name), 'utf8')).trim()
}
