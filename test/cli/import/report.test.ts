import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCliProduct } from '../harness.ts'
import { cuentaRowsOf, manyLines, readReport, runImport, rut } from './harness.ts'

const setUp = () => createCliProduct('sqlite')

describe('the report', () => {
  it('is private, and neither it nor the output reveals any data', async () => {
    const { harness } = await setUp()
    const report = join(harness.folder, 'informe.csv')
    await writeFile(report, 'linea;resultado;codigo;campo\n9;rechazada;vieja;\n')
    await chmod(report, 0o644)
    const file = `perfil;rut;email;claveHash\nnatural;${rut(1)};no es correo;secreto-que-no-es\nnatural;99-9;b@correo.test;\n`
    await runImport(harness, file, { options: `--rechazos ${report}` })
    expect((await stat(report)).mode & 0o777).toBe(0o600)
    expect(await readReport(report)).toEqual([
      '2;nota;email_formato;email',
      '2;nota;clave_forma;claveHash',
      '3;rechazada;rut_formato;',
    ])
    const everything = harness.said.join('\n') + (await readFile(report, 'utf8'))
    for (const datum of ['secreto-que-no-es', 'no es correo', 'b@correo.test', rut(1).slice(0, 8)]) {
      expect(everything).not.toContain(datum)
    }
  })

  it('never replaces another file', async () => {
    const { harness, product } = await setUp()
    const foreign = join(harness.folder, 'ajeno.txt')
    await writeFile(foreign, 'algo mío\n')
    expect((await runImport(harness, manyLines(3), { options: `--rechazos ${foreign}` })).exitCode).toBe(1)
    expect(harness.said).toEqual([expect.stringContaining('no es un informe de importación')])
    expect(await readFile(foreign, 'utf8')).toBe('algo mío\n')
    expect(await cuentaRowsOf(product)).toEqual([])
  })

  it('stops the import before it begins when it cannot be written', async () => {
    const { harness, product } = await setUp()
    const options = `--rechazos ${harness.folder}/no/existe.csv`
    expect((await runImport(harness, manyLines(3), { options })).exitCode).toBe(1)
    expect(await cuentaRowsOf(product)).toEqual([])
  })
})

describe('progress', () => {
  it('is a line per tenth, or a bar redrawn in place on a terminal', async () => {
    const { harness } = await setUp()
    await runImport(harness, manyLines(8_000), { options: '--dry-run' })
    const progressLines = harness.said.filter((one) => /^\d+ % · /.test(one))
    expect(progressLines.length).toBeGreaterThan(2)
    expect(progressLines.at(-1)).toBe('100 % · 8.000 líneas, 8.000 importadas')
    const drawings: string[] = []
    harness.said.splice(0)
    const path = join(harness.folder, 'cuentas.csv')
    await harness.command(`cuentas importar ${path} --dry-run`, {
      cli: { progressBar: (text) => void drawings.push(text) },
    })
    expect(drawings.slice(-2)).toEqual([
      '[####################] 100 % · 8.000 líneas, 8.000 importadas',
      '\n',
    ])
    expect(harness.said.filter((one) => one.includes('%'))).toEqual([])
  })
})
