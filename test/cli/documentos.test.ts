import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { guardarDocumento } from '../../src/application/documentos.ts'
import type { Composicion } from '../../src/composition.ts'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import type { Documento } from '../../src/domain/documento.ts'
import { MOTORES } from '../support/almacenes.ts'
import { ADJUNTO } from '../support/navegador.ts'
import { type BancoCli, CONTEXTO, conPersona, filasDe, montarCli } from './banco.ts'

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

async function conDocumento(
  producto: Composicion,
  cambios: { cuenta?: Partial<Cuenta>; analisis?: Documento['analisis'] } = {},
) {
  const { deps } = producto
  const cuenta = await conPersona(producto, {
    perfil: 'migrante',
    identificador: 'AB123456',
    ...cambios.cuenta,
  })
  const preparado = {
    formato: 'image/png' as const,
    bytes: ADJUNTO.bytes,
    bytesRecibidos: 999,
    analisis: cambios.analisis ?? ('limpio' as const),
  }
  await deps.almacen.transaccion((uow) => guardarDocumento(deps, uow, CONTEXTO, cuenta.id, preparado))
  const [documento] = await deps.almacen.transaccion((uow) => uow.documentos.pendientes(1))
  if (!documento) throw new Error('no document')
  return { cuenta, id: documento.id }
}

describe.each(MOTORES)('documents for an operator, on %s', (motor) => {
  async function montar() {
    const banco = await montarCli(motor)
    montados.push(banco)
    return { banco, producto: await banco.producto() }
  }
  const anotadas = async (producto: Composicion) =>
    ((await filasDe(producto)).bitacora ?? []).map(({ evento, actor, resultado }) => [
      evento,
      actor,
      resultado,
    ])
  const leer = ({ deps }: Composicion, id: string) =>
    deps.almacen.transaccion(async (uow) => {
      const documento = await uow.documentos.porId(id)
      return { documento, cuenta: documento && (await uow.cuentas.porId(documento.cuentaId)) }
    })

  test('those that wait are listed, without anything of their persons, and that is noted', async () => {
    const { banco, producto } = await montar()
    const { id } = await conDocumento(producto)
    expect(await banco.orden('documentos listar --operador ana')).toBe(0)
    expect(banco.dicho).toEqual([
      expect.stringMatching(new RegExp(`^${id}: \\d\\d-\\d\\d-\\d{4} .*, png, 1 KiB, sin virus$`)),
      'Esperan decisión: 1.',
    ])
    expect(await anotadas(producto)).toContainEqual(['documentos_listados', 'operador:ana', 'bien'])
  })

  test('one is written to a new file of this user only, with what to compare it with, and noted', async () => {
    const { banco, producto } = await montar()
    const { id } = await conDocumento(producto)
    const ruta = join(banco.carpeta, 'revision.png')
    expect(await banco.orden(`documentos exportar ${id} ${ruta} --operador ana`)).toBe(0)
    expect((await readFile(ruta)).equals(Buffer.from(ADJUNTO.bytes))).toBe(true)
    expect((await stat(ruta)).mode & 0o777).toBe(0o600)
    expect(banco.dicho).toContainEqual(expect.stringMatching(/^Cuenta: migrante AB123456/))
    expect(banco.dicho).toContainEqual(expect.stringMatching(/^Nombre: María José/))
    expect(await anotadas(producto)).toContainEqual(['documento_visto', 'operador:ana', 'bien'])
  })

  test('a file that is there is never replaced, and an unknown document leaves none', async () => {
    const { banco, producto } = await montar()
    const { id } = await conDocumento(producto)
    const ruta = join(banco.carpeta, 'ocupada.png')
    await writeFile(ruta, 'algo')
    expect(await banco.orden(`documentos exportar ${id} ${ruta}`)).toBe(1)
    expect(await readFile(ruta, 'utf8')).toBe('algo')
    const otra = join(banco.carpeta, 'otra.png')
    expect(await banco.orden(`documentos exportar no-existe ${otra}`)).toBe(1)
    await expect(stat(otra)).rejects.toThrow('ENOENT')
    expect(banco.dicho).toEqual([`Ya existe ${ruta}: no se reemplaza.`, 'No existe un documento con ese id.'])
    expect(await anotadas(producto)).toContainEqual(['documento_visto', 'operador:prueba', 'no_existe'])
  })

  test('verified, the identity of its account is, its person is told, and it is decided once', async () => {
    const { banco, producto } = await montar()
    const { id } = await conDocumento(producto)
    expect(await banco.orden(`documentos resolver ${id} verificado --operador ana`)).toBe(0)
    expect(await leer(producto, id)).toMatchObject({
      documento: { estado: 'verificado', motivo: null, decididoPor: 'operador:ana' },
      cuenta: { identidad: 'verificada' },
    })
    const { avisos } = await filasDe(producto)
    expect(avisos?.map(({ tipo }) => tipo)).toEqual(['documento_verificado'])
    expect(await banco.orden(`documentos resolver ${id} rechazado --motivo ilegible`)).toBe(1)
    expect(banco.dicho.at(-1)).toBe('Ese documento ya estaba resuelto: no se cambió nada.')
    expect(await leer(producto, id)).toMatchObject({ documento: { estado: 'verificado' } })
  })

  test('refused, its person is told why', async () => {
    const { banco, producto } = await montar()
    const { id } = await conDocumento(producto)
    expect(await banco.orden(`documentos resolver ${id} rechazado --motivo ilegible`)).toBe(0)
    expect(await leer(producto, id)).toMatchObject({
      documento: { estado: 'rechazado', motivo: 'ilegible' },
      cuenta: { identidad: 'declarada' },
    })
    const { avisos } = await filasDe(producto)
    expect(avisos?.map(({ tipo }) => tipo)).toEqual(['documento_rechazado'])
  })

  test.each(['congelada', 'cerrada'] as const)(
    'of an account that is %s it is decided, and nothing else changes',
    async (estado) => {
      const { banco, producto } = await montar()
      const { id } = await conDocumento(producto, { cuenta: { estado } })
      expect(await banco.orden(`documentos resolver ${id} verificado`)).toBe(0)
      expect(await leer(producto, id)).toMatchObject({
        documento: { estado: 'verificado' },
        cuenta: { estado, identidad: 'declarada' },
      })
      expect((await filasDe(producto)).avisos).toEqual([])
    },
  )

  test('with a virus it can be refused and not verified', async () => {
    const { banco, producto } = await montar()
    const { id } = await conDocumento(producto, { analisis: 'infectado' })
    expect(await banco.orden(`documentos resolver ${id} verificado`)).toBe(1)
    expect(await banco.orden(`documentos resolver ${id} rechazado --motivo ilegible`)).toBe(0)
  })

  test.each([
    'verificado --motivo ilegible',
    'rechazado',
    'rechazado --motivo feo',
    'rechazado --motivo infectado',
    'aprobado',
  ])('«resolver … %s» is badly written and changes nothing', async (resto) => {
    const { banco, producto } = await montar()
    const { id } = await conDocumento(producto)
    expect(await banco.orden(`documentos resolver ${id} ${resto}`)).toBe(2)
    expect(await leer(producto, id)).toMatchObject({ documento: { estado: 'pendiente' } })
  })

  test('a backup carries it, and it opens after being restored', async () => {
    const { banco, producto } = await montar()
    const { id } = await conDocumento(producto)
    const archivo = join(banco.carpeta, 'respaldo')
    expect(await banco.orden(`respaldo ${archivo}`)).toBe(0)
    const destino = join(banco.carpeta, 'otro.db')
    const entorno = { DATABASE_URL: `sqlite:${destino}` }
    expect(await banco.orden(`restaurar ${archivo}`, { entorno })).toBe(0)
    const ruta = join(banco.carpeta, 'restaurado.png')
    expect(await banco.orden(`documentos exportar ${id} ${ruta}`, { entorno })).toBe(0)
    expect((await readFile(ruta)).equals(Buffer.from(ADJUNTO.bytes))).toBe(true)
  })
})
