import type { ViewedDocumento } from '../../../application/staff/documentos/documentos.ts'
import type { ComparedDatum } from '../../../domain/documento/review.ts'
import { formatDate } from '../../../domain/values/fecha.ts'
import { formatIdentificador } from '../../../domain/values/identificador.ts'
import { TIPOS_DOCUMENTO } from '../../../domain/values/options.ts'
import { paisName } from '../../../domain/values/paises.ts'
import { formatRut } from '../../../domain/values/rut.ts'

/** What the account says of a datum, as whoever reviews compares it. */
export function datumText(datum: ComparedDatum, cuenta: ViewedDocumento['cuenta']): string {
  const { perfil, identificador, nombres, apellidoPaterno, apellidoMaterno, fechaNacimiento } = cuenta
  const names = [nombres, apellidoPaterno, apellidoMaterno].filter(Boolean).join(' ')
  const name = perfil === 'juridica' ? (cuenta.razonSocial ?? '') : names
  const tipo = TIPOS_DOCUMENTO.find(({ value }) => value === cuenta.tipoDocumento)?.text
  const texts: Record<ComparedDatum, string> = {
    numero: `${formatIdentificador(perfil, identificador)}${tipo ? ` (${tipo})` : ''}`,
    nombre: name,
    nacimiento: fechaNacimiento ? formatDate(fechaNacimiento) : '',
    pais: cuenta.paisOrigen ? (paisName(cuenta.paisOrigen) ?? cuenta.paisOrigen) : '',
    representante: cuenta.rutRepresentante ? formatRut(cuenta.rutRepresentante) : '',
  }
  return texts[datum]
}
