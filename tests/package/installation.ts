import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACK = fileURLToPath(new URL('../../packages/antigrad/scripts/pack.mjs', import.meta.url))

/** How a program ended in a folder where the package is installed. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** What npm and pnpm tell the programs they run would have others look for packages here. */
function surroundings(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_(?:OPTIONS|PATH)$/i.test(name))
  return { ...Object.fromEntries(own), NO_COLOR: '1' }
}

/** The package as users get it: packed, and installed in an empty folder without asking a registry. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'antigrad-'))
  readonly tarball: string

  constructor() {
    const packed = execFileSync(process.execPath, [PACK, join(this.folder, 'packed')], { encoding: 'utf8' })
    this.tarball = packed.trim()
    writeFileSync(join(this.folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    const ended = this.run('npm', 'install', '--offline', '--no-audit', '--no-fund', this.tarball)
    if (ended.code !== 0) throw new Error(`npm install: ${ended.stderr}`)
  }

  /** Runs a program there. */
  run(program: string, ...args: readonly string[]): Ended {
    return this.runIn(this.folder, program, ...args)
  }

  /** Runs a program in a folder below. */
  runIn(folder: string, program: string, ...args: readonly string[]): Ended {
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd: folder,
      encoding: 'utf8',
      env: surroundings(),
    })
    if (error) throw error
    return { code: status, stdout, stderr }
  }

  /** Runs a module there, and returns what it writes. Throws where it writes of an error, or ends as if there was one. */
  module(name: string, code: string): string {
    writeFileSync(join(this.folder, name), code)
    const { code: exit, stdout, stderr } = this.run(process.execPath, name)
    if (exit !== 0 || stderr !== '') throw new Error(`${name} ended with ${exit}: ${stderr}`)
    return stdout
  }

  /** Every file that was installed, with its size in bytes. */
  files(): ReadonlyMap<string, number> {
    const root = join(this.folder, 'node_modules')
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    const sizes = names.map((name) => [name, statSync(join(root, name))] as const)
    return new Map(sizes.flatMap(([name, found]) => (found.isFile() ? [[name, found.size]] : [])))
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }
}
