/** What an import says in the terminal and in its report of a file that is not what it should be: nothing of what it holds. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type CliHarness, createCliHarness } from '../harness.ts'
import { cuentaRowsOf, runImport, rut } from './harness.ts'

const mounted: CliHarness[] = []
afterEach(async () => {
  for (const harness of mounted.splice(0)) await harness.tearDown()
})

async function prove(content: string | Uint8Array, { name = 'cuentas.csv', options = '' } = {}) {
  const harness = await createCliHarness('sqlite')
  mounted.push(harness)
  const product = await harness.product()
  const report = join(harness.folder, 'informe.csv')
  const { exitCode } = await runImport(harness, content, {
    name: name,
    options: `--rechazos ${report} ${options}`.trim(),
  })
  const typed = await readFile(report, 'utf8').catch(() => '')
  return {
    exitCode,
    said: harness.said,
    everything: harness.said.join('\n') + typed,
    cuentas: await cuentaRowsOf(product),
  }
}

const TITLES = 'perfil;rut;nombres;email;respuestaSecreta'
const rows = [1, 2, 3].map((i) => `natural;${rut(i)};Canelita;persona${i}@secreto.test;Azul${i}`)
const SECRETS = ['Canelita', 'secreto.test', 'Azul', rut(1).slice(0, 8), rut(2).slice(0, 8)]
const expectNothingOf = (everything: string) => {
  for (const secret of SECRETS) expect(everything).not.toContain(secret)
}

describe('a file', () => {
  test.each([
    ['whose lines end in CR', [TITLES, ...rows].join('\r')],
    ['whose lines end in CR, with its end', `${[TITLES, ...rows].join('\r')}\r`],
    ['whose lines end as they like', `${TITLES}\r${rows[0]}\n${rows[1]}\r\n${rows[2]}\r`],
    ['that says its separator', ['sep=;', TITLES, ...rows].join('\n')],
    ['that says its separator among others', ['"sep=|"', TITLES, ...rows].join('\n').replaceAll(';', '|')],
    ['with rows of separators alone', [TITLES, ';;;;', ...rows, ';;;;;;', '  '].join('\n')],
    ['separated by bars', [TITLES, ...rows].join('\n').replaceAll(';', '|')],
    ['in UTF-16 without a mark', Buffer.from([TITLES, ...rows].join('\r\n'), 'utf16le')],
    ['with a heading over two lines', ['perfil;rut;"nom\nbres";email;respuestaSecreta', ...rows].join('\n')],
  ])('%s is read, and says nothing of anybody', async (_how, content) => {
    const { exitCode, everything, cuentas } = await prove(content)
    expect(exitCode).toBe(0)
    expect(cuentas.map(({ nombres, email }) => [nombres, email]).sort()).toEqual(
      [1, 2, 3].map((i) => ['Canelita', `persona${i}@secreto.test`]),
    )
    expectNothingOf(everything)
  })

  test.each([
    ['without a heading', rows.join('\n')],
    ['without a heading, whose lines end in CR', rows.join('\r')],
    ['in NDJSON that is none', [TITLES, ...rows].join('\n'), 'cuentas.ndjson'],
    ['whose heading took data for its own', `perfil;rut;"nombres\n${rows.join('\n')}"`],
    ['whose lines end in no way that is known', [TITLES, ...rows].join('\u2028')],
    ['with a heading and nothing else', `${TITLES};${rows[0]}\n`],
    ['of one column', `perfil\n${rows.map((row) => row.replaceAll(';', ' ')).join('\n')}`],
    ['of bytes', Buffer.from([...Buffer.from(`${TITLES}\n${rows[0]}`), 0, 0x81, 0xff, 0xfe])],
  ])('%s fails, and says nothing of anybody', async (_how, content, name = 'cuentas.csv') => {
    const { exitCode, everything, cuentas } = await prove(content, { name: name })
    expect(exitCode).toBe(1)
    expect(cuentas).toEqual([])
    expectNothingOf(everything)
  })

  test('with columns that are not known says in which places, never what they say', async () => {
    const { said, everything } = await prove(`${TITLES};Canelita;Azul\n${rows[0]};a;b\n`)
    expect(said).toContain('Columnas que no se usan, contadas desde la izquierda: 6 (F), 7 (G).')
    expectNothingOf(everything)
  })

  test('with names of NDJSON that are not known says in which line', async () => {
    const lines = [
      { perfil: 'natural', rut: rut(1) },
      { perfil: 'natural', rut: rut(2), 'Canelita Azul': 'Azul' },
    ]
    const { exitCode, said, everything } = await prove(lines.map((one) => JSON.stringify(one)).join('\n'), {
      name: 'cuentas.ndjson',
    })
    expect(exitCode).toBe(0)
    expect(said).toContain('Hay nombres que no son de ninguna columna, desde la línea 2: no se usan.')
    expectNothingOf(everything)
  })

  test('with a stray quote loses no other line to it', async () => {
    const broken = `natural;${rut(9)};"Ana;a@b.test;x`
    const closingLine = `natural;${rut(8)};Ana;b@b.test;"x"y"`
    const { cuentas } = await prove([TITLES, broken, ...rows, closingLine].join('\n'))
    expect(cuentas.map(({ identificador }) => identificador).sort()).toEqual([1, 2, 3].map(rut))
  })

  test('in letters that cannot be told is not imported, unless the order says which they are', async () => {
    const content = Buffer.from(`perfil;rut;nombres\nnatural;${rut(1)};RA\xe9L\n`, 'latin1')
    expect(await prove(content)).toMatchObject({ exitCode: 1, cuentas: [] })
    expect(await prove(content, { options: '--codificacion CP850' })).toMatchObject({
      exitCode: 0,
      cuentas: [{ nombres: 'RAÚL' }],
    })
    expect(await prove(content, { options: '--codificacion ebcdic' })).toMatchObject({
      exitCode: 2,
      cuentas: [],
    })
  })

  test('in letters of an old system is read, and it is told which they are', async () => {
    const { said, cuentas } = await prove(
      Buffer.from(`perfil;rut;nombres\nnatural;${rut(1)};Jos\x8e\n`, 'latin1'),
    )
    expect(said[0]).toContain('se leyó como MacRoman')
    expect(cuentas).toMatchObject([{ nombres: 'José' }])
  })
})
