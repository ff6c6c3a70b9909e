/** What is declared beside each order in the table is what it needs and what it leaves (product.md “Audit”). */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PowerMissing } from '../../src/application/staff/require-power.ts'
import type { Cli } from '../../src/cli/command.ts'
import { COMMANDS } from '../../src/cli/command-table.ts'
import { POWERS } from '../../src/domain/staff/powers.ts'
import { POWERS_OF } from '../../src/domain/staff/roles.ts'
import { openStore } from '../../src/storage/index.ts'
import { createTestDatabase, ENGINES } from '../support/storage/databases.ts'
import { type CliHarness, createCliProduct, RUT, rowsOf, TEST_COST } from './harness.ts'
import { HEADER, line } from './organismos/scene.ts'

const NO_ID = '0198c7de-0000-7000-8000-000000000001'

/** The words after each order, of one whose audit tells that nothing was found, if it can be so. */
const WORDS: Record<string, (folder: string) => string> = {
  respaldo: (folder) => join(folder, 'copia'),
  restaurar: (folder) => join(folder, 'copia'),
  revisar: () => '',
  'cuentas ver': () => `natural ${RUT}`,
  'cuentas caso': () => 'ABCD2345',
  'casos listar': () => '',
  'casos cerrar': () => 'ABCD2345 --resultado repetido',
  'cuentas reabrir': () => `natural ${RUT}`,
  'cuentas congelar': () => `natural ${RUT} --motivo uso_sospechoso`,
  'cuentas deshacer-congelar': () => `natural ${RUT} --motivo otra_cuenta`,
  'cuentas descongelar': () =>
    `natural ${RUT} --email ana@correo.test --motivo vuelve_su_dueno --documento cedula`,
  'cuentas liberar': () => `natural ${RUT} --motivo orden_de_autoridad --documento cedula`,
  'cuentas invitar': () => `natural ${RUT} --motivo sin_correo --documento cedula --email ana@correo.test`,
  'cuentas representante': () =>
    `juridica ${RUT} --motivo nuevo_representante --documento poder --rut ${RUT} --nombre Eva`,
  'cuentas reunir': () => `migrante AB123456 --motivo tiene_las_dos --documento cedula --rut ${RUT}`,
  'cuentas verificar': () => `natural ${RUT} --motivo papeles_vistos --documento cedula`,
  'cuentas cambiar-contactos': () =>
    `natural ${RUT} --motivo sin_canal --documento cedula --email ana@correo.test`,
  'ordenes listar': () => '',
  'ordenes ver': () => 'ABCD2345',
  'ordenes conceder': () => 'ABCD2345',
  'ordenes rechazar': () => 'ABCD2345',
  'cuentas importar': (folder) => join(folder, 'cuentas.csv'),
  'organismos importar': (folder) => join(folder, 'organismos.csv'),
  'organismos verificar': () => `${RUT} --motivo papeles_vistos --documento poder`,
  'organismos ver': () => RUT,
  'documentos pedir': () => `natural ${RUT} --motivo identidad`,
  'documentos listar': () => '',
  'documentos exportar': (folder) => `${NO_ID} ${join(folder, 'documento')}`,
  'documentos resolver': () => `${NO_ID} verificado`,
  'funcionarios crear': () => '--email eva@sence.test --nombre Eva --rol revisor',
  'funcionarios ver': () => 'nadie@sence.test',
  'funcionarios listar': () => '',
  'funcionarios suspender': () => 'nadie@sence.test',
  'funcionarios reiniciar': () => 'nadie@sence.test',
  'sistemas crear': () =>
    '--nombre Cursos --redirect https://cursos.test/vuelta --scopes openid,run --propio',
  'sistemas listar': () => '',
  'sistemas ver': () => 'cursos',
  'sistemas cambiar': () => 'cursos --nombre Otros',
  'sistemas rotar': () => 'cursos',
  'sistemas suspender': () => 'cursos',
  'sistemas reanudar': () => 'cursos',
  'limites abrir': () => '203.0.113.7 --motivo sala_de_clases',
  'limites ver': () => '',
  'limites cerrar': () => '203.0.113.7',
  'llaves rotar': () => '',
  'llaves listar': () => '',
  'llaves publicar': () => '',
  'llaves firmar': () => 'cs-9',
  'llaves retirar': () => 'cs-9',
  'bitacora conteos': () => '',
  'bitacora verificar': () => '',
  demo: () => '',
}
const AUDIT = ['audit_entries']
const SORTED = COMMANDS.map(({ name }) => name).sort()

async function writeFiles({ folder }: CliHarness): Promise<void> {
  await writeFile(
    join(folder, 'cuentas.csv'),
    `perfil;rut;nombres;email\nnatural;${RUT};Ana;ana@correo.test\n`,
  )
  await writeFile(join(folder, 'organismos.csv'), `${[HEADER, line(76_000_001)].join('\n')}\n`)
}

it('has a power for each order, and an order or a role for each power; no two of the same name', () => {
  expect(Object.keys(WORDS).sort()).toEqual(SORTED)
  expect(new Set(SORTED).size).toBe(SORTED.length)
  const used = [...COMMANDS.map(({ power }) => power), ...Object.values(POWERS_OF).flat()]
  expect([...new Set(used)].sort()).toEqual([...POWERS].sort())
  // Whatever else shows or changes anything is recorded.
  expect(COMMANDS.filter(({ audit }) => audit === null).map(({ name }) => name)).toEqual(['revisar', 'demo'])
})

describe.each(ENGINES)('what is declared beside each order, on %s', (engine) => {
  it('is what a run of it, by who has that power alone, leaves in the audit', async () => {
    const { harness, product } = await createCliProduct(engine)
    const database = await createTestDatabase(engine)
    const restored = await openStore(database.url)
    await writeFiles(harness)
    const left: Record<string, unknown> = {}
    for (const { name } of COMMANDS) {
      const where = name === 'restaurar' ? restored : product.store
      const env = name === 'restaurar' ? { DATABASE_URL: database.url } : {}
      const before = name === 'restaurar' ? 0 : ((await rowsOf(product, AUDIT)).audit_entries?.length ?? 0)
      await harness.command(`${name} ${WORDS[name]?.(harness.folder)} --operador ana`.replace('  ', ' '), {
        env,
      })
      const entries = ((await rowsOf({ store: where }, AUDIT)).audit_entries ?? []).slice(before)
      for (const { actor } of entries) expect(actor).toBe('operador:ana')
      left[name] = [...new Set(entries.map(({ event }) => event))]
    }
    expect(left).toEqual(Object.fromEntries(COMMANDS.map(({ name, audit }) => [name, audit ?? []])))
    await restored.close()
    await database.remove()
  }, 60_000)

  it('is asked for by what it runs: with every other power it does nothing', async () => {
    const { harness, product } = await createCliProduct(engine)
    await writeFiles(harness)
    const cli: Cli = {
      env: harness.env,
      who: 'ana',
      clock: harness.clock,
      print: () => {},
      warn: () => {},
      ask: async () => '',
      passphraseCost: TEST_COST,
      freeDisk: async () => 2 ** 40,
    }
    const before = await rowsOf(product)
    for (const { name, power, audit, run } of COMMANDS) {
      if (!audit) continue
      const [words = '', ...options] = ` ${WORDS[name]?.(harness.folder)}`.split(' --')
      const input = {
        words: words.trim().split(' '),
        options: Object.fromEntries(options.map((option) => [...option.split(' '), true].slice(0, 2))),
        powers: POWERS.filter((one) => one !== power),
      }
      await expect((async () => run(cli, input))(), name).rejects.toThrow(PowerMissing)
    }
    expect(await rowsOf(product)).toEqual(before)
  }, 60_000)
})
