import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { isInstalled, PACKAGES, pathInPackage } from './files.js'

afterEach(() => vi.restoreAllMocks())

/** A name that no package here has. */
const ABSENT = 'no-such-digits' as keyof typeof PACKAGES

it('finds the digits beside this package, in the version that is read', () => {
  for (const [name, version] of Object.entries(PACKAGES)) {
    const manifest = readFileSync(pathInPackage(name as keyof typeof PACKAGES, 'package.json'), 'utf8')
    expect(JSON.parse(manifest)).toMatchObject({ name, version })
  }
})

it('finds a package in the working folder, where npx leaves ours elsewhere', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'antigrad-'))
  try {
    const place = join(folder, 'node_modules', ABSENT)
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'package.json'), '{}')
    vi.spyOn(process, 'cwd').mockReturnValue(folder)
    expect(isInstalled(ABSENT)).toBe(true)
    expect(pathInPackage(ABSENT, 'a')).toMatch(/no-such-digits.a$/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

it('says how to install what is in neither', () => {
  expect(isInstalled(ABSENT)).toBe(false)
  expect(() => pathInPackage(ABSENT)).toThrow(
    /^expected the package no-such-digits.*npm install no-such-digits@/,
  )
})
