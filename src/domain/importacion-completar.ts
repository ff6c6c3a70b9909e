/** What a corrected file adds to an account that an earlier one made. */
import { type Cuenta, type DatosDeCuenta, datosDeCuenta } from './cuenta.ts'

export type CampoCompletado = keyof DatosDeCuenta | 'claveHash' | 'preguntaSecreta'

/** What the audit tells of an account without anybody having used it. */
export const EVENTOS_SIN_USO = ['cuenta_vista', 'cuenta_completada', 'identidad_cambiada'] as const
/** Somebody tried to prove something: that is a use when it went well. */
export const PRUEBAS = [
  'clave_presentada',
  'respuesta_presentada',
  'codigo_presentado',
  'datos_presentados',
] as const
export const PRUEBA_BUENA = ['bien', 'provisoria'] as const

export interface Completado {
  /** Its values, to be written. */
  cambios: Partial<DatosDeCuenta & Pick<Cuenta, 'claveHash' | 'preguntaSecreta' | 'respuestaHash'>>
  /** What was filled, by its column; a question stands for its answer too. */
  campos: CampoCompletado[]
}

/**
 * Fills what an account lacks, and touches nothing that it has, except its región where the comuna was missing.
 * @param nueva the account as the corrected file tells it.
 * @returns nothing when the file adds nothing.
 */
export function completar(cuenta: Cuenta, nueva: Cuenta): Completado | undefined {
  const traidos = datosDeCuenta(nueva)
  const cambios: Completado['cambios'] = {}
  const campos: CampoCompletado[] = []
  for (const campo of Object.keys(traidos) as (keyof DatosDeCuenta)[]) {
    const sigueALaComuna = campo === 'region' && cuenta.comuna !== null
    if (cuenta[campo] !== null || traidos[campo] === null || sigueALaComuna) continue
    cambios[campo] = traidos[campo]
    campos.push(campo)
  }
  if (cambios.comuna) cambios.region = traidos.region
  if (cuenta.claveHash === null && nueva.claveHash !== null) {
    cambios.claveHash = nueva.claveHash
    campos.push('claveHash')
  }
  if (cuenta.respuestaHash === null && nueva.respuestaHash !== null) {
    cambios.preguntaSecreta = nueva.preguntaSecreta
    cambios.respuestaHash = nueva.respuestaHash
    campos.push('preguntaSecreta')
  }
  return campos.length > 0 ? { cambios, campos } : undefined
}
