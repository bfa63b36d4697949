import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { init, parse } from 'es-module-lexer'
import { parseSync } from 'rolldown/utils'

/** Where the built files of each package of the workspace lie, and where they come to lie. */
const FOLDERS = {
  core: '../core',
  data: '../data',
  formats: '../formats',
  parallel: '../parallel',
  store: '../store',
  cluster: '../cluster',
  command: '../command',
  cli: '../../apps/cli',
}

/** A package that is not of the workspace: its name, and the path of a file within it. */
const DEPENDENCY = /^(?!node:|#|\.)(?:@[^/]+\/)?[^/]+/

/** A module beside this one that is no import: a worker. */
const BESIDE = /new URL\('(\.[^']+)', import\.meta\.url\)/g

/** What a declaration file imports. */
const DECLARED = /(?<=\b(?:from |import |import\()['"])[^'"]+(?=['"])/g

/**
 * Copies to dist/ what the entries reach, JavaScript and declarations, with imports of packages of the workspace made
 * relative. Nothing else is copied: no tests, no source maps.
 * @param entries paths of files in dist/, those of a package of the workspace as dist/PACKAGE/…
 * @returns what is imported of other packages: for each specifier the clauses with which it is
 */
export async function copyModules(entries) {
  await init
  const dependencies = new Map()
  const seen = new Set()
  const waiting = entries.map((path) => join(path))
  const reach = (path) => {
    if (!seen.has(path)) waiting.push(path)
  }
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const code = withoutMap(await readFile(sourceOf(path), 'utf8'))
    const rewritten = path.endsWith('.d.ts')
      ? await rewriteDeclarations(code, path, reach)
      : withoutDocstrings(await rewriteModule(code, path, reach, dependencies), path)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, rewritten)
  }
  return dependencies
}

/** Where the file lies that becomes one of dist/: in the package of the workspace, or there already. */
function sourceOf(path) {
  const [, name, ...rest] = path.split('/')
  return Object.hasOwn(FOLDERS, name) && rest.length > 0 ? join(FOLDERS[name], 'dist', ...rest) : path
}

function withoutMap(code) {
  return code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n')
}

/** JavaScript without its docstrings, which declarations have. */
function withoutDocstrings(code, path) {
  const { comments, errors } = parseSync(path, code)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`)
  let kept = ''
  let done = 0
  for (const { type, value, start, end } of comments) {
    if (type !== 'Block' || !value.startsWith('*')) continue
    kept += code.slice(done, start).trimEnd()
    done = end
  }
  return (kept + code.slice(done)).trimStart()
}

async function rewriteModule(code, path, reach, dependencies) {
  for (const [, beside] of code.matchAll(BESIDE)) {
    const other = join(dirname(path), beside)
    if (/\.c?js$/.test(other)) reach(other)
  }
  // What piscina requires is its own importer: CommonJS, and nothing of it is static.
  const [imports] = parse(code)
  let rewritten = ''
  let done = 0
  for (const { n: specifier, s: start, e: end, ss, d: dynamic } of imports) {
    if (specifier === undefined) continue
    const target = await targetOf(specifier, path)
    if (target === undefined) {
      if (DEPENDENCY.test(specifier)) throw new Error(`${path}: imports ${specifier}, which nobody provides`)
      continue
    }
    if (target.dependency) {
      const clause = dynamic < 0 ? code.slice(ss, start) : 'import * as all from '
      dependencies.set(specifier, [...(dependencies.get(specifier) ?? []), clause])
    } else reach(target.path)
    const quote = dynamic < 0 ? '' : "'"
    rewritten += code.slice(done, start) + quote + relativeTo(path, target.path) + quote
    done = end
  }
  return rewritten + code.slice(done)
}

async function rewriteDeclarations(code, path, reach) {
  const lines = code.split('\n')
  for (const [at, line] of lines.entries()) {
    // Examples in comments import what a reader installs.
    if (/^\s*\/?\*/.test(line)) continue
    for (const [specifier] of line.matchAll(DECLARED)) {
      if (specifier.startsWith('#')) {
        for (const file of await importsOf(specifier)) reach(declarationsOf(file))
        continue
      }
      const target = await targetOf(specifier, path)
      if (target === undefined) continue
      if (target.dependency) throw new Error(`${path}: has types of ${specifier}, which nobody installs`)
      reach(declarationsOf(target.path))
      const to = relativeTo(path, target.path)
      lines[at] = lines[at].replace(DECLARED, (found) => (found === specifier ? to : found))
    }
  }
  return lines.join('\n')
}

/** The file in dist/ that a specifier names; undefined where it stays as it is and is none of ours. */
async function targetOf(specifier, from) {
  if (specifier.startsWith('node:') || specifier.startsWith('#')) return undefined
  if (specifier.startsWith('.')) return { path: join(dirname(from), specifier) }
  const [, name, entry] = /^@antigrad\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? []
  if (name === undefined) return { path: dependencyPath(specifier), dependency: true }
  const { exports } = JSON.parse(await readFile(join(FOLDERS[name], 'package.json'), 'utf8'))
  const file = exports[entry === undefined ? '.' : `./${entry}`].default
  return { path: join('dist', name, relative('dist', file)) }
}

/** The files that an import of the package itself, `#name`, may mean. */
async function importsOf(specifier) {
  const { imports } = JSON.parse(await readFile('package.json', 'utf8'))
  return Object.values(imports[specifier]).map((file) => join(file))
}

/** Where the part of another package lies that a specifier names. */
export function dependencyPath(specifier) {
  return join(
    'dist',
    'dependencies',
    `${specifier.replace(/^@/, '').replace(/\.js$/, '').replaceAll('/', '-')}.js`,
  )
}

function declarationsOf(path) {
  const declarations = path.replace(/\.(c?)js$/, '.d.$1ts')
  if (!existsSync(sourceOf(declarations))) throw new Error(`${declarations}: is imported, and was not built`)
  return declarations
}

function relativeTo(from, path) {
  const way = relative(dirname(from), path)
  return way.startsWith('.') ? way : `./${way}`
}
