import type { Dependencias, Solicitud } from '../../application/ports.ts'
import { identificadorDe } from '../../application/solicitudes.ts'
import { campos } from '../../domain/campos.ts'

/** The identifier that a request is about, as its own session typed it. */
export function muestraIdentificador(deps: Pick<Dependencias, 'cifrador'>, solicitud: Solicitud) {
  const { etiqueta, mostrar } = campos.rut
  const identificador = identificadorDe(deps, solicitud)
  return { nombre: 'identificador', etiqueta, valor: mostrar?.(identificador) ?? identificador }
}
