import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { encolarAviso } from '../../src/application/avisos.ts'
import { guardarDocumento } from '../../src/application/documentos.ts'
import { avisarHecho } from '../../src/application/eventos.ts'
import { cifrarPedido } from '../../src/application/facilitador/lazos.ts'
import { COLUMNAS_CIFRADAS } from '../../src/application/ports.ts'
import { lista, nuevaSolicitud } from '../../src/application/solicitudes.ts'
import type { Composicion } from '../../src/composition.ts'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { MOTORES } from '../support/almacenes.ts'
import { ADJUNTO } from '../support/navegador.ts'
import { type BancoCli, CONTEXTO, conPersona, filasDe, montarCli } from './banco.ts'

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

const PEDIDO = {
  nie: 'AB1234',
  tipoDocumento: 'pasaporte',
  nombres: 'Ada',
  apellidoPaterno: 'Eze',
  apellidoMaterno: null,
  paisOrigen: 'NGA',
  email: 'ada@correo.test',
}

/** Something encrypted in every column that there is. @returns the id of the document. */
async function conTodo(producto: Composicion): Promise<string> {
  const { deps } = producto
  const antigua = deps.hasher.adoptarEnClaro('secreto').hash
  const cuenta = await conPersona(producto, { claveHash: antigua, respuestaHash: antigua })
  await deps.almacen.transaccion(async (uow) => {
    await encolarAviso(deps, uow, { para: 'a@b.cl', aviso: EJEMPLOS.codigo, ahora: deps.reloj.ahora() })
    await avisarHecho(deps, uow, {
      tipo: 'actualizar',
      cuentaId: cuenta.id,
      antes: cuenta,
      buzon: 'a@b.cl',
      conRespuesta: false,
      aviso: () => EJEMPLOS.cuenta_creada,
    })
    await guardarDocumento(deps, uow, CONTEXTO, cuenta.id, {
      formato: 'image/png',
      bytes: ADJUNTO.bytes,
      bytesRecibidos: 1,
      analisis: 'limpio',
    })
    const lazo = 'un-lazo'
    await uow.lazos.crear({
      id: lazo,
      otecId: cuenta.id,
      facilitadorId: cuenta.id,
      estado: 'pendiente',
      abreCuenta: false,
      pedidoCifrado: cifrarPedido(deps, lazo, PEDIDO),
      pedidoEn: deps.reloj.ahora(),
      aceptadoEn: null,
      terminadoEn: null,
    })
    const solicitud = nuevaSolicitud(deps, {
      operacion: 'recuperar',
      perfil: 'natural',
      identificador: cuenta.identificador,
      cuenta,
      volver: null,
    })
    const secretoCifrado = deps.cifrador.cifrar('K7WQ4HNXRT', `solicitud:${solicitud.id}:secreto`)
    await uow.solicitudes.crear({ ...lista(deps, solicitud, {}), secretoCifrado })
  })
  const [documento] = await deps.almacen.transaccion((uow) => uow.documentos.pendientes(1))
  return documento?.id ?? ''
}

/** Names of the keys in use, by column. */
async function llavesEn(producto: Composicion): Promise<Record<string, string[]>> {
  const filas = await filasDe(producto)
  return Object.fromEntries(
    COLUMNAS_CIFRADAS.map((columna) => {
      const [tabla = '', nombre = ''] = columna.split('.')
      const llaves = (filas[tabla] ?? []).map((fila) => /v1\.([^.]+)\./.exec(String(fila[nombre]))?.[1] ?? '')
      return [columna, [...new Set(llaves)].filter(Boolean)]
    }),
  )
}

describe.each(MOTORES)('«llaves rotar», on %s', (motor) => {
  async function montar() {
    const banco = await montarCli(motor)
    montados.push(banco)
    const producto = await banco.producto()
    const nueva = `k2:${randomBytes(32).toString('base64')}`
    const ambas = { ENCRYPTION_KEYS: `${nueva},${banco.entorno.ENCRYPTION_KEYS}` }
    return { banco, producto, ambas, soloNueva: { ENCRYPTION_KEYS: nueva } }
  }
  const todas = (llave: string) => Object.fromEntries(COLUMNAS_CIFRADAS.map((columna) => [columna, [llave]]))

  test('moves everything to the first key, after which the old one can go', async () => {
    const { banco, producto, ambas, soloNueva } = await montar()
    const id = await conTodo(producto)
    expect(await llavesEn(producto)).toEqual(todas('k1'))
    expect(await banco.orden('llaves rotar --operador ana', { entorno: ambas })).toBe(0)
    expect(await llavesEn(producto)).toEqual(todas('k2'))
    expect(banco.dicho.slice(0, -1).map((linea) => linea.split(':')[0])).toEqual([...COLUMNAS_CIFRADAS])
    const ruta = join(banco.carpeta, 'd.png')
    expect(await banco.orden(`documentos exportar ${id} ${ruta}`, { entorno: soloNueva })).toBe(0)
    expect(await banco.orden('llaves rotar', { entorno: soloNueva })).toBe(0)
    expect((await filasDe(producto)).bitacora?.map(({ evento }) => evento)).toContain('llaves_rotadas')
  })

  test('with nothing left to do it changes nothing', async () => {
    const { banco, producto, ambas } = await montar()
    await conTodo(producto)
    await banco.orden('llaves rotar', { entorno: ambas })
    const { bitacora: _antes, bitacora_cabeza: _cabeza, ...antes } = await filasDe(producto)
    banco.dicho.splice(0)
    expect(await banco.orden('llaves rotar', { entorno: ambas })).toBe(0)
    expect(banco.dicho).toEqual(['Todo lo guardado está cifrado con la primera llave de ENCRYPTION_KEYS.'])
    const { bitacora: _despues, bitacora_cabeza: _otra, ...despues } = await filasDe(producto)
    expect(despues).toEqual(antes)
  })

  test('more than a batch of them, in two runs at once, are all moved', async () => {
    const { banco, producto, ambas } = await montar()
    const { deps } = producto
    await deps.almacen.transaccion(async (uow) => {
      for (let i = 0; i < 250; i++)
        await encolarAviso(deps, uow, {
          para: 'a@b.cl',
          aviso: EJEMPLOS.cuenta_creada,
          ahora: deps.reloj.ahora(),
        })
    })
    const fines = await Promise.all([1, 2].map(() => banco.orden('llaves rotar', { entorno: ambas })))
    expect(fines).toEqual([0, 0])
    expect((await llavesEn(producto))['avisos.contenido_cifrado']).toEqual(['k2'])
  })

  test('what no key opens stays as it was, and is told', async () => {
    const { banco, producto, ambas } = await montar()
    await conTodo(producto)
    const { deps } = producto
    const [documento] = await deps.almacen.transaccion((uow) => uow.documentos.pendientes(1))
    if (!documento) throw new Error('no document')
    await deps.almacen.transaccion((uow) =>
      uow.documentos.guardar({ ...documento, id: 'otro' }, 'v1.k0.a.b.c'),
    )
    expect(await banco.orden('llaves rotar', { entorno: ambas })).toBe(1)
    expect(banco.dicho).toContain('documentos.contenido_cifrado: 1 cambiados, 1 ilegibles')
    expect(banco.dicho.at(-1)).toContain('No quite ninguna llave.')
  })
})

test('every encrypted column of the migrations is among those that are rotated', async () => {
  const { readdir } = await import('node:fs/promises')
  const carpeta = new URL('../../migrations/', import.meta.url)
  const cifradas: string[] = []
  for (const archivo of (await readdir(carpeta)).filter((nombre) => nombre.endsWith('.ts'))) {
    const { columnas } = (await import(new URL(archivo, carpeta).href)) as {
      columnas: Record<string, Record<string, string>>
    }
    for (const [tabla, suyas] of Object.entries(columnas))
      for (const columna of Object.keys(suyas))
        if (/_cifrad[oa]$/.test(columna)) cifradas.push(`${tabla}.${columna}`)
  }
  expect(COLUMNAS_CIFRADAS).toEqual(expect.arrayContaining(cifradas))
})
