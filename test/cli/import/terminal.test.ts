/** An import reveals nothing of a file's contents in the terminal or the report, however wrong the file. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCliHarness } from '../harness.ts'
import { cuentaRowsOf, runImport, rut } from './harness.ts'

async function tryImport(content: string | Uint8Array, { name = 'cuentas.csv', options = '' } = {}) {
  const harness = await createCliHarness('sqlite')
  const product = await harness.product()
  const report = join(harness.folder, 'informe.csv')
  const { exitCode } = await runImport(harness, content, {
    name,
    options: `--rechazos ${report} ${options}`.trim(),
  })
  const reportText = await readFile(report, 'utf8').catch(() => '')
  return {
    exitCode,
    said: harness.said,
    everything: harness.said.join('\n') + reportText,
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
  it.each([
    ['whose lines end in CR', [TITLES, ...rows].join('\r')],
    ['whose lines end in CR, including the last', `${[TITLES, ...rows].join('\r')}\r`],
    ['with mixed line ends', `${TITLES}\r${rows[0]}\n${rows[1]}\r\n${rows[2]}\r`],
    ['that declares its delimiter', ['sep=;', TITLES, ...rows].join('\n')],
    ['that declares its delimiter in quotes', ['"sep=|"', TITLES, ...rows].join('\n').replaceAll(';', '|')],
    ['with rows of delimiters only', [TITLES, ';;;;', ...rows, ';;;;;;', '  '].join('\n')],
    ['delimited by bars', [TITLES, ...rows].join('\n').replaceAll(';', '|')],
    ['in UTF-16 without a mark', Buffer.from([TITLES, ...rows].join('\r\n'), 'utf16le')],
    ['with a heading over two lines', ['perfil;rut;"nom\nbres";email;respuestaSecreta', ...rows].join('\n')],
  ])('%s is imported without revealing its contents', async (_how, content) => {
    const { exitCode, everything, cuentas } = await tryImport(content)
    expect(exitCode).toBe(0)
    expect(cuentas.map(({ nombres, email }) => [nombres, email]).sort()).toEqual(
      [1, 2, 3].map((i) => ['Canelita', `persona${i}@secreto.test`]),
    )
    expectNothingOf(everything)
  })

  it.each([
    ['without a heading', rows.join('\n')],
    ['without a heading, whose lines end in CR', rows.join('\r')],
    ['that is not the NDJSON it claims', [TITLES, ...rows].join('\n'), 'cuentas.ndjson'],
    ['whose heading swallowed data', `perfil;rut;"nombres\n${rows.join('\n')}"`],
    ['with unknown line ends', [TITLES, ...rows].join('\u2028')],
    ['with a heading and nothing else', `${TITLES};${rows[0]}\n`],
    ['of one column', `perfil\n${rows.map((row) => row.replaceAll(';', ' ')).join('\n')}`],
    ['with binary data', Buffer.from([...Buffer.from(`${TITLES}\n${rows[0]}`), 0, 0x81, 0xff, 0xfe])],
  ])('%s fails without revealing its contents', async (_how, content, name = 'cuentas.csv') => {
    const { exitCode, everything, cuentas } = await tryImport(content, { name })
    expect(exitCode).toBe(1)
    expect(cuentas).toEqual([])
    expectNothingOf(everything)
  })

  it('has its unknown columns reported by position, never by name', async () => {
    const { said, everything } = await tryImport(`${TITLES};Canelita;Azul\n${rows[0]};a;b\n`)
    expect(said).toContain('Columnas que no se usan, contadas desde la izquierda: 6 (F), 7 (G).')
    expectNothingOf(everything)
  })

  it('has unknown NDJSON names reported by line', async () => {
    const lines = [
      { perfil: 'natural', rut: rut(1) },
      { perfil: 'natural', rut: rut(2), 'Canelita Azul': 'Azul' },
    ]
    const { exitCode, said, everything } = await tryImport(
      lines.map((one) => JSON.stringify(one)).join('\n'),
      {
        name: 'cuentas.ndjson',
      },
    )
    expect(exitCode).toBe(0)
    expect(said).toContain('Hay nombres que no son de ninguna columna, desde la línea 2: no se usan.')
    expectNothingOf(everything)
  })

  it('loses no other line to a stray quote', async () => {
    const broken = `natural;${rut(9)};"Ana;a@b.test;x`
    const closingLine = `natural;${rut(8)};Ana;b@b.test;"x"y"`
    const { cuentas } = await tryImport([TITLES, broken, ...rows, closingLine].join('\n'))
    expect(cuentas.map(({ identificador }) => identificador).sort()).toEqual([1, 2, 3].map(rut))
  })

  it.each([
    ['commas', 'Los Aromos 123, depto 4\nVilla Sur, Block B, Maipú'],
    ['commas in every line', 'Los Aromos 123, A,\nVilla, Sur, Dos,\nMaipú, Chile'],
  ])('keeps a quoted address over lines with %s', async (_what, direccion) => {
    const next = `natural,${rut(2)},Eva,Calle,e@b.test`
    const { cuentas } = await tryImport(
      `perfil,rut,nombres,direccion,email\nnatural,${rut(1)},Ana,"${direccion}",a@b.test\n${next}\n`,
    )
    expect(cuentas.map((one) => one.direccion).sort()).toEqual(['Calle', direccion.replaceAll('\n', ' ')])
  })

  it.each([
    [`natural;${rut(1)};Ana;"sin cerrar`, `natural;${rut(2)};Luz;Calle"`],
    [`natural;${rut(1)};Ana;"sin cerrar`, `migrante;AB123"`],
    [`natural;${rut(1)};"Ana`, `natural;${rut(2)};Luz";Calle`],
  ])('swallows no line between stray quotes: %s', async (opening, closing) => {
    const { everything } = await tryImport(`perfil;rut;nombres;direccion\n${opening}\n${closing}\n`)
    expect(everything).toContain('2;rechazada;linea_comillas')
    expect(everything).toContain('3;rechazada;linea_comillas')
  })

  it('is not imported in an undetectable encoding, unless it is given', async () => {
    const content = Buffer.from(`perfil;rut;nombres\nnatural;${rut(1)};RA\xe9L\n`, 'latin1')
    expect(await tryImport(content)).toMatchObject({ exitCode: 1, cuentas: [] })
    expect(await tryImport(content, { options: '--codificacion CP850' })).toMatchObject({
      exitCode: 0,
      cuentas: [{ nombres: 'RAÚL' }],
    })
    expect(await tryImport(content, { options: '--codificacion ebcdic' })).toMatchObject({
      exitCode: 2,
      cuentas: [],
    })
  })

  it('is imported in an old encoding, which is reported', async () => {
    const { said, cuentas } = await tryImport(
      Buffer.from(`perfil;rut;nombres\nnatural;${rut(1)};Jos\x8e\n`, 'latin1'),
    )
    expect(said[0]).toContain('se leyó como MacRoman')
    expect(cuentas).toMatchObject([{ nombres: 'José' }])
  })
})
