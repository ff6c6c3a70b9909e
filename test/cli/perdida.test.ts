/** What docs/operating.md says about losing a secret is what happens. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { autenticar } from '../../src/application/autenticar.ts'
import { encolarAviso } from '../../src/application/avisos.ts'
import { RaizIlegible } from '../../src/composition.ts'
import { NOMBRES_DE_VARIABLES } from '../../src/config.ts'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { abrirMotor } from '../../src/storage/engine.ts'
import { MOTORES } from '../support/almacenes.ts'
import { type BancoCli, CLAVE, CONTEXTO, conPersona, montarCli, RUT } from './banco.ts'

const guia = await readFile(new URL('../../docs/operating.md', import.meta.url), 'utf8')
const CREDENCIAL = { perfil: 'natural', identificador: RUT, clave: CLAVE } as const
const otraLlave = (id: string) => `${id}:${randomBytes(32).toString('base64')}`

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

describe.each(MOTORES)('the guide of operation, on %s', (motor) => {
  async function montar() {
    const banco = await montarCli(motor)
    montados.push(banco)
    const producto = await banco.producto()
    await conPersona(producto)
    return { banco, producto }
  }

  test('without ENCRYPTION_KEYS the product does not start, and what the guide erases saves the accounts', async () => {
    const { banco, producto } = await montar()
    const { deps } = producto
    const ahora = deps.reloj.ahora()
    await deps.almacen.transaccion((uow) =>
      encolarAviso(deps, uow, { para: 'a@correo.test', aviso: EJEMPLOS.clave_cambiada, ahora }),
    )
    banco.entorno.ENCRYPTION_KEYS = otraLlave('e9')
    await expect(banco.producto()).rejects.toThrow(RaizIlegible)

    const [, ordenes = ''] = /```sql\n(delete[\s\S]*?)```/.exec(guia) ?? []
    expect(ordenes).toContain('delete from secretos')
    const { db } = await abrirMotor(banco.entorno.DATABASE_URL ?? '')
    for (const orden of ordenes.split(';').filter((una) => una.trim())) await sql.raw(orden).execute(db)
    await db.destroy()

    const salvado = await banco.producto()
    expect(await autenticar(salvado.deps, CONTEXTO, CREDENCIAL)).toMatchObject({ ok: true })
    expect(await banco.orden('revisar')).toBe(0)
  })

  test('a rotated PEPPER goes on taking every CS, and without the old one none works', async () => {
    const { banco } = await montar()
    const vieja = banco.entorno.PEPPER ?? ''
    banco.entorno.PEPPER = `${otraLlave('p2')},${vieja}`
    expect(await autenticar((await banco.producto()).deps, CONTEXTO, CREDENCIAL)).toMatchObject({ ok: true })
    // That success moved its hash to the new one.
    banco.entorno.PEPPER = banco.entorno.PEPPER.split(',')[0] ?? ''
    expect(await autenticar((await banco.producto()).deps, CONTEXTO, CREDENCIAL)).toMatchObject({ ok: true })
    banco.entorno.PEPPER = otraLlave('p3')
    expect(await autenticar((await banco.producto()).deps, CONTEXTO, CREDENCIAL)).toMatchObject({ ok: false })
  })

  test('rotated ENCRYPTION_KEYS start with the old ones at the end, and never without them', async () => {
    const { banco } = await montar()
    const vieja = banco.entorno.ENCRYPTION_KEYS ?? ''
    banco.entorno.ENCRYPTION_KEYS = `${otraLlave('e2')},${vieja}`
    await banco.producto()
    expect(await banco.orden('revisar')).toBe(0)
    banco.entorno.ENCRYPTION_KEYS = banco.entorno.ENCRYPTION_KEYS.split(',')[0] ?? ''
    await expect(banco.producto()).rejects.toThrow(RaizIlegible)
    expect(await banco.orden('revisar')).toBe(1)
  })
})

test('the guide of operation tells what every variable decides', () => {
  expect(NOMBRES_DE_VARIABLES.filter((nombre) => !guia.includes(`\`${nombre}\``))).toEqual([])
})
