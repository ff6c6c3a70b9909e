/** The launcher's settings, which must be there before Node starts (docs/decisions/0034). */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const REPORT = 'JSON.stringify({ arenas: process.env.MALLOC_ARENA_MAX, flags: process.execArgv })'

/** What a process started by the launcher has, given the operator's environment and flags. */
async function launched(
  env: Record<string, string>,
  ...flags: string[]
): Promise<{ arenas?: string; flags: string[] }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['src/launch.mjs', ...flags, '--print', REPORT],
    { cwd: root, env: { PATH: process.env.PATH, ...env } },
  )
  const report = JSON.parse(stdout)
  return { ...report, flags: report.flags.filter((flag: string) => /^--(max|heap)/.test(flag)) }
}

it('every process has two arenas of malloc, a small nursery and a heap that at most doubles', async () => {
  const flags = ['--max-semi-space-size=8', '--heap-growing-percent=100']
  expect(await launched({})).toEqual({ arenas: '2', flags })
})

it('what the operator sets stays', async () => {
  const env = { MALLOC_ARENA_MAX: '7', NODE_OPTIONS: '--max-semi-space-size=4' }
  expect(await launched(env)).toEqual({ arenas: '7', flags: ['--heap-growing-percent=100'] })
  expect(await launched({ GLIBC_TUNABLES: 'glibc.malloc.arena_max=3' })).not.toHaveProperty('arenas')
  const { flags } = await launched({}, '--max-semi-space-size=32')
  expect(flags.at(-1)).toBe('--max-semi-space-size=32')
})
