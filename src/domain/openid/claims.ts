/** What a system learns of who signs in, by the scopes that it was allowed (product.md “Other systems”). */
import type { Cuenta } from '../account/cuenta.ts'
import type { Scope } from '../sistemas/scopes.ts'

/** The claims of each scope; those of `openid` go to every system. */
export const CLAIMS_OF_SCOPE: Readonly<Record<Exclude<Scope, 'offline_access'>, readonly string[]>> = {
  openid: ['sub', 'acr', 'amr', 'auth_time', 'tipo_persona', 'identidad_verificada'],
  run: ['RolUnico'],
  rut: ['RolUnico'],
  name: ['name'],
  email: ['email', 'email_verified'],
  profile: ['name', 'given_name', 'family_name', 'updated_at'],
  organismo: ['razon_social', 'tipo_organismo', 'identidad'],
  representante: ['rut_representante'],
  migrante: ['nie', 'pais'],
  facilitador: ['nie', 'pais', 'ruts_otec'],
}

/** In ClaveÚnica's shape: the number is a number, the digit a string. */
export interface RolUnico {
  numero: number
  DV: string
  tipo: 'RUN' | 'RUT'
}

const wordsOf = (text: string | null): string[] => text?.split(/\s+/).filter(Boolean) ?? []
const joined = (...texts: (string | null)[]): string | undefined =>
  texts.flatMap(wordsOf).join(' ') || undefined

function rolUnicoOf({ perfil, identificador }: Cuenta): RolUnico | undefined {
  if (perfil !== 'natural' && perfil !== 'juridica') return undefined
  const [numero = '', DV = ''] = identificador.split('-')
  return { numero: Number(numero), DV, tipo: perfil === 'natural' ? 'RUN' : 'RUT' }
}

/** Everything that may be said of who holds an account. The provider picks what the scopes allow. */
export function claimsOf(
  cuenta: Cuenta,
  { scopes, rutsOtec }: { scopes: readonly string[]; rutsOtec: readonly string[] },
): Record<string, unknown> {
  const { perfil, nombres, apellidoPaterno, apellidoMaterno, razonSocial } = cuenta
  const apellidos = joined(apellidoPaterno, apellidoMaterno)
  const isMigrant = perfil === 'migrante' || perfil === 'facilitador'
  return {
    tipo_persona: perfil,
    identidad_verificada: cuenta.identidad === 'verificada',
    RolUnico: rolUnicoOf(cuenta),
    // The scope `name` asks for ClaveÚnica's object, whatever else is asked for.
    name: scopes.includes('name')
      ? { nombres: wordsOf(nombres ?? razonSocial), apellidos: wordsOf(apellidos ?? null) }
      : joined(nombres, apellidoPaterno, apellidoMaterno, razonSocial),
    given_name: joined(nombres),
    family_name: apellidos,
    updated_at: Math.floor(cuenta.updatedAt.getTime() / 1000),
    email: cuenta.email ?? undefined,
    email_verified: cuenta.email === null ? undefined : cuenta.emailConfirmedAt !== null,
    ...(perfil === 'juridica' && {
      razon_social: razonSocial ?? undefined,
      tipo_organismo: cuenta.tipoOrganismo ?? undefined,
      identidad: cuenta.identidad,
      rut_representante: cuenta.rutRepresentante ?? undefined,
    }),
    ...(isMigrant && { nie: cuenta.identificador, pais: cuenta.paisOrigen ?? undefined }),
    ...(perfil === 'facilitador' && { ruts_otec: rutsOtec }),
  }
}
