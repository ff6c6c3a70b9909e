/** What files of the old system may hold, and what becomes of it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ENGINES, type EngineName } from '../../support/storage/databases.ts'
import { createCliProduct, rowsOf, withPersona } from '../harness.ts'
import { cuentaRowsOf, manyLines, readReport, runImport, rut } from './harness.ts'

const setUp = (engine: EngineName = 'sqlite') => createCliProduct(engine)

const line = (n: number, name = 'Ana') => `natural;${rut(n)};${name}`
const HEADER = 'perfil;rut;nombres'

describe.each(ENGINES)('accounts of the old system, on %s', (engine) => {
  it('imports the four perfiles with their data, as each would give them', async () => {
    const { harness, product } = await setUp(engine)
    // The bcrypt cost of the example; nothing is hashed here.
    harness.env.BCRYPT_COST = '10'
    const example = await readFile(new URL('../../../docs/ejemplos/cuentas.csv', import.meta.url))
    const report = join(harness.folder, 'informe.csv')
    expect(
      await runImport(harness, example, { options: `--rechazos ${report} --operador ana` }),
    ).toMatchObject({
      exitCode: 0,
    })
    expect(await readReport(report)).toEqual([])
    const cuentas = await cuentaRowsOf(product)
    expect(cuentas.map(({ perfil }) => perfil).sort()).toEqual([
      'facilitador',
      'juridica',
      'migrante',
      'natural',
      'natural',
    ])
    expect(cuentas.find(({ perfil }) => perfil === 'juridica')).toMatchObject({
      razon_social: 'Capacitaciones Ejemplo Ltda.',
      tipo_organismo: 'otec',
      rut_representante: '12345678-5',
      region: '05',
      comuna: '05109',
      version: 1,
    })
    expect(cuentas.find(({ perfil }) => perfil === 'migrante')).toMatchObject({
      identificador: 'AB123456',
      pais_origen: 'VEN',
      tipo_documento: 'pasaporte',
      fecha_nacimiento: '1988-07-15',
    })
    const recordedEntries = ((await rowsOf(product, ['audit_entries'])).audit_entries ?? []).map(
      ({ event, actor }) => [event, actor],
    )
    expect(recordedEntries).toEqual([
      ['importacion_iniciada', 'operador:ana'],
      ['cuentas_importadas', 'operador:ana'],
    ])
    expect(await harness.command('cuentas ver migrante AB123456')).toBe(0)
    expect(harness.said).toContainEqual(expect.stringMatching(/^Importada del sistema anterior: \d\d-/))
  })

  it('changes nothing when repeated, and reports that all accounts exist', async () => {
    const { harness, product } = await setUp(engine)
    const report = join(harness.folder, 'informe.csv')
    const options = `--rechazos ${report}`
    expect((await runImport(harness, manyLines(1200, 600), { options })).exitCode).toBe(0)
    const before = await cuentaRowsOf(product)
    expect(before).toHaveLength(1198)
    expect((await runImport(harness, manyLines(1200, 600), { options })).exitCode).toBe(0)
    expect(harness.said).toContain('Ya existían y no se tocaron: 1.198')
    expect(harness.said).toContain('Cuentas importadas: 0')
    expect(await cuentaRowsOf(product)).toEqual(before)
    expect(await readReport(report)).toHaveLength(1200)
  })

  it('never overwrites an existing account', async () => {
    const { harness, product } = await setUp(engine)
    await withPersona(product, { identificador: rut(1) })
    const before = await cuentaRowsOf(product)
    const report = join(harness.folder, 'informe.csv')
    const file = [HEADER, line(1, 'Otra'), line(2), line(2, 'Doble')].join('\n')
    await runImport(harness, file, { options: `--rechazos ${report}` })
    expect(await readReport(report)).toEqual(['2;existente;existente;', '4;existente;existente;'])
    const cuentas = await cuentaRowsOf(product)
    expect(cuentas).toHaveLength(2)
    expect(cuentas).toContainEqual(before[0])
    expect(cuentas).toContainEqual(expect.objectContaining({ identificador: rut(2), nombres: 'Ana' }))
  })

  it('creates no account for the former number of a migrante who now uses a RUT', async () => {
    const { harness, product } = await setUp(engine)
    const migrante = await withPersona(product, { perfil: 'migrante', identificador: 'AB1234' })
    await product.store.transaction((uow) =>
      uow.cuentas.save({ ...migrante, perfil: 'natural', identificador: rut(1) }),
    )
    const file = 'perfil;nie;nombres\nmigrante;ab-12.34;Otra\nfacilitador;AB1234;Ana'
    expect((await runImport(harness, file)).exitCode).toBe(0)
    expect(harness.said).toContain('Ya existían y no se tocaron: 1')
    expect((await cuentaRowsOf(product)).map(({ perfil }) => perfil).sort()).toEqual([
      'facilitador',
      'natural',
    ])
  })

  it('takes the e-mail as confirmed unless the file says no, and then it takes no place', async () => {
    const { harness, product } = await setUp(engine)
    const report = join(harness.folder, 'informe.csv')
    const said = ['si', '', 'No', 'quizás', 'no']
    const rows = said.map((one, i) => `natural;${rut(i + 1)};Compartido@correo.test;${one}`)
    await runImport(harness, ['perfil;rut;email;emailConfirmado', ...rows].join('\n'), {
      options: `--rechazos ${report}`,
    })
    expect(await readReport(report)).toEqual(['5;nota;confirmado_forma;emailConfirmado'])
    const cuentas = await cuentaRowsOf(product)
    expect(cuentas.filter(({ email }) => email)).toHaveLength(5)
    expect(cuentas.filter((one) => one.email_confirmed_at)).toHaveLength(2)
  })

  it('leaves the e-mail out of the fourth account that has it, also across files; a mobile is unconfirmed and takes no place', async () => {
    const { harness, product } = await setUp(engine)
    const rows = (from: number) =>
      [0, 1].map((i) => `natural;${rut(from + i)};Compartido@correo.test;98765432${from > 4 ? 1 : i}`)
    const file = (from: number) => ['perfil;rut;email;celular', ...rows(from)].join('\n')
    const report = join(harness.folder, 'informe.csv')
    for (const from of [1, 3]) {
      await runImport(harness, file(from), { options: `--rechazos ${report}` })
    }
    expect(await readReport(report)).toEqual(['3;nota;email_en_tres_cuentas;email'])
    await runImport(harness, file(5), { options: `--rechazos ${report}` })
    expect(await readReport(report)).toEqual([
      '2;nota;email_en_tres_cuentas;email',
      '3;nota;email_en_tres_cuentas;email',
    ])
    const cuentas = await cuentaRowsOf(product)
    expect(cuentas.filter(({ email }) => email)).toHaveLength(3)
    expect(cuentas.filter(({ celular }) => celular === '987654321')).toHaveLength(4)
    expect(cuentas.filter((one) => one.celularConfirmedAt || one.celularSlot)).toEqual([])
    expect(cuentas).toHaveLength(6)
  })

  it('reports the same in a rehearsal, and writes nothing', async () => {
    const { harness, product } = await setUp(engine)
    await withPersona(product, { identificador: rut(5) })
    const before = await rowsOf(product)
    const repeatedLines = `${manyLines(700, 50)}natural;${rut(7)};Otra vez;p1@correo.test\n`
    const withEmails = `${repeatedLines}${[1, 2, 3].map((i) => `natural;${rut(9000 + i)};Otra;P1@correo.test`).join('\n')}\n`
    const rehearsalFile = join(harness.folder, 'ensayo.csv')
    const realFile = join(harness.folder, 'veras.csv')
    expect(
      (await runImport(harness, withEmails, { options: `--dry-run --rechazos ${rehearsalFile}` })).exitCode,
    ).toBe(0)
    const saidInRehearsal = harness.said.filter((one) => /^(Líneas|Cuentas|Ya|Rechazadas|Datos| )/.test(one))
    expect(harness.said).toContain('Ensayo: no se escribió nada. Resultaría esto:')
    expect(await rowsOf(product)).toEqual(before)
    expect((await runImport(harness, withEmails, { options: `--rechazos ${realFile}` })).exitCode).toBe(0)
    expect(harness.said).toEqual(expect.arrayContaining(saidInRehearsal))
    expect(saidInRehearsal.length).toBeGreaterThan(6)
    expect(await readReport(rehearsalFile)).toEqual(await readReport(realFile))
    expect(await readReport(realFile)).toContain('705;nota;email_en_tres_cuentas;email')
  })
})

describe('a file', () => {
  const withAccents = `${HEADER}\r\n${line(1, 'José Ñandú')}\r\n`
  it.each([
    ['in UTF-8', Buffer.from(withAccents)],
    ['in UTF-8 with a byte-order mark', Buffer.from(`\uFEFF${withAccents}`)],
    ['in Windows-1252', Buffer.from(withAccents, 'latin1')],
    ['in UTF-16', Buffer.from(`\uFEFF${withAccents}`, 'utf16le')],
    ['separated by commas', Buffer.from(withAccents.replaceAll(';', ','))],
    ['separated by tabs', Buffer.from(withAccents.replaceAll(';', '\t'))],
    ['with quotes', Buffer.from(withAccents.replace('José Ñandú', '"José Ñandú"').replace('rut', '"rut"'))],
    [
      'with LF, blank lines and no final line break',
      Buffer.from(withAccents.replaceAll('\r\n', '\n\n').trimEnd()),
    ],
  ])('%s is imported with its accents', async (_how, content) => {
    const { harness, product } = await setUp()
    expect((await runImport(harness, content)).exitCode).toBe(0)
    expect(await cuentaRowsOf(product)).toEqual([expect.objectContaining({ nombres: 'José Ñandú' })])
  })

  it('in NDJSON is read line by line, refusing only the lines that are not objects of texts', async () => {
    const { harness, product } = await setUp()
    const report = join(harness.folder, 'informe.csv')
    const content = [
      JSON.stringify({
        perfil: 'natural',
        rut: rut(1),
        Nombres: 'Ñusta',
        other: 'x',
        numero: 12,
        email: null,
      }),
      '{"perfil":"natural"',
      '[1]',
      'null',
      JSON.stringify({ perfil: 'natural', rut: rut(2), nombres: { a: 1 } }),
      JSON.stringify({ perfil: 'natural', nombres: 'Sin RUT' }),
      '',
      '{"__proto__":{"perfil":"natural"},"constructor":"x"}',
      JSON.stringify({ perfil: 'natural', rut: rut(3), other: { rut: [{ rut: '":' }] }, nombres: '"rut":' }),
      JSON.stringify({ perfil: 'natural', rut: rut(4), identificador: rut(5) }),
      `{"perfil":"natural","rut":"${rut(4)}","\\u0072ut" : "${rut(5)}"}`,
    ].join('\n')
    await runImport(harness, content, { name: 'cuentas.ndjson', options: `--rechazos ${report}` })
    expect(await readReport(report)).toEqual([
      '2;rechazada;linea_json;',
      '3;rechazada;linea_json;',
      '4;rechazada;linea_json;',
      '5;rechazada;linea_json;',
      '6;rechazada;rut_formato;',
      '8;rechazada;perfil_desconocido;',
      '9;nota;nombre_caracteres;nombres',
      '10;rechazada;linea_repetida;',
      '11;rechazada;linea_repetida;',
    ])
    expect(harness.said).toContain('Hay nombres que no son de ninguna columna, desde la línea 1: no se usan.')
    expect((await cuentaRowsOf(product)).map(({ nombres, numero }) => [nombres, numero])).toEqual([
      ['Ñusta', '12'],
      [null, null],
    ])
  })

  it('loses only its bad lines, each reported with number and reason', async () => {
    const { harness, product } = await setUp()
    const report = join(harness.folder, 'informe.csv')
    const validLines = Array.from({ length: 3000 }, (_, i) => line(i))
    validLines.splice(
      1500,
      0,
      `natural;${rut(9001)};"comilla que no cierra`,
      `natural;${rut(9002)};en medio "de un" dato`,
      `natural;${rut(9003)}`,
      `natural;${rut(9004)};Ana;de más`,
      `nadie;${rut(9005)};Ana`,
      'natural;12.345.678-9;Ana',
      `natural;${rut(9006)};${'x'.repeat(70_000)}`,
      `migrante;A!;Ana`,
      `natural;${rut(9007)};"Ana\nMaría"`,
      `natural;${rut(9008)};"con ; dentro y ""comillas"""`,
    )
    await runImport(harness, [HEADER, ...validLines].join('\n'), { options: `--rechazos ${report}` })
    expect(await readReport(report)).toEqual([
      '1502;rechazada;linea_comillas;',
      '1503;rechazada;linea_comillas;',
      '1504;nota;columnas_menos;',
      '1505;rechazada;linea_columnas;',
      '1506;rechazada;perfil_desconocido;',
      '1507;rechazada;rut_digito;',
      '1508;rechazada;linea_larga;',
      '1509;rechazada;nie_formato;',
      '1512;nota;nombre_caracteres;nombres',
    ])
    expect(await cuentaRowsOf(product)).toHaveLength(3003)
  })

  it('is read without buffering a line of megabytes', async () => {
    const { harness, product } = await setUp()
    const report = join(harness.folder, 'informe.csv')
    const content = `${HEADER}\n${line(1)}\n${'x'.repeat(3_000_000)}\n${line(2)}\n${'y'.repeat(600_000)}`
    await runImport(harness, content, { options: `--rechazos ${report}` })
    expect(await readReport(report)).toEqual(['3;rechazada;linea_larga;', '5;rechazada;linea_larga;'])
    expect(await cuentaRowsOf(product)).toHaveLength(2)
  })

  it.each([
    [
      'without the identificador column',
      'perfil;nombres\nnatural;Ana',
      'le faltan estas columnas: identificador.',
    ],
    ['without a heading', line(1), 'le faltan estas columnas: perfil, identificador.'],
    ['with a column twice', 'perfil;rut;NIE\nnatural;1-9;2', 'La columna identificador está dos veces'],
    ['that is empty', '', 'está vacío'],
    ['of blank lines', '\n\n', 'El archivo está vacío.'],
  ])('%s is refused, and nothing is written', async (_how, content, says) => {
    const { harness, product } = await setUp()
    expect((await runImport(harness, content)).exitCode).toBe(1)
    expect(harness.said).toEqual([expect.stringContaining(says)])
    expect(await cuentaRowsOf(product)).toEqual([])
  })

  it('that does not exist or is a folder is reported in one line', async () => {
    const { harness } = await setUp()
    expect(await harness.command(`cuentas importar ${harness.folder}/nada.csv`)).toBe(1)
    expect(await harness.command(`cuentas importar ${harness.folder}`)).toBe(1)
    expect(harness.said).toEqual([
      `No se puede leer el archivo ${harness.folder}/nada.csv.`,
      `No se puede leer el archivo ${harness.folder}.`,
    ])
  })

  it('may have unknown columns, ignored and reported once by position', async () => {
    const { harness, product } = await setUp()
    await runImport(harness, `perfil;rut;Clave\u001b[31m;Nombres\nnatural;${rut(1)};Tr3bol#99;Ana\n`)
    expect(harness.said).toContain('Columnas que no se usan, contadas desde la izquierda: 3 (C).')
    expect(harness.said.join()).not.toContain('Clave')
    expect(JSON.stringify(await rowsOf(product))).not.toContain('Tr3bol#99')
  })
})
