#!/usr/bin/env node
// The command where the package is installed: `npx antigrad`.
import { readFileSync } from 'node:fs'
import { runCommand } from '@antigrad/cli'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
await runCommand(process.argv.slice(2), { name: 'npx antigrad', version })
