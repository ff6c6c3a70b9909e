import type { Almacen, Programador } from './ports.ts'

export interface Tarea {
  nombre: string
  /** Rest between the end of a round and the start of the next. */
  cadaMs: number
  /** Also runs as soon as somebody calls {@link Trabajador.despertar}. */
  alDespertar?: boolean
  /** One round. Resolves to true when more is waiting: the next one then starts at once. */
  tarea: () => Promise<unknown>
}

export interface Trabajador {
  /** Runs each task now, and then again and again. */
  iniciar(): void
  /** There is something new to do; call it after the transaction that left it. */
  despertar(): void
  /** Starts nothing more, waits for the rounds that run, and lets go of the leases. */
  detener(): Promise<void>
}

interface DependenciasTrabajador {
  almacen: Almacen
  programador: Programador
  /** Told of a round that failed; the task goes on with its next round. */
  alFallar: (nombre: string, error: unknown) => void
  /** Name of this worker, under which it leases messages. */
  quien: string
}

/** What runs beside the requests, each task by itself: a round never starts before the former one of its task ended. */
export function crearTrabajador(deps: DependenciasTrabajador, tareas: readonly Tarea[]): Trabajador {
  const turnos = tareas.map((tarea) => crearTurno(deps, tarea))
  return {
    iniciar() {
      for (const turno of turnos) turno.correr()
    },
    despertar() {
      for (const turno of turnos) if (turno.alDespertar) turno.correr()
    },
    async detener() {
      await Promise.all(turnos.map((turno) => turno.detener()))
      await deps.almacen.transaccion((uow) => uow.avisos.soltar(deps.quien))
    },
  }
}

function crearTurno(
  { programador, alFallar }: DependenciasTrabajador,
  { nombre, cadaMs, alDespertar, tarea }: Tarea,
) {
  let ronda: Promise<void> | null = null
  let otraVez = false
  let detenido = false
  let cancelar = () => {}

  async function rondas(): Promise<void> {
    do {
      otraVez = false
      try {
        if ((await tarea()) === true) otraVez = true
      } catch (error) {
        alFallar(nombre, error)
      }
    } while (otraVez && !detenido)
  }

  function correr(): void {
    if (detenido) return
    otraVez = true
    if (ronda) return
    cancelar()
    ronda = Promise.resolve()
      .then(rondas)
      .then(() => {
        ronda = null
        if (!detenido) cancelar = programador.en(cadaMs, correr)
      })
  }

  return {
    alDespertar: alDespertar === true,
    correr,
    async detener() {
      detenido = true
      cancelar()
      await ronda
    },
  }
}
