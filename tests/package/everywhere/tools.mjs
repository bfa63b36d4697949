import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Where a file of a tool lies; undefined where it is not installed, for it is not to be had for every machine. */
function fileOf(name, path) {
  const folder = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), 'node_modules', name)
  const file = join(folder, path)
  return existsSync(file) ? file : undefined
}

/** Node's programs by version: this one, and those that are installed. */
export const NODES = {
  [`Node ${process.versions.node}`]: process.execPath,
  ...Object.fromEntries(
    ['node22', 'node24', 'node26'].flatMap((name) => {
      const program = fileOf(name, 'bin/node')
      if (!program) return []
      return [[`Node ${require(`${name}/package.json`).version}`, program]]
    }),
  ),
}

export const BUN = fileOf('@oven/bun-linux-x64', 'bin/bun')
export const DENO = fileOf('@deno/linux-x64-glibc', 'deno')
export const YARN = fileOf('@yarnpkg/cli-dist', 'bin/yarn.js')
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Bundlers and what checks packages, as programs for Node. */
export const TOOLS = {
  vite: fileOf('vite', 'bin/vite.js'),
  webpack: fileOf('webpack', 'lib/index.js'),
  esbuild: fileOf('esbuild', 'bin/esbuild'),
  rollup: fileOf('rollup', 'dist/bin/rollup'),
  parcel: fileOf('parcel', 'lib/bin.js'),
  publint: fileOf('publint', 'src/cli.js'),
  attw: fileOf('@arethetypeswrong/cli', 'dist/index.js'),
}

/** TypeScript's compilers by version. */
export const COMPILERS = Object.fromEntries(
  ['typescript57', 'typescript59', 'typescript60', 'typescript70'].flatMap((name) => {
    const program = fileOf(name, 'bin/tsc')
    if (!program) return []
    return [[`TypeScript ${require(`${name}/package.json`).version}`, program]]
  }),
)
