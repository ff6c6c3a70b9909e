import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { encolarAviso } from '../../src/application/avisos.ts'
import { sellarBitacora } from '../../src/application/sellar-bitacora.ts'
import type { Composicion } from '../../src/composition.ts'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { abrirMotor } from '../../src/storage/engine.ts'
import { abrirAlmacen } from '../../src/storage/index.ts'
import { baseVacia, MOTORES } from '../support/almacenes.ts'
import { clamdDePrueba } from '../support/clamd.ts'
import { enMinutos } from '../support/contrato.ts'
import { type BancoCli, montarCli } from './banco.ts'

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})
async function montar(...como: Parameters<typeof montarCli>): Promise<BancoCli> {
  const banco = await montarCli(...como)
  montados.push(banco)
  return banco
}

/** Notes something and seals it. */
async function anotarYSellar({ deps, sellador }: Composicion): Promise<void> {
  await deps.almacen.transaccion((uow) =>
    uow.bitacora.anotar(
      {
        evento: 'cuenta_creada',
        actor: 'persona',
        cuentaId: null,
        sujeto: null,
        origen: null,
        resultado: 'bien',
        detalle: null,
      },
      deps.reloj.ahora(),
    ),
  )
  await sellarBitacora(deps, sellador)
}

const llave = (relleno: string) => `k1:${Buffer.alloc(32, relleno).toString('base64')}`
/** A key drawn by chance, but not that of the database. */
const OTRA = 'k1:pVSBk6DVpHnZ6hVN6x0YzFTbpm2iGpQ0cWkLHqfO1yE='

describe.each(MOTORES)('«revisar», on %s', (motor) => {
  test('says that all is well in one line for each check, with exit code 0, and changes nothing', async () => {
    const banco = await montar(motor)
    const producto = await banco.producto()
    await anotarYSellar(producto)
    expect(await banco.orden('revisar')).toBe(0)
    expect(banco.dicho.filter((linea) => !linea.startsWith('ok '))).toEqual([
      expect.stringContaining('BCRYPT_COST is 4'),
    ])
    expect(banco.dicho.map((linea) => linea.slice(7).split(':')[0])).toEqual([
      ...[
        'ajustes',
        'ajustes',
        'secretos',
        'correo',
        'sms',
        'disco',
        'migraciones',
        'base de datos',
        'llaves',
        'reloj',
      ],
      ...['avisos', 'bitácora'],
    ])
    expect(banco.dicho.at(-1)).toBe('ok     bitácora: 1 sellos sobre 1 anotaciones; 0 sin sellar')
  })

  test('finds the keys of another database', async () => {
    const banco = await montar(motor)
    await banco.producto()
    expect(await banco.orden('revisar', { entorno: { ENCRYPTION_KEYS: OTRA } })).toBe(1)
    expect(banco.dicho).toContain(
      'mal    llaves: ENCRYPTION_KEYS no abre lo guardado: no son las de esta base de datos',
    )
  })

  test('finds a pending migration without running it', async () => {
    const banco = await montar(motor, { base: baseVacia })
    const almacen = await abrirAlmacen(banco.entorno.DATABASE_URL ?? '')
    await almacen.migrar('0005_avisos')
    const pendientes = await almacen.migracionesPendientes()
    expect(await banco.orden('revisar')).toBe(1)
    expect(banco.dicho.at(-1)).toBe(
      `mal    migraciones: faltan ${pendientes.join(', ')}: se hacen al arrancar el producto`,
    )
    expect(await almacen.migracionesPendientes()).toEqual(pendientes)
    await almacen.cerrar()
  })

  test('finds a database of a later version, and gives no order over it', async () => {
    const banco = await montar(motor)
    await banco.producto()
    const { db } = await abrirMotor(banco.entorno.DATABASE_URL ?? '')
    await sql`insert into kysely_migration values ('9999_futura', '2030-01-01T00:00:00Z')`.execute(db)
    await db.destroy()
    expect(await banco.orden('revisar')).toBe(1)
    expect(banco.dicho.at(-1)).toBe('mal    migraciones: la base de datos es de una versión posterior a esta')
    expect(await banco.orden('bitacora verificar')).toBe(1)
    expect(banco.dicho.at(-1)).toBe('Migraciones: la base de datos es de una versión posterior a esta.')
  })

  test('finds an audit row that was altered, as «bitacora verificar» does', async () => {
    const banco = await montar(motor)
    const producto = await banco.producto()
    await anotarYSellar(producto)
    await anotarYSellar(producto)
    const { db } = await abrirMotor(banco.entorno.DATABASE_URL ?? '')
    await (motor === 'sqlite'
      ? sql`drop trigger bitacora_sin_update`
      : sql`drop trigger solo_crece on bitacora`
    ).execute(db)
    await db.updateTable('bitacora').set({ resultado: 'otro' }).where('numero', '=', 2).execute()
    await db.destroy()

    expect(await banco.orden('revisar')).toBe(1)
    const corte = 'se corta en el sello 2: una anotación o el sello fue alterado, o PEPPER es otro'
    expect(banco.dicho.at(-1)).toBe(`mal    bitácora: ${corte}`)
    expect(await banco.orden('bitacora verificar')).toBe(1)
    expect(banco.dicho.slice(-4)).toEqual([
      'Sellos buenos: 1',
      'Anotaciones selladas: 1',
      expect.stringMatching(/^Cabeza de la cadena: [\w-]{43}$/),
      `La bitácora ${corte}.`,
    ])
  })

  test('finds a notice that waits for more than ten minutes, and those that were abandoned', async () => {
    const banco = await montar(motor)
    const { deps } = await banco.producto()
    await deps.almacen.transaccion(async (uow) => {
      const ahora = deps.reloj.ahora()
      await encolarAviso(deps, uow, { para: 'a@correo.test', aviso: EJEMPLOS.clave_cambiada, ahora })
      const [aviso] = await uow.avisos.arrendar('correo', 'otro', ahora, enMinutos(1, ahora), 1)
      await uow.avisos.abandonar(aviso?.id ?? '', ahora, 'smtp_550')
      await encolarAviso(deps, uow, { para: 'b@correo.test', aviso: EJEMPLOS.clave_cambiada, ahora })
    })
    expect(await banco.orden('revisar')).toBe(0)
    expect(banco.dicho).toContain('aviso  avisos: 1 por salir, 1 abandonados')
    const reloj = { ahora: () => enMinutos(11, deps.reloj.ahora()), dormir: deps.reloj.dormir }
    expect(await banco.orden('revisar', { mundo: { reloj } })).toBe(1)
    expect(banco.dicho).toContainEqual(
      expect.stringMatching(/^mal {4}avisos: 1 por salir, 1 abandonados; el más antiguo espera desde el /),
    )
  })

  test('finds a clock that is behind the audit, or away from the one of the database', async () => {
    const banco = await montar(motor)
    const producto = await banco.producto()
    const reloj = (minutos: number) => ({
      ahora: () => enMinutos(minutos, producto.deps.reloj.ahora()),
      dormir: producto.deps.reloj.dormir,
    })
    expect(await banco.orden('revisar', { mundo: { reloj: reloj(2) } })).toBe(1)
    expect(banco.dicho).toContainEqual(
      expect.stringMatching(/^mal {4}reloj: a 1\d\d s del de la base de datos$/),
    )
    await anotarYSellar(producto)
    expect(await banco.orden('revisar', { mundo: { reloj: reloj(-2) } })).toBe(1)
    expect(banco.dicho).toContainEqual(
      expect.stringMatching(/^mal {4}reloj: atrasado: la bitácora ya tiene /),
    )
  })

  test('finds a database that is not there', async () => {
    const banco = await montar(motor)
    const url =
      motor === 'sqlite'
        ? `sqlite:${join(banco.carpeta, 'no.db')}`
        : `${banco.entorno.DATABASE_URL}`.replace('/prueba_', '/no_')
    expect(await banco.orden('revisar', { entorno: { DATABASE_URL: url } })).toBe(1)
    expect(banco.dicho.at(-1)).toMatch(/^mal {4}base de datos: (No existe|La base de datos no existe)/)
  })
})

describe('«revisar», without a database', () => {
  test('tells every problem of the settings at once', async () => {
    const banco = await montar('sqlite')
    const entorno = { NODE_ENV: 'production', PEPPER: '', ENCRYPTION_KEYS: '', BASE_URL: 'http://clave.test' }
    expect(await banco.orden('revisar', { entorno })).toBe(1)
    expect(banco.dicho).toEqual([
      'mal    ajustes: Faltan estos ajustes, o no sirven (la causa va en inglés, como en el registro):',
      'mal    ajustes: PEPPER: production does not start without it',
      'mal    ajustes: ENCRYPTION_KEYS: production does not start without it',
      'mal    ajustes: BASE_URL: production is served over https',
      'mal    ajustes: BCRYPT_COST: production needs 10 or more',
    ])
  })

  test.each([
    ['a sender that is not an address', { MAIL_FROM: 'nadie' }, /^mal {4}ajustes: MAIL_FROM: /],
    ['a system without an origin', { RETURN_SYSTEMS: 'Asistencia' }, /^mal {4}ajustes: RETURN_SYSTEMS: /],
    ['a key that is too short', { PEPPER: 'k1:AAAA' }, /^mal {4}ajustes: PEPPER: .*must have 32/],
    ['a key typed by hand', { PEPPER: llave('abcd') }, /^mal {4}secretos: PEPPER: .*no parece hecha al azar/],
    [
      'a session secret typed by hand',
      { SESSION_SECRET: 'a'.repeat(40) },
      /^mal {4}secretos: SESSION_SECRET/,
    ],
    [
      'one key for two uses',
      { PEPPER: OTRA, ENCRYPTION_KEYS: OTRA },
      /^mal {4}secretos: .*una llave en común/,
    ],
    [
      'a mail server that does not answer',
      { SMTP_URL: 'smtp://127.0.0.1:1' },
      /^mal {4}correo: .*127\.0\.0\.1:1 no recibe/,
    ],
    [
      'a gateway of SMS that does not answer',
      { SMS_WEBHOOK_URL: 'http://127.0.0.1:9/sms?llave=x', SMS_WEBHOOK_SECRET: 's'.repeat(32) },
      /^mal {4}sms: el servicio 127\.0\.0\.1:9 no recibe SMS$/,
    ],
  ])('finds %s', async (_que, entorno, dice) => {
    const banco = await montar('sqlite')
    expect(await banco.orden('revisar', { entorno })).toBe(1)
    expect(banco.dicho).toContainEqual(expect.stringMatching(dice))
  })

  test('finds secrets and a database that others can read', async () => {
    const banco = await montar('sqlite')
    await banco.producto()
    const secretos = join(banco.carpeta, 'secretos.json')
    await writeFile(secretos, '{}', { mode: 0o644 })
    await chmod((banco.entorno.DATABASE_URL ?? '').slice(7), 0o640)
    expect(await banco.orden('revisar')).toBe(1)
    expect(banco.dicho.filter((linea) => linea.includes('otros usuarios pueden leerlo'))).toHaveLength(2)
  })

  test.each([
    ['warns under 1 GiB', 2 ** 30 - 1, 'aviso  disco: 1024.0 MiB libres', 0],
    ['is bad under 100 MiB', 100 * 2 ** 20 - 1, 'mal    disco: 100.0 MiB libres', 1],
  ])('a disk %s', async (_que, libre, dice, fin) => {
    const banco = await montar('sqlite')
    await banco.producto()
    expect(await banco.orden('revisar', { mundo: { discoLibre: async () => libre } })).toBe(fin)
    expect(banco.dicho).toContain(`${dice} en ${banco.carpeta}`)
  })

  test('finds that production does not name its proxy, and warns of mail that reaches nobody', async () => {
    const banco = await montar('sqlite')
    await banco.producto()
    const entorno = { NODE_ENV: 'production', BASE_URL: 'https://clave.test', BCRYPT_COST: '11' }
    expect(await banco.orden('revisar', { entorno })).toBe(1)
    expect(banco.dicho.filter((linea) => !linea.startsWith('ok'))).toEqual([
      expect.stringMatching(/^mal {4}ajustes: TRUST_PROXY: /),
      expect.stringMatching(/^aviso {2}ajustes: conviene cambiarlo .*: SMTP_URL is not set/),
      expect.stringMatching(/^aviso {2}ajustes: conviene cambiarlo .*: SMS_WEBHOOK_URL is not set/),
      'aviso  antivirus: sin CLAMD_URL, los documentos no pasan por ninguno',
    ])
  })

  test('says whether the virus scanner answers', async () => {
    const banco = await montar('sqlite')
    await banco.producto()
    const clamd = await clamdDePrueba()
    const entorno = { CLAMD_URL: clamd.url }
    expect(await banco.orden('revisar', { entorno })).toBe(0)
    expect(banco.dicho).toContain('ok     antivirus: responde')
    await clamd.cerrar()
    expect(await banco.orden('revisar', { entorno })).toBe(1)
    expect(banco.dicho).toContain('mal    antivirus: no responde: los documentos nuevos quedan pendientes')
  })

  test('development without its secrets says so and makes none', async () => {
    const banco = await montar('sqlite')
    const entorno = { SESSION_SECRET: '', PEPPER: '', ENCRYPTION_KEYS: '' }
    expect(await banco.orden('revisar', { entorno })).toBe(1)
    expect(banco.dicho).toEqual([
      expect.stringMatching(/^mal {4}ajustes: Faltan los secretos: .*secretos\.json\.$/),
    ])
  })
})
