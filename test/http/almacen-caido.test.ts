import { access, rm } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { abrirMotor } from '../../src/storage/engine.ts'
import { almacenDe } from '../../src/storage/index.ts'
import type { Motor } from '../../src/storage/motor.ts'
import { formularioDe, Navegador, type Pagina, textoDe } from '../support/navegador.ts'
import { registroNatural } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { cuentaDe } from '../support/recorridos.ts'

describe('when the database does not serve', () => {
  let p: ProductoDePrueba
  let motor: Motor
  beforeEach(async () => {
    p = await productoDePrueba({
      async abrir(url) {
        motor = await abrirMotor(url, { esperaMs: 150 })
        const almacen = almacenDe(motor)
        await almacen.migrar()
        return almacen
      },
    })
  })
  afterEach(() => p.cerrar())

  const ruta = () => p.config.DATABASE_URL.slice('sqlite:'.length)

  function esperarOcupado(pagina: Pagina) {
    expect(pagina).toMatchObject({ estado: 503, titulo: 'El sistema está ocupado' })
    expect(pagina.cabeceras['retry-after']).toBe('30')
    expect(textoDe(pagina)).toContain('No cambiamos nada en su cuenta.')
    expect(textoDe(pagina)).toMatch(/número de referencia: [0-9A-F]{8}/)
    expect(pagina.html).not.toMatch(/SQLITE|sqlite|\.ts:\d|node_modules/)
  }

  test('locked, forms get a page that says so, nothing is written, and the same form works afterwards', async () => {
    const yo = new Navegador(p.app)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/registrar'), registroNatural(31_000_001))
    const otra = new Database(ruta())
    otra.exec('begin immediate')
    esperarOcupado(await yo.publicar(accion, todos))
    expect((await new Navegador(p.app).abrir('/')).estado).toBe(200)
    expect((await yo.pedir('/readyz')).status).toBe(503)
    expect((await yo.pedir('/healthz')).status).toBe(200)
    otra.exec('rollback')
    otra.close()
    await expect(cuentaDe(p, 31_000_001)).rejects.toThrow('no account')
    expect((await yo.publicar(accion, todos)).titulo).toBe('Su cuenta fue creada')
  })

  test('locked, a page that would open a session says that it is busy', async () => {
    const otra = new Database(ruta())
    otra.exec('begin immediate')
    esperarOcupado(await new Navegador(p.app).abrir('/natural/registrar'))
    otra.exec('rollback')
    otra.close()
  })

  test('full at any moment of a registration, it leaves nothing half done, and sent again the form ends well', async () => {
    const filas = async (tabla: string) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(tabla)}`.execute(
        motor.db,
      )
      return rows[0]?.n ?? 0
    }
    const dejarLibres = async (paginas: number) => {
      const { rows } = await sql<{ pageCount: number }>`pragma page_count`.execute(motor.db)
      await sql`pragma max_page_count = ${sql.lit((rows[0]?.pageCount ?? 0) + paginas)}`.execute(motor.db)
    }
    const estados: number[] = []
    for (let vez = 0; vez < 18; vez++) {
      const yo = new Navegador(p.app)
      const campos = registroNatural(31_000_100 + vez, { direccion: 'Los Aromos '.repeat(13) })
      const formulario = await yo.abrir('/natural/registrar')
      await dejarLibres(vez % 3)
      const pagina = await yo.enviarDesde(formulario, campos)
      await dejarLibres(1_000_000)
      estados.push(pagina.estado)
      const cuentas = await filas('cuentas')
      expect([await filas('eventos'), await filas('avisos')]).toEqual([cuentas, cuentas])
      const otraVez = await yo.enviarDesde(formulario, campos)
      const fin = otraVez.estado === 422 ? await yo.enviarDesde(otraVez, campos) : otraVez
      expect(fin.titulo).toBe('Su cuenta fue creada')
      expect(await filas('cuentas')).toBe(vez + 1)
    }
    expect(new Set(estados)).toEqual(new Set([200, 503]))
  })

  test('without room for the session of what was done, it says so, and the form sent again leads to it', async () => {
    const yo = new Navegador(p.app)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/registrar'), registroNatural(31_000_003))
    await sql`
      create trigger sin_lugar before insert on sesiones
      when exists (select 1 from cuentas) and not exists (select 1 from sesiones where id_huella = new.id_huella)
      begin select raise(abort, 'no room'); end`.execute(motor.db)
    expect((await yo.publicar(accion, todos)).estado).toBe(500)
    await sql`drop trigger sin_lugar`.execute(motor.db)
    expect((await yo.publicar(accion, todos)).titulo).toBe('Su cuenta fue creada')
  })

  test('gone, everybody is told so, and no other file is written', async () => {
    const yo = new Navegador(p.app)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/registrar'), registroNatural(31_000_002))
    await rm(ruta())
    esperarOcupado(await yo.publicar(accion, todos))
    await expect(access(ruta())).rejects.toThrow('ENOENT')
  })
})
