import type { Dependencias, Solicitud } from '../../application/ports.ts'
import { identificadorDe } from '../../application/solicitudes.ts'
import { campos } from '../../domain/campos.ts'
import { CAMPO_IDENTIFICADOR, mostrarIdentificador } from '../../domain/identificador.ts'

/** The identifier that a request is about, as its own session typed it. */
export function muestraIdentificador(deps: Pick<Dependencias, 'cifrador'>, solicitud: Solicitud) {
  const { etiqueta } = campos[CAMPO_IDENTIFICADOR[solicitud.perfil]]
  const valor = mostrarIdentificador(solicitud.perfil, identificadorDe(deps, solicitud))
  return { nombre: 'identificador', etiqueta, valor }
}
