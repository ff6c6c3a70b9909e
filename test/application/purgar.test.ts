import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { purgar } from '../../src/application/purgar.ts'
import { abrirMotor } from '../../src/storage/engine.ts'
import { almacenDe } from '../../src/storage/index.ts'
import type { Motor } from '../../src/storage/motor.ts'
import { CLAVE } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  claveEn,
  conCodigo,
  correosPara,
  datosDe,
  emailDe,
  pedirEnlace,
  registrada,
  responder,
  validar,
} from '../support/recorridos.ts'

const NUMERO = 36_000_001
const PASAJERAS = [
  'cambios_email',
  'codigos',
  'enlaces',
  'envios',
  'eventos',
  'limites',
  'provisorias',
  'sesiones',
  'solicitudes',
  'avisos',
]

describe('the purge', () => {
  let p: ProductoDePrueba
  let motor: Motor
  beforeEach(async () => {
    p = await productoDePrueba({
      async abrir(url) {
        motor = await abrirMotor(url)
        const almacen = almacenDe(motor)
        await almacen.migrar()
        return almacen
      },
    })
  })
  afterEach(() => p.cerrar())

  async function filas(): Promise<Record<string, number>> {
    const pares = PASAJERAS.map(async (tabla): Promise<[string, number]> => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(tabla)}`.execute(
        motor.db,
      )
      return [tabla, rows[0]?.n ?? 0]
    })
    return Object.fromEntries(await Promise.all(pares))
  }

  test('erases everything that is over, and nothing that is not', async () => {
    const yo = await registrada(p, NUMERO)
    const lista = await responder(yo, NUMERO)
    await pedirEnlace(yo, NUMERO)
    await validar(yo, NUMERO, CLAVE)
    await yo.enviarDesde(await conCodigo(p, yo, NUMERO), datosDe(NUMERO, { email: 'otra36@correo.test' }))
    await correosPara(p, emailDe(NUMERO))

    const antes = await filas()
    expect(await purgar(p.deps)).toBe(0)
    expect(await filas()).toEqual(antes)

    p.reloj.adelantar({ minutos: 5 })
    await purgar(p.deps)
    expect(claveEn(await yo.abrir('/natural/recuperar/listo'))).not.toBe(claveEn(lista))
    const guardados = await sql`select * from solicitudes where secreto_cifrado is not null`.execute(motor.db)
    expect(guardados.rows).toEqual([])

    p.reloj.adelantar({ dias: 31 })
    await purgar(p.deps)
    expect(await filas()).toEqual(Object.fromEntries(PASAJERAS.map((tabla) => [tabla, 0])))
    expect((await validar(yo, NUMERO, CLAVE)).url).toBe('/natural/cambiar/nueva')
  })
})
