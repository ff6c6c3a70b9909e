import { describe, expect, it } from 'vitest'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import { rowsOf } from '../harness.ts'
import { createImportScene, cuentaOf, HEADER, inRegistro, line, withOrganismo } from './scene.ts'

describe('what a file may bring', () => {
  it.each([
    ['a byte-order mark and CRLF', `\uFEFF${HEADER}\r\n${line(76_000_001)}\r\n`],
    ['commas', `${HEADER}\n${line(76_000_001)}\n`.replaceAll(';', ',')],
    [
      'Windows-1252 text',
      Buffer.from(`Rut;Razón Social;Tipo;Vigente;Rut Representante\n${line(76_000_001)}\n`, 'latin1'),
    ],
    ['other columns', `giro;${HEADER}\nx;${line(76_000_001)}\n`],
  ])('imports a file with %s', async (_what, content) => {
    const { product, runImport } = await createImportScene()
    expect(await runImport(content)).toBe(0)
    expect(await inRegistro(product, 76_000_001)).toEqual(organismoOf(76_000_001))
  })

  it('takes mailbox and mobile of an organisation, and loads it without those that are invalid', async () => {
    const { harness, product, runImport } = await createImportScene()
    const lines = [`${line(76_000_001)};oficina@uno.test;987654321`, `${line(76_000_002)};secreto;`]
    expect(await runImport([`${HEADER};email;celular`, ...lines].join('\n'))).toBe(0)
    expect(harness.said[0]).toMatch(/^Línea 3: email: .* El organismo se cargó sin ese dato\.$/)
    expect(harness.said.join()).not.toContain('secreto')
    const channel = { email: 'oficina@uno.test', celular: '987654321' }
    expect(await inRegistro(product, 76_000_001)).toEqual(organismoOf(76_000_001, channel))
    expect(await inRegistro(product, 76_000_002)).toEqual(organismoOf(76_000_002))
  })

  it('keeps the letters of Windows-1252', async () => {
    const { product, runImport } = await createImportScene()
    await runImport(Buffer.from(`${HEADER}\n${line(76_000_001).replace('Organismo', 'Peñón')}\n`, 'latin1'))
    expect((await inRegistro(product, 76_000_001))?.razonSocial).toBe('Peñón 76000001 SpA')
  })

  it('reports bad lines by number and reason without their contents, and loads the rest', async () => {
    const { harness, product, runImport } = await createImportScene()
    const exitCode = await runImport([
      line(76_000_001),
      '76.000.002-0;Secreta SpA;OTEC;si;12345678-5',
      `"${line(76_000_003)}`,
      line(76_000_004, { tipo: 'Secreto' }),
      line(76_000_005, { vigente: 'tal vez' }),
      line(76_000_001),
      `${line(76_000_006)};de más`,
      line(76_000_007),
    ])
    expect(exitCode).toBe(1)
    expect(harness.said.map((saidLine) => saidLine.slice(0, 24))).toEqual([
      expect.stringMatching(/^Línea 3: rut: Revise el/),
      expect.stringMatching(/^Línea 4: hay comillas/),
      expect.stringMatching(/^Línea 5: tipo: Elija/),
      expect.stringMatching(/^Línea 6: vigente: Elija/),
      expect.stringMatching(/^Línea 8: el número de/),
      expect.stringMatching(/^Línea 7: el RUT está/),
      expect.stringMatching(/^Organismos: 2\. Líneas/),
      expect.stringMatching(/^El registro fue reempl/),
    ])
    expect(harness.said.join()).not.toMatch(/Secret|76.?000.?00\d/)
    expect(await inRegistro(product, 76_000_007)).toBeDefined()
  })

  it('reports values lost or damaged on export, and names no account by them', async () => {
    const { harness, product, runImport } = await createImportScene()
    const cuenta = await withOrganismo(product, 76_000_001)
    const named = (name: string) => line(76_000_001).replace('Organismo 76000001 SpA', name)
    expect(await runImport([named('NULL'), named('JosÃ© Ltda'), named('1,2E+07'), line(76_000_002)])).toBe(1)
    expect(harness.said.slice(0, 3)).toEqual([
      expect.stringMatching(/^Línea 2: razon_social: /),
      'Línea 3: razon_social: Trae letras que se dañaron antes (Ã±): corrija el archivo.',
      'Línea 4: razon_social: Una planilla le quitó cifras (1,2E+07).',
    ])
    expect(await cuentaOf(product, cuenta)).toEqual(cuenta)
  })

  it.each([
    ['no good line', [line(76_000_002, { tipo: 'x' })], 'el registro quedó como estaba'],
    ['no line', '', 'El archivo está vacío.'],
    ['another table', 'a;b\n1;2\n', 'le faltan estas columnas: rut, razon_social'],
  ])('leaves the registro unchanged with %s', async (_what, content, message) => {
    const { harness, product, runImport } = await createImportScene()
    await loadRegistro(product.deps, organismoOf(76_000_001))
    expect(await runImport(content)).toBe(1)
    expect(harness.said.at(-1)).toContain(message)
    expect(await inRegistro(product, 76_000_001)).toBeDefined()
    expect(await runImport([line(76_000_001)])).toBe(0)
  })

  it('reports the same in a rehearsal, and writes nothing', async () => {
    const { harness, product, runImport } = await createImportScene()
    const before = await rowsOf(product)
    expect(await runImport([line(76_000_001), line(76_000_001), line(76_000_002)], ' --dry-run')).toBe(1)
    expect(harness.said).toEqual([
      expect.stringContaining('Línea 3: el RUT está repetido'),
      'Organismos: 2. Líneas malas: 1.',
      'Ensayo: no se cambió nada.',
    ])
    expect(await rowsOf(product)).toEqual(before)
  })

  it('imports the example file without errors', async () => {
    const { harness } = await createImportScene()
    expect(await harness.command('organismos importar docs/ejemplos/organismos.csv')).toBe(0)
  })
})
