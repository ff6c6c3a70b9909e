import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Composition } from '../../../src/composition.ts'
import { isVerifiedOtecInForce } from '../../../src/domain/organisations/organismo.ts'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import { rutOf } from '../../support/data/personas.ts'
import { ENGINES } from '../../support/storage/databases.ts'
import { rowsOf } from '../harness.ts'
import { createImportScene, cuentaOf, HEADER, inRegistro, line, withOrganismo } from './scene.ts'

const eventsOf = async (product: Composition) =>
  ((await rowsOf(product, ['audit_entries'])).audit_entries ?? []).map(
    ({ event, result }) => `${event} ${result}`,
  )

describe.each(ENGINES)('«organismos importar», on %s', (engine) => {
  it('replaces the previous registro, and the same file again changes nothing', async () => {
    const { harness, product, runImport } = await createImportScene(engine)
    expect(await runImport([line(76_000_001), line(76_000_002, { vigente: 'no' })])).toBe(0)
    expect(harness.said).toEqual([
      'Organismos: 2. Líneas malas: 0.',
      'El registro fue reemplazado. Cuentas que cambiaron según él: 0.',
    ])
    expect(await runImport([line(76_000_002), line(76_000_003)], ' --forzar')).toBe(0)
    expect(await inRegistro(product, 76_000_001)).toBeUndefined()
    expect(await inRegistro(product, 76_000_002)).toEqual(organismoOf(76_000_002))
    const before = (await rowsOf(product, ['organismos'])).organismos
    expect(await runImport([line(76_000_002), line(76_000_003)])).toBe(0)
    const after = (await rowsOf(product, ['organismos'])).organismos
    const withoutVersion = (rows = before) => rows?.map(({ version, ...row }) => row)
    expect(withoutVersion(after)).toEqual(withoutVersion(before))
    expect(await eventsOf(product)).toEqual(Array(3).fill('organismos_importados bien'))
  })

  it('reads more lines than one batch, once each', async () => {
    const { harness, product, runImport } = await createImportScene(engine)
    const lines = Array.from({ length: 2_500 }, (_, i) => line(76_000_000 + i))
    expect(await runImport([...lines, ...lines.slice(0, 1)])).toBe(1)
    expect(harness.said).toContain('Organismos: 2500. Líneas malas: 1.')
    expect((await rowsOf(product, ['organismos'])).organismos).toHaveLength(2_500)
  })

  it('updates accounts from the registro: they coincide, are renamed, or are no longer vouched for', async () => {
    const { harness, product, runImport } = await createImportScene(engine)
    const newCuenta = await withOrganismo(product, 76_000_001, { tipoOrganismo: 'empresa' })
    const foreign = await withOrganismo(product, 76_000_002, {
      identidad: 'verificada',
      rutRepresentante: rutOf(9_000_001),
    })
    const notInRegistro = await withOrganismo(product, 76_000_003)
    await runImport([line(76_000_001), line(76_000_002)], ' --forzar')
    expect(harness.said.at(-2)).toBe('Cuentas que detiene: 1 de 2.')
    expect(harness.said.at(-1)).toBe('El registro fue reemplazado. Cuentas que cambiaron según él: 2.')
    expect(await cuentaOf(product, newCuenta)).toMatchObject({
      identidad: 'coincide',
      razonSocial: 'Organismo 76000001 SpA',
      tipoOrganismo: 'otec',
    })
    expect(await cuentaOf(product, foreign)).toMatchObject({ identidad: 'declarada' })
    expect(await cuentaOf(product, notInRegistro)).toEqual(notInRegistro)
    expect((await eventsOf(product)).slice(1).sort()).toEqual([
      'identidad_cambiada coincide',
      'identidad_cambiada declarada',
    ])
  })

  it('revokes what the registro vouched for, and keeps what an operador verified without it', async () => {
    const { harness, product, runImport } = await createImportScene(engine)
    const [outside, foreign] = [
      await withOrganismo(product, 76_000_001),
      await withOrganismo(product, 76_000_002),
    ]
    const verified = { identidad: 'verificada', verifiedBy: 'operador' } as const
    const verifiedByOperador = await withOrganismo(product, 76_000_003, verified)
    const remaining = Array.from({ length: 20 }, (_, i) => line(76_100_000 + i))
    await runImport([...remaining, line(76_000_001, { vigente: 'no' }), line(76_000_002)], ' --forzar')
    for (const one of [outside, foreign])
      expect(await cuentaOf(product, one)).toMatchObject({ identidad: 'coincide', verifiedBy: null })
    expect(await runImport(remaining)).toBe(0)
    expect(harness.said).toEqual([
      'Organismos: 20. Líneas malas: 0.',
      'Organismos que salen del registro: 2 de 22.',
      'El registro fue reemplazado. Cuentas que cambiaron según él: 2.',
    ])
    for (const one of [outside, foreign]) {
      const cuenta = await cuentaOf(product, one)
      expect(cuenta).toMatchObject({ identidad: 'declarada', verifiedBy: null })
      expect(cuenta && isVerifiedOtecInForce(cuenta, undefined)).toBe(false)
    }
    expect(await cuentaOf(product, verifiedByOperador)).toMatchObject({
      identidad: 'verificada',
      verifiedBy: 'operador',
    })
  })

  it('refuses a file that lacks over a tenth of the registro without --forzar, also in a rehearsal', async () => {
    const { harness, product, runImport } = await createImportScene(engine)
    const all = Array.from({ length: 20 }, (_, i) => line(76_000_000 + i))
    await runImport(all)
    const truncated = [...all.slice(0, 17), ...all.slice(0, 17).map((_, i) => line(77_000_000 + i))]
    const before = await rowsOf(product)
    for (const option of ['', ' --dry-run']) {
      expect(await runImport(truncated, option)).toBe(1)
      expect(harness.said).toEqual([
        expect.stringContaining('Al archivo le faltan 3 de los 20 organismos del registro, más del 10 %.'),
      ])
      expect((await rowsOf(product, ['organismos'])).organismos).toEqual(before.organismos)
    }
    expect(await runImport(truncated, ' --dry-run --forzar')).toBe(0)
    expect(await inRegistro(product, 76_000_019)).toBeDefined()
    expect(await runImport(truncated, ' --forzar')).toBe(0)
    expect(await inRegistro(product, 76_000_019)).toBeUndefined()
    expect(await runImport([...all.slice(0, 17), ...truncated.slice(17, 31)], '')).toBe(0)
  })

  it('refuses a file that would stop over 2 % of the accounts without --forzar, also in a rehearsal', async () => {
    const { harness, product, runImport } = await createImportScene(engine)
    const numbers = Array.from({ length: 50 }, (_, i) => 76_000_000 + i)
    for (const number of numbers) await withOrganismo(product, number)
    await withOrganismo(product, 76_000_900, { estado: 'cerrada' })
    const [first = 0, second = 0, ...others] = numbers
    const entries = (number: number, ...representantes: string[]) =>
      representantes.map((representante) => line(number, { representante }))
    const another = rutOf(9_000_001)
    const rest = [...others, 76_000_900, 76_500_000].map((number) => line(number))
    await runImport([line(first), line(second), ...rest])
    const two = [line(first, { vigente: 'no' }), ...entries(second, another), ...rest]
    const before = await rowsOf(product)
    for (const option of ['', ' --dry-run']) {
      expect(await runImport(two, option)).toBe(1)
      expect(harness.said).toEqual([
        'El archivo detendría 2 de las 50 cuentas de los organismos que trae, más del 2 %. No se cambió nada: revise representantes y vigencia. Si así debe quedar, repita la orden con --forzar.',
      ])
      expect((await rowsOf(product, ['organismos'])).organismos).toEqual(before.organismos)
    }
    const one = [line(first), ...entries(second, another), ...rest]
    expect(await runImport(one)).toBe(0)
    expect(harness.said).toContain('Cuentas que detiene: 1 de 50.')
    // Of these two one is stopped already.
    expect(await runImport(two)).toBe(0)
    expect((await rowsOf(product, ['audit_entries'])).audit_entries?.at(-1)?.detail).toContain(
      '"detenidas":1',
    )
    expect(
      await runImport([...entries(first, another), ...entries(second, another), ...rest], ' --forzar'),
    ).toBe(0)
  })

  it('refuses a second import while another is running', async () => {
    const { harness, product, runImport } = await createImportScene(engine)
    await product.store.transaction((uow) =>
      uow.organismos.beginLoad('otra', harness.clock.now(), new Date(harness.clock.now().getTime() + 1)),
    )
    expect(await runImport([line(76_000_001)])).toBe(1)
    expect(harness.said).toEqual([expect.stringContaining('Otra importación está en curso')])
    harness.clock.advance({ minutes: 1 })
    expect(await runImport([line(76_000_001)])).toBe(0)
  })
})

it('leaves the previous registro whole when killed midway, and can run again after two minutes', async () => {
  const { harness, product, runImport } = await createImportScene()
  await loadRegistro(product.deps, organismoOf(76_000_001))
  const pipe = join(harness.folder, 'tubo.csv')
  execFileSync('mkfifo', [pipe])
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const child = spawn(
    process.execPath,
    ['src/launch.mjs', 'src/cli/main.ts', 'organismos', 'importar', pipe],
    { cwd: root, env: { ...harness.env, PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const content = createWriteStream(pipe)
  content.on('error', () => {})
  content.write(`${HEADER}\n`)
  for (let i = 0; i < 5_000; i++) content.write(`${line(77_000_000 + i)}\n`)
  // A bad line is reported when reached: by then some batches are stored.
  content.write(`mala;\n${'x'.repeat(300_000)}`)
  for await (const text of createInterface({ input: child.stderr })) if (text.startsWith('Línea 5002')) break
  child.kill('SIGKILL')
  await once(child, 'exit')
  content.destroy()

  expect(await inRegistro(product, 76_000_001)).toEqual(organismoOf(76_000_001))
  expect(await inRegistro(product, 77_000_000)).toBeUndefined()
  expect(await runImport([line(76_000_002)])).toBe(1)
  expect(harness.said).toEqual([expect.stringContaining('se cortó hace menos de 2 minutos')])
  // The killed process used the real clock, which may be far ahead of this one.
  harness.clock.advance({ hours: 1 })
  expect(await runImport([line(76_000_002)], ' --forzar')).toBe(0)
  expect((await rowsOf(product, ['organismos'])).organismos).toHaveLength(1)
}, 120_000)
