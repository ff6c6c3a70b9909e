import type { ValuesOf } from '../../../domain/forms/form-content.ts'
import type { SISTEMA_FORMS } from '../../../domain/forms/sistema-forms.ts'
import type { Refusal, Refused } from '../../../domain/outcome/result.ts'
import { SCOPES, type Scope } from '../../../domain/sistemas/scopes.ts'
import { AUTENTICACIONES, SISTEMA_TIPOS, type Sistema } from '../../../domain/sistemas/sistema.ts'
import type { TypedTerms } from '../../../domain/sistemas/terms.ts'
import type { Typed } from '../../forms/form-body.ts'

type Values = ValuesOf<typeof SISTEMA_FORMS.cambiar.content>

/** The checkbox of each scope; `openid` has none, since every system has it. */
const PERMISO_OF = {
  run: 'permisoRun',
  rut: 'permisoRut',
  name: 'permisoName',
  email: 'permisoEmail',
  profile: 'permisoProfile',
  offline_access: 'permisoOffline',
  organismo: 'permisoOrganismo',
  representante: 'permisoRepresentante',
  migrante: 'permisoMigrante',
  facilitador: 'permisoFacilitador',
} as const satisfies Record<Exclude<Scope, 'openid'>, keyof Values>

const listOf = (text: string) => text.split('\n').filter(Boolean)

/** What a form says of a system. */
export const termsIn = (values: Values): TypedTerms => ({
  nombre: values.nombreSistema,
  tipo: SISTEMA_TIPOS.find((one) => one === values.tipoSistema) ?? 'tercero',
  redirectUris: listOf(values.direccionesVuelta),
  postLogoutUris: listOf(values.direccionesSalida),
  volverOrigins: listOf(values.origenesVolver),
  scopes: SCOPES.filter((scope) => scope === 'openid' || values[PERMISO_OF[scope]]),
  autenticacion: AUTENTICACIONES.find((one) => one === values.formaSecreto) ?? 'basic',
  backchannelLogoutUri: values.avisoSalida,
})

/** A system, as the form shows it. */
export const typedOf = (sistema: Sistema): Typed => ({
  nombreSistema: sistema.nombre,
  tipoSistema: sistema.tipo,
  formaSecreto: sistema.autenticacion,
  direccionesVuelta: sistema.redirectUris.join('\n'),
  direccionesSalida: sistema.postLogoutUris.join('\n'),
  origenesVolver: sistema.volverOrigins.join('\n'),
  avisoSalida: sistema.backchannelLogoutUri ?? '',
  ...Object.fromEntries(
    sistema.scopes.flatMap((scope) => (scope === 'openid' ? [] : [[PERMISO_OF[scope], 'si']])),
  ),
})

/** The field of each datum that the use case may refuse. */
const FIELDS: Readonly<Record<string, string>> = {
  nombre: 'nombreSistema',
  redirectUris: 'direccionesVuelta',
  postLogoutUris: 'direccionesSalida',
  volverOrigins: 'origenesVolver',
  backchannelLogoutUri: 'avisoSalida',
  sector: 'mismoSector',
  logo: 'logoSistema',
}

/** What a use case refused, beside the fields of the form. */
export const besideFields = ({ refusals }: Refused): Refused => ({
  ok: false,
  refusals: refusals.map(besideField),
})

function besideField({ field, ...refusal }: Refusal): Refusal {
  const name = field && FIELDS[field]
  return name ? { ...refusal, field: name } : refusal
}
