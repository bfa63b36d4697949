import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { output, result } from './processes.mjs'
import { BUN, DENO, NODES, YARN } from './tools.mjs'

const HERE = new URL('.', import.meta.url)
const PROGRAMS = [
  'program.mjs',
  'installed.mjs',
  'main.mjs',
  'page.mjs',
  'worker.mjs',
  'page-own-worker.mjs',
  'main-own-worker.mjs',
]

/** A new folder with the programs and a manifest that names the tarball. */
export function newFolder(root, name, tarball, manifest = {}) {
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  for (const file of PROGRAMS) cpSync(new URL(file, HERE), join(folder, file))
  const whole = { private: true, type: 'module', dependencies: { antigrad: `file:${tarball}` }, ...manifest }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(whole))
  return folder
}

/** Installs with npm, which asks no registry: there is nothing else to install. */
export async function installByNpm(folder) {
  await output(folder, ['npm', 'install', '--offline', '--no-audit', '--no-fund'])
  return folder
}

/** Package managers, each with a runtime that suits it: what installs into a folder, and what runs main.mjs there. */
export function installCases(root, tarball) {
  const folder = (name, manifest) => newFolder(root, name, tarball, manifest)
  const yarn = YARN && [process.execPath, YARN]
  return [
    {
      name: 'npm',
      run: async () =>
        result(await output(await installByNpm(folder('npm')), [process.execPath, 'main.mjs'])),
    },
    {
      name: 'pnpm',
      run: async () => {
        const place = folder('pnpm')
        await output(place, ['npx', '--yes', 'pnpm@12.21.0', 'install', '--offline', '--ignore-workspace'])
        return result(await output(place, [process.execPath, 'main.mjs']))
      },
    },
    {
      name: "yarn 4, Plug'n'Play",
      skip: yarn ? undefined : 'yarn is not installed',
      run: async () => {
        const place = folder('yarn')
        writeFileSync(join(place, 'yarn.lock'), '')
        writeFileSync(
          join(place, '.yarnrc.yml'),
          'nodeLinker: pnp\nenableTelemetry: false\nenableGlobalCache: false\n',
        )
        await output(place, [...yarn, 'install', '--no-immutable'])
        return result(await output(place, [...yarn, 'node', 'main.mjs']))
      },
    },
    {
      name: 'Bun',
      skip: BUN ? undefined : 'Bun is not installed',
      run: async () => {
        const place = folder('bun')
        await output(place, [BUN, 'install'])
        return result(await output(place, [BUN, 'main.mjs']))
      },
    },
    {
      name: 'Deno',
      skip: DENO ? undefined : 'Deno is not installed',
      run: async () => {
        // Deno has no packages from tarballs: it runs what npm has installed.
        const place = await installByNpm(folder('deno'))
        return result(
          await output(place, [DENO, 'run', '--allow-all', 'main.mjs'], { DENO_NO_UPDATE_CHECK: '1' }),
        )
      },
    },
  ]
}

/** Versions of Node: the program, its command, CommonJS, and a bundle. */
export function nodeCases(folder) {
  return Object.entries(NODES).flatMap(([name, node]) => [
    { name, run: async () => result(await output(folder, [node, 'main.mjs'])) },
    {
      name: `${name}, require`,
      run: async () => {
        const code =
          "const library = { ...require('antigrad'), ...require('antigrad/parallel'), ...require('antigrad/predict'), ...require('antigrad/predict-simd') };" +
          "import('./program.mjs').then(({ run }) => run(library)).then((said) => console.log(JSON.stringify(said)))"
        return result(await output(folder, [node, '--input-type=commonjs', '--eval', code]))
      },
    },
  ])
}
