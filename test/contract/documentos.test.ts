import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Documento } from '../../src/domain/documento.ts'
import { AHORA, aLaVez, conCuenta, enCadaMotor, enMinutos } from '../support/contrato.ts'

enCadaMotor('documents', (almacen) => {
  let cuentaId: string
  beforeEach(async () => {
    cuentaId = (await conCuenta(almacen())).id
  })

  const documento = (cambios: Partial<Documento> = {}): Documento => ({
    id: randomUUID(),
    cuentaId,
    formato: 'image/jpeg',
    bytesRecibidos: 1000,
    bytes: 900,
    estado: 'pendiente',
    analisis: 'pendiente',
    analizadoEn: AHORA,
    creadoEn: AHORA,
    decididoEn: null,
    decididoPor: null,
    motivo: null,
    borradoEn: null,
    ...cambios,
  })
  const guardar = (nuevo: Documento, contenido = 'cifrado') =>
    almacen().transaccion(({ documentos }) => documentos.guardar(nuevo, contenido))
  const leer = (id: string) =>
    almacen().transaccion(async ({ documentos }) => ({
      documento: await documentos.porId(id),
      contenido: await documentos.contenidoCifrado(id),
    }))
  const rechazo = (decididoEn = AHORA) =>
    ({ estado: 'rechazado', motivo: 'ilegible', decididoEn, decididoPor: 'operador:ana' }) as const

  test('one comes back as it was kept, with a content of more than a megabyte', async () => {
    const nuevo = documento()
    const contenido = 'x'.repeat(1_400_000)
    await guardar(nuevo, contenido)
    expect(await leer(nuevo.id)).toEqual({ documento: nuevo, contenido })
    expect(await leer(randomUUID())).toEqual({ documento: undefined, contenido: null })
  })

  test('those that wait are listed, the oldest first and no more than asked for', async () => {
    const [segundo, primero] = [
      documento({ creadoEn: enMinutos(-9) }),
      documento({ creadoEn: enMinutos(-10) }),
    ]
    for (const nuevo of [segundo, primero, documento({ estado: 'verificado', creadoEn: enMinutos(-11) })])
      await guardar(nuevo)
    expect(await almacen().transaccion(({ documentos }) => documentos.pendientes(2))).toEqual([
      primero,
      segundo,
    ])
  })

  test('of two decisions at once only one counts', async () => {
    const nuevo = documento()
    await guardar(nuevo)
    const decisiones = await aLaVez(2, () =>
      almacen().transaccion(({ documentos }) => documentos.decidir(nuevo.id, rechazo())),
    )
    expect(decisiones.toSorted()).toEqual([false, true])
    expect((await leer(nuevo.id)).documento).toEqual({ ...nuevo, ...rechazo() })
  })

  test('those that the scanner has yet to judge come back to it, until it answers', async () => {
    const [antiguo, reciente] = [
      documento({ analizadoEn: enMinutos(-500) }),
      documento({ analizadoEn: enMinutos(1) }),
    ]
    await guardar(antiguo)
    await guardar(reciente)
    const porAnalizar = () =>
      almacen().transaccion(({ documentos }) => documentos.porAnalizar(enMinutos(-400), 5))
    expect(await porAnalizar()).toEqual([antiguo])
    await almacen().transaccion(({ documentos }) => documentos.analizado(antiguo.id, 'limpio', AHORA))
    expect(await porAnalizar()).toEqual([])
    expect((await leer(antiguo.id)).documento).toMatchObject({ analisis: 'limpio', analizadoEn: AHORA })
  })

  test('the content of what was decided long ago is erased, and what happened to it stays', async () => {
    const [decidido, reciente, sinDecidir] = [
      documento(),
      documento(),
      documento({ creadoEn: enMinutos(-9e6) }),
    ]
    for (const nuevo of [decidido, reciente, sinDecidir]) await guardar(nuevo)
    await almacen().transaccion(async ({ documentos }) => {
      await documentos.decidir(decidido.id, rechazo(enMinutos(-900)))
      await documentos.decidir(reciente.id, rechazo(enMinutos(900)))
    })
    const borrar = () =>
      almacen().transaccion(({ documentos }) => documentos.borrarDecididos(enMinutos(-900), AHORA))
    expect(await borrar()).toBe(1)
    expect(await borrar()).toBe(0)
    expect(await leer(decidido.id)).toMatchObject({
      contenido: null,
      documento: { estado: 'rechazado', borradoEn: AHORA },
    })
    for (const { id } of [reciente, sinDecidir])
      expect(await leer(id)).toMatchObject({ contenido: 'cifrado', documento: { borradoEn: null } })
  })
})
