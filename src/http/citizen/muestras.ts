import type { Dependencias, Solicitud } from '../../application/ports.ts'
import { identificadorDe } from '../../application/solicitudes.ts'
import { campos } from '../../domain/campos.ts'
import { CAMPO_IDENTIFICADOR, mostrarIdentificador } from '../../domain/identificador.ts'
import { OPERACIONES_DE_OTEC } from '../../domain/perfil.ts'

/** The identifier that a request is about, as its own session typed it: of the OTEC where an OTEC asks. */
export function muestraIdentificador(deps: Pick<Dependencias, 'cifrador'>, solicitud: Solicitud) {
  const deOtec = OPERACIONES_DE_OTEC.some((suya) => suya === solicitud.operacion)
  const { etiqueta } = campos[deOtec ? 'rutOtec' : CAMPO_IDENTIFICADOR[solicitud.perfil]]
  const valor = mostrarIdentificador(solicitud.perfil, identificadorDe(deps, solicitud))
  return { nombre: 'identificador', etiqueta, valor }
}
