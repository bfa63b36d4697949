// Builds the one package that is installed, of the packages of this workspace: their built files, as far as an entry reaches
// them, with imports of each other made relative; and what they need of others' packages, in dependencies/.
import { execFileSync } from 'node:child_process'
import { chmod, readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundleBrowser } from './bundle-browser.mjs'
import { bundleDependencies } from './bundle-dependencies.mjs'
import { copyModules } from './copy-modules.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

await rm('dist', { recursive: true, force: true })
execFileSync('tsc', ['-p', '.'], { stdio: 'inherit', shell: process.platform === 'win32' })

const { exports, imports, bin } = JSON.parse(await readFile('package.json', 'utf8'))
const entries = [...pathsIn(exports), ...pathsIn(imports), bin, './dist/browser.js']
const dependencies = await copyModules(entries.filter((path) => path.startsWith('./dist/')))
await bundleDependencies(dependencies)
await bundleBrowser()
// Its source has served.
for (const kind of ['js', 'd.ts']) await rm(`dist/browser.${kind}`)
await chmod(bin, 0o755)

/** Every path of a table of exports, whatever its conditions. */
function pathsIn(table) {
  return typeof table === 'string' ? [table] : Object.values(table).flatMap(pathsIn)
}
