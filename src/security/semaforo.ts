export interface Semaforo {
  /** Runs the work when a permit is free, first come first served; the permit returns however the work ends. */
  correr<T>(trabajo: () => Promise<T>): Promise<T>
  estado(): { enCurso: number; enEspera: number }
}

/** Lets so many works run at a time. */
export function crearSemaforo(permisos: number): Semaforo {
  const espera: (() => void)[] = []
  let enCurso = 0

  const entrar = async () => {
    if (enCurso < permisos) enCurso++
    else await new Promise<void>((resolve) => espera.push(resolve))
  }
  // The permit goes straight to the next in line, so that a newcomer never overtakes it.
  const salir = () => {
    const siguiente = espera.shift()
    if (siguiente) siguiente()
    else enCurso--
  }

  return {
    async correr(trabajo) {
      await entrar()
      try {
        return await trabajo()
      } finally {
        salir()
      }
    },
    estado: () => ({ enCurso, enEspera: espera.length }),
  }
}
