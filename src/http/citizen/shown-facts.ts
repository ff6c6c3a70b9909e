import type { Deps, Solicitud } from '../../application/ports.ts'
import { identificadorOf } from '../../application/request/solicitudes.ts'
import { fields } from '../../domain/fields/fields.ts'
import { OTEC_OPERACIONES } from '../../domain/perfil.ts'
import { formatIdentificador, IDENTIFICADOR_FIELD } from '../../domain/values/identificador.ts'

/** The identificador of a solicitud, as typed in this session; the OTEC's in its own operaciones. */
export function identificadorFact(deps: Pick<Deps, 'cipher'>, solicitud: Solicitud) {
  const isByOtec = OTEC_OPERACIONES.some((own) => own === solicitud.operacion)
  const { label } = fields[isByOtec ? 'rutOtec' : IDENTIFICADOR_FIELD[solicitud.perfil]]
  const value = formatIdentificador(solicitud.perfil, identificadorOf(deps, solicitud))
  return { name: 'identificador', label, value }
}
