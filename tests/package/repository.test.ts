import { expect, test } from 'vitest'
import { repositoryOf } from '../../packages/antigrad/scripts/repository.mjs'

test.each([
  'git@example.org:someone/antigrad.git',
  'example.org:someone/antigrad',
  'ssh://git@example.org:22/someone/antigrad.git',
  'https://example.org/someone/antigrad',
  'https://example.org/someone/antigrad.git/',
  'https://token:x-oauth@example.org/someone/antigrad.git',
  'git://example.org/someone/antigrad.git',
])('%s is named by an address that everybody can read, without secrets', (remote) => {
  expect(repositoryOf(remote, 'packages/antigrad')).toEqual({
    type: 'git',
    url: 'git+https://example.org/someone/antigrad.git',
    directory: 'packages/antigrad',
  })
})

test.each([
  '/srv/antigrad.git',
  '../antigrad',
  'file:///srv/antigrad.git',
  'C:\\antigrad',
  'C:/antigrad',
  '',
])('"%s" is refused: others have no such folder', (remote) => {
  expect(() => repositoryOf(remote, '.')).toThrow(/expected the address/)
})
