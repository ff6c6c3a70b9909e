/** A corrected file completes what the import it corrects left out, and touches nothing else. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ENGINES } from '../../support/storage/databases.ts'
import { createCliHarness, rowsOf, withPersona } from '../harness.ts'
import { cuentaRowsOf, readReport, runImport, rut } from './harness.ts'

const TITLES = 'perfil;rut;nombres;apellidoPaterno;fechaNacimiento;comuna;email;claveHash'
const HASH = '5f4dcc3b5aa765d61d8327deb882cf99'
const complete = (n: number, nombres = 'Ana') =>
  `natural;${rut(n)};${nombres};Soto;01-12-1992;8401;p${n}@correo.test;${HASH}`
const broken = (n: number) => `natural;${rut(n)};Ana;R2D2;01-12-92;Atlántida;no es correo;`
const file = (...lines: string[]) => [TITLES, ...lines, ''].join('\n')

describe.each(ENGINES)('a corrected file, on %s', (engine) => {
  async function setUp() {
    const harness = await createCliHarness(engine)
    const product = await harness.product()
    const report = join(harness.folder, 'informe.csv')
    /** @returns the rows of the report, and the `--corrige` option the import suggests. */
    const importFile = async (content: string, options = '') => {
      const { exitCode } = await runImport(harness, content, {
        options: `--rechazos ${report} ${options}`.trim(),
      })
      const corrige = /--corrige [\da-f]+/.exec(harness.said.at(-1) ?? '')?.[0] ?? ''
      return { exitCode, corrige, rows: exitCode === 0 ? await readReport(report) : [] }
    }
    const cuenta = async (n: number) =>
      (await cuentaRowsOf(product)).find(({ identificador }) => identificador === rut(n))
    return { harness, product, importFile, cuenta }
  }

  it('fills what an account lacks and adds refused lines, without changing existing data', async () => {
    const { harness, product, importFile, cuenta } = await setUp()
    const { corrige } = await importFile(file(broken(1), `natural;1-1;Mala;;;;;`, complete(3)))
    const [before, whole] = [await cuenta(1), await cuenta(3)]
    const corrected = file(complete(1, 'Otra'), complete(2), complete(3, 'Otra'))
    const rehearsal = await importFile(corrected, `--dry-run ${corrige}`)
    expect(await cuenta(1)).toEqual(before)
    const done = await importFile(corrected, corrige)
    expect(done.rows).toEqual([
      '2;completada;completada;apellidoPaterno,fechaNacimiento,region,comuna,email,claveHash',
      '4;existente;existente;',
    ])
    expect(rehearsal.rows).toEqual(done.rows)
    expect(harness.said).toContain('Ya existían y se completaron: 1')
    expect(harness.said).toContain('Cuentas importadas: 1')
    expect(await cuenta(1)).toMatchObject({
      id: before?.id,
      nombres: 'Ana',
      apellido_paterno: 'Soto',
      fecha_nacimiento: '1992-12-01',
      region: '16',
      comuna: '16101',
      email: 'p1@correo.test',
      email_key: 'p1@correo.test',
      email_slot: 1,
      to_wrap: 1,
      version: 2,
    })
    expect((await cuenta(1))?.clave_hash).not.toBeNull()
    expect(await cuenta(3)).toEqual(whole)
    // Each is found by its name: as it came, and as it was completed.
    const waiting = (await rowsOf(product, ['busqueda_cola'])).busqueda_cola ?? []
    const versionsOf = (id: unknown) =>
      waiting.filter(({ cuenta_id }) => cuenta_id === id).map(({ version }) => version)
    expect(versionsOf(before?.id).sort()).toEqual([1, 2])
    expect(versionsOf(whole?.id)).toEqual([1])
    const recordedEntries = (await rowsOf(product, ['audit_entries'])).audit_entries ?? []
    expect(recordedEntries.filter(({ event }) => event === 'cuenta_completada')).toEqual([
      expect.objectContaining({ cuenta_id: before?.id, actor: 'operador:prueba', result: 'bien' }),
    ])
    expect(JSON.stringify(recordedEntries)).not.toContain('correo.test')
  })

  it('changes nothing when repeated, and can itself be corrected', async () => {
    const { product, importFile, cuenta } = await setUp()
    const { corrige } = await importFile(file(broken(1)))
    const second = file(`natural;${rut(1)};Ana;Soto;01-12-92;;;`, broken(2))
    const { corrige: ofSecond } = await importFile(second, corrige)
    const before = await cuentaRowsOf(product)
    expect((await importFile(second, corrige)).rows[0]).toBe('2;existente;existente;')
    expect((await importFile(second)).rows[0]).toBe('2;existente;existente;')
    expect(await cuentaRowsOf(product)).toEqual(before)
    const { rows } = await importFile(file(complete(1), complete(2)), ofSecond)
    expect(rows.map((row) => row.split(';').slice(0, 2).join())).toEqual(['2,completada', '3,completada'])
    expect(await cuenta(2)).toMatchObject({ fecha_nacimiento: '1992-12-01' })
  })

  it('touches no account of another import or of none, nor one used or frozen', async () => {
    const { harness, product, importFile, cuenta } = await setUp()
    await withPersona(product, { identificador: rut(9), apellidoPaterno: null })
    await importFile(file(broken(1)))
    const { corrige } = await importFile(file(broken(2), broken(3), broken(4), broken(5), broken(6)))
    const use = async (n: number, event: 'clave_presentada' | 'cuenta_vista', result: string) => {
      const cuentaId = String((await cuenta(n))?.id)
      await product.store.transaction((uow) =>
        uow.audit.record(
          { event, actor: 'persona', cuentaId, subject: null, requestId: null, result, detail: null },
          harness.clock.now(),
        ),
      )
    }
    await use(2, 'clave_presentada', 'bien')
    await use(3, 'clave_presentada', 'no_coincide')
    await use(4, 'cuenta_vista', 'bien')
    await product.store.transaction(async (uow) => {
      const one = await uow.cuentas.findByIdentificador('natural', rut(5))
      if (one) await uow.cuentas.save({ ...one, estado: 'congelada' })
    })
    const { rows } = await importFile(file(...[1, 2, 3, 4, 5, 6, 9].map((n) => complete(n))), corrige)
    expect(rows.map((row) => row.split(';')[1])).toEqual([
      'existente',
      'existente',
      'completada',
      'completada',
      'existente',
      'completada',
      'existente',
    ])
    for (const n of [1, 2, 5, 9]) expect(await cuenta(n)).toMatchObject({ apellido_paterno: null })
  })

  it('touches nothing without --corrige, and completes no account twice', async () => {
    const { product, importFile, cuenta } = await setUp()
    const { corrige } = await importFile(file(broken(1)))
    const before = await cuentaRowsOf(product)
    expect((await importFile(file(complete(1)))).rows).toEqual(['2;existente;existente;'])
    expect(await cuentaRowsOf(product)).toEqual(before)
    const twice = file(`natural;${rut(1)};;Soto;;;;`, complete(1), complete(1))
    const rehearsal = await importFile(twice, `--dry-run ${corrige}`)
    const { rows } = await importFile(twice, corrige)
    expect(rows).toEqual([
      '2;completada;completada;apellidoPaterno',
      '3;existente;existente;',
      '4;existente;existente;',
    ])
    expect(rehearsal.rows).toEqual(rows)
    expect(await cuenta(1)).toMatchObject({ fecha_nacimiento: null })
  })

  it('gives an e-mail to no fourth account', async () => {
    const { importFile, cuenta } = await setUp()
    const row = (n: number, email: string) => `natural;${rut(n)};Ana;Soto;;;${email};`
    const { corrige } = await importFile(
      file(...[1, 2, 3].map((n) => row(n, 'x@correo.test')), row(4, 'mala')),
    )
    const { rows } = await importFile(file(row(4, 'X@correo.test')), corrige)
    expect(rows).toEqual(['2;existente;existente;'])
    expect(await cuenta(4)).toMatchObject({ email: null, version: 1 })
  })

  it('does nothing for an unknown import or too short a prefix', async () => {
    const { harness, importFile } = await setUp()
    await importFile(file(broken(1)))
    expect((await importFile(file(complete(1)), '--corrige 0123456789ab')).exitCode).toBe(1)
    expect((await importFile(file(complete(1)), '--corrige ab')).exitCode).toBe(2)
    expect((await importFile(file(complete(1)), '--corrige %%%%%%%%')).exitCode).toBe(2)
    expect(harness.said.join()).toContain('--corrige lleva')
  })
})
