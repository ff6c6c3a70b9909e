/** A batch of lines of a file of accounts, read and ready for the database. */
import { type Cuenta, cuentaNueva } from '../../domain/cuenta.ts'
import type { CodigoLinea, CodigoNota, CuentaLeida, Hallazgo, Nota } from '../../domain/importacion.ts'
import { leerLinea, type Valores } from '../../domain/importacion-linea.ts'
import type { Alta, CuentaPorImportar, Dependencias, HashAdoptado } from '../ports.ts'

/** A line of the file, by its number in it: its texts, if perhaps not of its last columns, or why it could not be taken apart. */
export type RegistroLeido = { linea: number } & ({ valores: Valores; corta?: true } | { codigo: CodigoLinea })

export interface TandaLeida {
  lineas: number
  /** Line before its first. */
  tras: number
  cuentas: CuentaPorImportar[]
  /** What there is to report of it, once the database said what became of each account. */
  hallazgosCon(altas: readonly Alta[]): Hallazgo[]
}

type Secretos = Pick<Cuenta, 'claveHash' | 'preguntaSecreta' | 'respuestaHash'> & { porEnvolver: boolean }

/** Reads lines and takes in their hashes: all that needs no database. @param hoy today in Chile. */
export function leerTanda(
  deps: Pick<Dependencias, 'azar' | 'hasher' | 'reloj'>,
  registros: readonly RegistroLeido[],
  hoy: string,
): TandaLeida {
  const ahora = deps.reloj.ahora()
  const rechazadas: Hallazgo[] = []
  const leidas: { linea: number; notas: Nota[] }[] = []
  const cuentas: CuentaPorImportar[] = []
  const rechazar = (linea: number, codigo: string) =>
    rechazadas.push({ linea, resultado: 'rechazada', codigo })

  for (const registro of registros) {
    if ('codigo' in registro) {
      rechazar(registro.linea, registro.codigo)
      continue
    }
    const lectura = leerLinea(registro.valores, { hoy })
    if (!lectura.ok) {
      rechazar(registro.linea, lectura.codigo)
      continue
    }
    const { cuenta } = lectura
    const { perfil, identificador, datos } = cuenta
    if (registro.corta) cuenta.notas.unshift({ codigo: 'columnas_menos' })
    const { porEnvolver, ...secretos } = adoptarSecretos(deps, cuenta)
    leidas.push({ linea: registro.linea, notas: cuenta.notas })
    cuentas.push({
      porEnvolver,
      cuenta: cuentaNueva({ id: deps.azar.uuid(), perfil, identificador, ...secretos }, datos, ahora),
    })
  }

  return {
    lineas: registros.length,
    tras: (registros[0]?.linea ?? 1) - 1,
    cuentas,
    hallazgosCon: (altas) =>
      [...rechazadas, ...leidas.flatMap(({ linea, notas }, i) => deAlta(linea, notas, altas[i]))].sort(
        (a, b) => a.linea - b.linea,
      ),
  }
}

function deAlta(linea: number, notas: readonly Nota[], alta: Alta | undefined): Hallazgo[] {
  if (alta?.existente) return [{ linea, resultado: 'existente', codigo: 'existente' }]
  const todas: Nota[] = [
    ...notas,
    ...(alta?.sinEmail ? [{ campo: 'email', codigo: 'email_en_tres_cuentas' } as const] : []),
    ...(alta?.sinCelular ? [{ campo: 'celular', codigo: 'celular_en_tres_cuentas' } as const] : []),
  ]
  const campos = alta?.completada?.campos.join()
  return [
    ...(campos ? [{ linea, resultado: 'completada', codigo: 'completada', campo: campos } as const] : []),
    ...todas.map((nota): Hallazgo => ({ linea, resultado: 'nota', ...nota })),
  ]
}

/** The hashes of an account as they are kept; one that cannot be compared stays out, and its question with it. */
function adoptarSecretos({ hasher }: Pick<Dependencias, 'hasher'>, cuenta: CuentaLeida): Secretos {
  const tomar = (
    adoptado: HashAdoptado | 'forma' | 'costo',
    campo: 'claveHash' | 'respuestaHash',
  ): HashAdoptado | null => {
    const que = campo === 'claveHash' ? 'clave' : 'respuesta'
    const apuntar = (codigo: CodigoNota) => cuenta.notas.push({ campo, codigo })
    if (typeof adoptado === 'string') {
      apuntar(`${que}_${adoptado}`)
      return null
    }
    if (adoptado.lento && que === 'clave') apuntar('clave_lenta')
    return adoptado
  }
  const clave = cuenta.claveHash === null ? null : tomar(hasher.adoptar(cuenta.claveHash), 'claveHash')
  const escrita = cuenta.pregunta?.respuesta
  const respuesta = escrita
    ? tomar(
        'hash' in escrita ? hasher.adoptar(escrita.hash) : hasher.adoptarEnClaro(escrita.enClaro),
        'respuestaHash',
      )
    : null
  return {
    claveHash: clave?.hash ?? null,
    preguntaSecreta: respuesta ? (cuenta.pregunta?.id ?? null) : null,
    respuestaHash: respuesta?.hash ?? null,
    porEnvolver: Boolean(clave?.porEnvolver || respuesta?.porEnvolver),
  }
}

const PLURAL = {
  rechazada: 'rechazadas',
  existente: 'existentes',
  completada: 'completadas',
  nota: 'notas',
} as const

/** A count with one more batch. */
export function sumarA(
  conteo: Readonly<Record<string, number>>,
  lineas: number,
  hallazgos: readonly Hallazgo[],
): Record<string, number> {
  const total: Record<string, number> = { ...conteo }
  const sumar = (que: string, cuantas = 1) => {
    total[que] = (total[que] ?? 0) + cuantas
  }
  sumar('lineas', lineas)
  for (const { resultado, codigo, campo } of hallazgos) {
    sumar(PLURAL[resultado])
    if (resultado === 'rechazada' || resultado === 'nota') sumar(campo ? `${codigo}:${campo}` : codigo)
  }
  const fuera = (total.rechazadas ?? 0) + (total.existentes ?? 0) + (total.completadas ?? 0)
  total.importadas = (total.lineas ?? 0) - fuera
  return total
}
