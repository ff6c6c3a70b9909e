/** `npm run mutants`: each mutant in a copy of the sources; writes docs/mutants.md. Exit 1 when one goes uncaught. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Mutant } from './mutant.ts'
import { MUTANTS } from './mutants.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const STORIES = { domain: 10_000, application: 500, organisations: 10_000 }
const run = promisify(execFile)

const folder = await mkdtemp(join(tmpdir(), 'clave-sence-mutants-'))
for (const part of ['src', 'test', 'migrations', 'views', 'public', 'package.json'])
  await cp(join(ROOT, part), join(folder, part), { recursive: true })
await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))

/** @returns the story that caught it and what broke, or null. */
async function catchMutant({ file, find, replace, through }: Mutant) {
  const path = join(folder, file)
  const source = await readFile(path, 'utf8')
  if (source.split(find).length !== 2) throw new Error(`${file} does not have once: ${find}`)
  await writeFile(
    path,
    source.replace(find, () => replace),
  )
  try {
    const told = [join(folder, 'test/mutants/tell.ts'), through, String(STORIES[through])]
    const { stdout } = await run(process.execPath, told, { cwd: folder })
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null') as { seed: number; broke: string } | null
  } finally {
    await writeFile(path, source)
  }
}

const rows: string[] = []
let uncaught = 0
try {
  for (const mutant of MUTANTS) {
    const caught = await catchMutant(mutant)
    if (!caught) uncaught += 1
    const story = caught ? `${mutant.through} ${caught.seed}` : '**none**'
    process.stdout.write(`${mutant.proof}: ${mutant.what} → ${story} ${caught?.broke ?? ''}\n`)
    rows.push(`| ${mutant.proof} | ${mutant.what} | ${story} | ${caught?.broke ?? ''} |`)
  }
} finally {
  await rm(folder, { recursive: true })
}
await writeFile(
  join(ROOT, 'docs/mutants.md'),
  `# Mutants of the ladder

Written by \`npm run mutants\`. Each is the mechanism of “Proofs”, “No fui yo” and “Two people” ([product](product.md)) without one of its rules; the stories at random ([decision 47](decisions/0047-stories-at-random.md)) must catch it. A story is told again by where it was told and its number.

| rule | without it | story that caught it | what it saw |
|---|---|---|---|
${rows.join('\n')}
`,
)
process.exitCode = uncaught > 0 ? 1 : 0
