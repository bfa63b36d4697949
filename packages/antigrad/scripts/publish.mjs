// node scripts/publish.mjs [--dry-run]: publishes the package with provenance, from a clean tree whose version has a tag. Run
// it where npm finds an identity token (a workflow with `id-token: write`): provenance names the commit and the workflow.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { layOut } from './pack.mjs'
import { repositoryOf } from './repository.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const isTrial = process.argv.includes('--dry-run')
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
}

function refuse(message) {
  process.stderr.write(`error: ${message}\n`)
  process.exit(1)
}

/** Where the sources are: provenance is refused where the package says another place than the workflow. */
function repository() {
  if (!git('remote').split('\n').includes('origin')) {
    if (isTrial) return undefined
    refuse('expected a remote origin, which the package names as its repository, found none')
  }
  return repositoryOf(git('remote', 'get-url', 'origin'), 'packages/antigrad')
}

const changed = git('status', '--porcelain')
if (changed !== '') refuse(`the tree has changes that no commit holds:\n${changed}`)
const tags = git('tag', '--points-at', 'HEAD').split('\n')
if (!isTrial && !tags.includes(`v${version}`))
  refuse(`expected the tag v${version} on this commit, found ${tags}`)
const changelog = await readFile(join(root, '../../CHANGELOG.md'), 'utf8')
if (!changelog.includes(`## ${version} `)) refuse(`CHANGELOG.md: expected a section ${version}, found none`)

const folder = await mkdtemp(join(tmpdir(), 'antigrad-publish-'))
try {
  await layOut(folder, { repository: repository() })
  const args = ['publish', '--ignore-scripts', '--access', 'public', isTrial ? '--dry-run' : '--provenance']
  execFileSync('npm', args, { cwd: folder, stdio: 'inherit' })
} finally {
  await rm(folder, { recursive: true })
}
