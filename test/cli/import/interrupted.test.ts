/** Interrupted and concurrent imports. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ENGINES } from '../../support/storage/databases.ts'
import { type CliHarness, createCliProduct } from '../harness.ts'
import { cuentaRowsOf, manyLines, readReport, rut } from './harness.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Runs the command in a separate process and kills it at its first output. */
async function killMidway(harness: CliHarness, ...words: string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'cuentas', 'importar', ...words], {
    cwd: root,
    env: { PATH: process.env.PATH, ...harness.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.once('data', () => child.kill('SIGKILL'))
  const [, signal] = await once(child, 'close')
  return signal
}

describe.each(ENGINES)('on %s', (engine) => {
  const setUp = () => createCliProduct(engine)
  const COUNT = 10_000
  const BAD_LINES = COUNT / 100

  it('a killed import resumes: nothing twice, nothing lost, a complete report', async () => {
    const { harness, product } = await setUp()
    const file = join(harness.folder, 'cuentas.csv')
    const report = join(harness.folder, 'informe.csv')
    await writeFile(file, manyLines(COUNT, 100))
    expect(await killMidway(harness, file, '--rechazos', report)).toBe('SIGKILL')
    const first = (await cuentaRowsOf(product)).map(({ id }) => id)
    expect(first.length).toBeGreaterThan(0)
    expect(first.length).toBeLessThan(COUNT - BAD_LINES)

    expect(await harness.command(`cuentas importar ${file} --rechazos ${report}`)).toBe(0)
    expect(harness.said).toContainEqual(expect.stringMatching(/^Continuó donde había quedado: [\d.]+ líneas/))
    expect(harness.said).toContain('Cuentas importadas: 9.900')
    expect(harness.said).toContain('Ya existían y no se tocaron: 0')
    const all = await cuentaRowsOf(product)
    expect(all).toHaveLength(COUNT - BAD_LINES)
    expect(new Set(all.map(({ identificador }) => identificador)).size).toBe(COUNT - BAD_LINES)
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(first))
    const expected = Array.from(
      { length: BAD_LINES },
      (_, i) => `${(i + 1) * 100 + 1};rechazada;rut_formato;`,
    )
    expect(await readReport(report)).toEqual(expected)
  }, 60_000)

  it('two concurrent imports of one file share the work', async () => {
    const { harness, product } = await setUp()
    const file = join(harness.folder, 'cuentas.csv')
    await writeFile(file, manyLines(2500, 100))
    const command = `cuentas importar ${file}`
    expect(await Promise.all([harness.command(command), harness.command(command)])).toEqual([0, 0])
    expect(await cuentaRowsOf(product)).toHaveLength(2475)
    expect(harness.said.filter((one) => one === 'Cuentas importadas: 2.475')).toHaveLength(2)
    expect(await harness.command(command)).toBe(0)
    expect(harness.said).toContain('Ya existían y no se tocaron: 2.475')
  }, 60_000)

  it('concurrent imports of the same people in another order create each account once', async () => {
    const { harness, product } = await setUp()
    const [titles = '', ...lines] = manyLines(2500).trimEnd().split('\n')
    const forwardsFile = join(harness.folder, 'derecho.csv')
    const backwardsFile = join(harness.folder, 'reves.csv')
    await writeFile(forwardsFile, [titles, ...lines].join('\n'))
    await writeFile(backwardsFile, [titles, ...lines.toReversed()].join('\n'))
    const exitCodes = await Promise.all(
      [forwardsFile, backwardsFile].map((path) => harness.command(`cuentas importar ${path}`)),
    )
    expect(exitCodes).toEqual([0, 0])
    const cuentas = await cuentaRowsOf(product)
    expect(cuentas).toHaveLength(2500)
    expect(new Set(cuentas.map(({ identificador }) => identificador)).size).toBe(2500)
  }, 60_000)

  it('the database serves others between its batches', async () => {
    const { harness, product } = await setUp()
    const file = join(harness.folder, 'cuentas.csv')
    const batches = 6
    await writeFile(file, manyLines(batches * 500))
    let isRunning = true
    let served = 0
    const visits = (async () => {
      while (isRunning) {
        await product.store.transaction(async (uow) => {
          await uow.rateLimits.increment('visita', 60, new Date())
          await uow.cuentas.findByIdentificador('natural', rut(1))
        })
        served++
        // Yields to other work, as requests do.
        await product.deps.clock.sleep(0)
      }
    })()
    const exitCode = await harness.command(`cuentas importar ${file}`)
    isRunning = false
    await visits
    expect(exitCode).toBe(0)
    expect(served).toBeGreaterThanOrEqual(batches - 1)
    expect(await cuentaRowsOf(product)).toHaveLength(batches * 500)
  }, 60_000)
})
