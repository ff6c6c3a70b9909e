import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Programador } from '../../src/application/ports.ts'
import { crearTrabajador, type Tarea } from '../../src/application/trabajador.ts'
import { transporteMemoria } from '../support/correo.ts'
import { type Banco, montarBanco } from './banco.ts'

/** Timers that run only when the test says so. */
function programadorManual() {
  const pendientes = new Map<() => void, number>()
  const programador: Programador = {
    en(ms, hacer) {
      pendientes.set(hacer, ms)
      return () => pendientes.delete(hacer)
    },
  }
  const vencer = () => {
    const todos = [...pendientes.keys()]
    pendientes.clear()
    for (const hacer of todos) hacer()
  }
  return { programador, vencer, esperas: () => [...pendientes.values()] }
}

/** Lets everything that is ready go on. */
const respirar = () => new Promise((seguir) => setImmediate(seguir))

describe('the worker', () => {
  let banco: Banco
  beforeEach(async () => {
    banco = await montarBanco('sqlite', transporteMemoria())
  })
  afterEach(() => banco.desmontar())

  function trabajadorCon(...tareas: Tarea[]) {
    const manual = programadorManual()
    const fallas: string[] = []
    const alFallar = (nombre: string, error: unknown) => void fallas.push(`${nombre}: ${String(error)}`)
    const { almacen } = banco.deps
    const { programador } = manual
    return {
      ...manual,
      fallas,
      trabajador: crearTrabajador({ almacen, programador, alFallar, quien: 'uno' }, tareas),
    }
  }

  it('runs each task when it starts, and again after its rest', async () => {
    let rondas = 0
    const { trabajador, vencer, esperas } = trabajadorCon({
      nombre: 'a',
      cadaMs: 2000,
      tarea: async () => ++rondas,
    })
    trabajador.iniciar()
    await respirar()
    expect([rondas, esperas()]).toEqual([1, [2000]])
    vencer()
    await respirar()
    expect([rondas, esperas()]).toEqual([2, [2000]])
    await trabajador.detener()
  })

  it('goes on at once while a task says that more is waiting', async () => {
    const quedan = [true, true, false]
    const { trabajador, esperas } = trabajadorCon({
      nombre: 'a',
      cadaMs: 5,
      tarea: async () => quedan.shift(),
    })
    trabajador.iniciar()
    await respirar()
    expect([quedan, esperas()]).toEqual([[], [5]])
    await trabajador.detener()
  })

  it('wakes only the tasks that asked for it', async () => {
    const corridas: string[] = []
    const tarea = (nombre: string, alDespertar: boolean): Tarea => ({
      nombre,
      cadaMs: 2000,
      alDespertar,
      tarea: async () => void corridas.push(nombre),
    })
    const { trabajador, esperas } = trabajadorCon(tarea('correo', true), tarea('purga', false))
    trabajador.iniciar()
    await respirar()
    trabajador.despertar()
    await respirar()
    expect(corridas).toEqual(['correo', 'purga', 'correo'])
    expect(esperas()).toEqual([2000, 2000])
    await trabajador.detener()
  })

  it('never runs a task beside itself, and forgets no call that came meanwhile', async () => {
    const puertas: (() => void)[] = []
    let aLaVez = 0
    let maximo = 0
    const { trabajador } = trabajadorCon({
      nombre: 'a',
      cadaMs: 2000,
      alDespertar: true,
      async tarea() {
        maximo = Math.max(maximo, ++aLaVez)
        await new Promise<void>((abrir) => puertas.push(abrir))
        aLaVez -= 1
      },
    })
    trabajador.iniciar()
    await respirar()
    trabajador.despertar()
    trabajador.despertar()
    await respirar()
    expect(puertas).toHaveLength(1)
    puertas[0]?.()
    await respirar()
    expect(puertas).toHaveLength(2)
    puertas[1]?.()
    await respirar()
    expect([puertas.length, maximo]).toEqual([2, 1])
    await trabajador.detener()
  })

  it('tells of a round that failed and goes on with the next; the other tasks do not notice', async () => {
    let bien = 0
    const { trabajador, fallas, esperas, vencer } = trabajadorCon(
      { nombre: 'mala', cadaMs: 1, tarea: () => Promise.reject(new Error('no database')) },
      { nombre: 'buena', cadaMs: 1, tarea: async () => ++bien },
    )
    trabajador.iniciar()
    await respirar()
    expect([fallas, bien, esperas()]).toEqual([['mala: Error: no database'], 1, [1, 1]])
    vencer()
    await respirar()
    expect([fallas.length, bien]).toEqual([2, 2])
    await trabajador.detener()
  })

  it('waits for the running round when it stops, starts nothing more, and lets go of its messages', async () => {
    await banco.encolar('a@ejemplo.cl')
    const { almacen, reloj } = banco.deps
    const arrendar = (quien: string) =>
      almacen.transaccion((uow) =>
        uow.avisos.arrendar('correo', quien, reloj.ahora(), new Date(reloj.ahora().getTime() + 1000), 9),
      )
    const puerta = Promise.withResolvers<void>()
    let rondas = 0
    const { trabajador, esperas } = trabajadorCon({
      nombre: 'a',
      cadaMs: 1,
      alDespertar: true,
      async tarea() {
        rondas += 1
        await arrendar('uno')
        await puerta.promise
        return true
      },
    })
    trabajador.iniciar()
    await expect.poll(() => banco.filas()).toMatchObject([{ arrendadoPor: 'uno' }])
    let detenido = false
    const fin = trabajador.detener().then(() => {
      detenido = true
    })
    trabajador.despertar()
    await respirar()
    expect(detenido).toBe(false)
    puerta.resolve()
    await fin
    trabajador.despertar()
    trabajador.iniciar()
    expect([rondas, esperas()]).toEqual([1, []])
    expect(await arrendar('dos')).toHaveLength(1)
  })
})
