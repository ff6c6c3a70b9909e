import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { AvisoEnCola } from '../../src/application/ports.ts'
import { AHORA, aLaVez, enCadaMotor, enMinutos } from '../support/contrato.ts'

const aviso = (cambios: Partial<AvisoEnCola> = {}): AvisoEnCola => ({
  id: randomUUID(),
  tipo: 'codigo',
  canal: 'correo',
  destinoCifrado: 'destino',
  contenidoCifrado: 'contenido',
  creadoEn: AHORA,
  disponibleEn: AHORA,
  intentos: 0,
  ...cambios,
})

enCadaMotor('the outbox', (almacen) => {
  beforeEach(() =>
    almacen().transaccion(async ({ avisos }) => {
      for (const canal of ['correo', 'sms'] as const) {
        const [desde, hasta] = [enMinutos(9_999), enMinutos(10_000)]
        for (const { id } of await avisos.arrendar(canal, 'limpieza', desde, hasta, 1_000)) {
          await avisos.abandonar(id, AHORA, 'limpieza')
        }
      }
      await avisos.borrarAntiguos(enMinutos(1))
    }),
  )

  const encolar = (...nuevos: AvisoEnCola[]) =>
    almacen().transaccion(async ({ avisos }) => {
      for (const nuevo of nuevos) await avisos.encolar(nuevo)
    })
  const arrendar = (quien: string, minutos = 0, tope = 10) =>
    almacen().transaccion(({ avisos }) =>
      avisos.arrendar('correo', quien, enMinutos(minutos), enMinutos(minutos + 5), tope),
    )
  const resumen = () => almacen().transaccion(({ avisos }) => avisos.resumen())

  test('due messages are leased, oldest first and no more than asked for', async () => {
    const [tercero, primero, segundo] = [
      aviso({ disponibleEn: enMinutos(3) }),
      aviso({ disponibleEn: enMinutos(1) }),
      aviso({ disponibleEn: enMinutos(2), contenidoCifrado: null }),
    ]
    await encolar(tercero, primero, segundo)
    expect(await arrendar('uno', 0)).toEqual([])
    expect(await arrendar('uno', 3, 2)).toEqual([primero, segundo])
    expect(await arrendar('dos', 3)).toEqual([tercero])
    expect(await arrendar('dos', 3)).toEqual([])
  })

  test('a lease takes messages of its channel only', async () => {
    const [correo, sms] = [aviso(), aviso({ canal: 'sms', tipo: 'clave_provisoria' })]
    await encolar(correo, sms)
    expect(await arrendar('uno')).toEqual([correo])
    const deSms = (quien: string) =>
      almacen().transaccion(({ avisos }) => avisos.arrendar('sms', quien, AHORA, enMinutos(5), 10))
    expect(await deSms('uno')).toEqual([sms])
    expect(await deSms('dos')).toEqual([])
  })

  test('a lease that ended can be taken by another worker', async () => {
    const unico = aviso()
    await encolar(unico)
    await arrendar('uno')
    expect(await arrendar('dos', 4)).toEqual([])
    expect(await arrendar('dos', 5)).toEqual([unico])
  })

  test('ten workers at once never get the same message, and leave none', async () => {
    const todos = Array.from({ length: 40 }, () => aviso())
    await encolar(...todos)
    const tomados: string[] = []
    while (tomados.length < todos.length) {
      const tandas = await aLaVez(10, (indice) => arrendar(`trabajador ${indice}`, 0, 3))
      tomados.push(...tandas.flat().map(({ id }) => id))
      expect(tandas.flat().length).toBeGreaterThan(0)
    }
    expect(tomados.sort()).toEqual(todos.map(({ id }) => id).sort())
  })

  test('a message that failed comes back later, with its tries counted', async () => {
    const unico = aviso()
    await encolar(unico)
    await arrendar('uno')
    await almacen().transaccion(({ avisos }) => avisos.reintentar(unico.id, enMinutos(10), 'ETIMEDOUT'))
    expect(await arrendar('uno', 9)).toEqual([])
    expect(await arrendar('uno', 10)).toEqual([{ ...unico, disponibleEn: enMinutos(10), intentos: 1 }])
  })

  test('a message that was sent or abandoned never leaves again, whoever still believes to hold it', async () => {
    const [enviado, abandonado] = [aviso(), aviso()]
    await encolar(enviado, abandonado)
    await almacen().transaccion(async ({ avisos }) => {
      await avisos.enviado(enviado.id, AHORA)
      await avisos.abandonar(abandonado.id, AHORA, '550')
      await avisos.reintentar(enviado.id, AHORA, 'tarde')
      await avisos.reintentar(abandonado.id, AHORA, 'tarde')
    })
    expect(await arrendar('uno', 100)).toEqual([])
    expect(await resumen()).toEqual({ pendientes: 0, abandonados: 1, masAntiguoEn: null })
  })

  test('nothing of a message is left once it was sent or abandoned', async () => {
    const [enviado, abandonado] = [aviso(), aviso()]
    await encolar(enviado, abandonado)
    await almacen().transaccion(async ({ avisos }) => {
      await avisos.enviado(enviado.id, AHORA)
      await avisos.abandonar(abandonado.id, AHORA, '550')
    })
    const filas = await almacen().conInstantanea(async ({ tandas }) => {
      const todas = []
      for await (const tanda of tandas('avisos')) todas.push(...tanda)
      return todas
    })
    for (const { id } of [enviado, abandonado]) {
      const fila = filas.find((cada) => cada.id === id)
      expect(fila).toMatchObject({ destino_cifrado: '', contenido_cifrado: null })
    }
  })

  test('a worker that stops lets go of what it holds and of nothing else', async () => {
    const [suyo, ajeno] = [aviso(), aviso({ disponibleEn: enMinutos(1) })]
    await encolar(suyo, ajeno)
    expect(await arrendar('uno', 0)).toEqual([suyo])
    expect(await arrendar('dos', 1)).toEqual([ajeno])
    expect(await almacen().transaccion(({ avisos }) => avisos.soltar('uno'))).toBe(1)
    expect(await arrendar('tres', 1)).toEqual([suyo])
  })

  test('the summary counts what waits and what was given up', async () => {
    const [viejo, nuevo, perdido] = [aviso(), aviso({ creadoEn: enMinutos(5) }), aviso()]
    expect(await resumen()).toEqual({ pendientes: 0, abandonados: 0, masAntiguoEn: null })
    await encolar(nuevo, viejo, perdido)
    await almacen().transaccion(({ avisos }) => avisos.abandonar(perdido.id, AHORA, '550'))
    expect(await resumen()).toEqual({ pendientes: 2, abandonados: 1, masAntiguoEn: AHORA })
  })

  test('only messages that ended long ago are removed', async () => {
    const [viejo, reciente, pendiente] = [aviso(), aviso(), aviso()]
    await encolar(viejo, reciente, pendiente)
    await almacen().transaccion(async ({ avisos }) => {
      await avisos.enviado(viejo.id, AHORA)
      await avisos.enviado(reciente.id, enMinutos(10))
      expect(await avisos.borrarAntiguos(enMinutos(10))).toBe(1)
    })
    expect(await arrendar('uno')).toEqual([pendiente])
  })
})
