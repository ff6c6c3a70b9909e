/** What is asked of a system's own data before it is stored, whichever entrance it comes through. */
import type { Parsed } from '../outcome/parsed.ts'
import { ok, type Refusal, type Result } from '../outcome/result.ts'
import { parseRazonSocial } from '../values/razon-social.ts'
import { codePointLength } from '../values/text.ts'
import { type AddressRules, parseBackchannelUri, parseOrigin, parseRedirectUri } from './addresses.ts'
import { isScope, SCOPES } from './scopes.ts'
import type { SistemaTerms } from './sistema.ts'

/** Fits the buttons that show it. */
const MAX_NOMBRE_LENGTH = 60
const MAX_ADDRESSES = 20

/** As typed: whatever is a list has an entry for each line or word. */
export type TypedTerms = Omit<SistemaTerms, 'scopes'> & { scopes: readonly string[] }

/** Parses all of it. @returns refusals by the name of the datum, each with what is wrong in it. */
export function parseTerms(typed: TypedTerms, rules: AddressRules): Result<SistemaTerms> {
  const refusals: Refusal[] = []
  const take = <T>(field: keyof SistemaTerms, parsed: Parsed<T>): T | undefined => {
    if (parsed.ok) return parsed.value
    refusals.push({ code: parsed.code, field, ...(parsed.data && { data: parsed.data }) })
  }
  const takeAll = <T>(
    field: keyof SistemaTerms,
    all: readonly string[],
    parse: (text: string) => Parsed<T>,
  ): T[] => {
    const parsed = all.map((text) => take(field, parse(text))).filter((one) => one !== undefined)
    const repeated = all.find((text, index) => all.indexOf(text) < index)
    if (repeated !== undefined)
      refusals.push({ code: 'sistema_repetida', field, data: { valor: repeated.slice(0, 200) } })
    if (all.length > MAX_ADDRESSES)
      refusals.push({ code: 'sistema_demasiadas', field, data: { maximo: MAX_ADDRESSES } })
    return parsed
  }
  const redirect = (text: string) => parseRedirectUri(text, rules)
  const terms: SistemaTerms = {
    nombre: take('nombre', parseSistemaNombre(typed.nombre)) ?? '',
    tipo: typed.tipo,
    redirectUris: takeAll('redirectUris', typed.redirectUris, redirect),
    postLogoutUris: takeAll('postLogoutUris', typed.postLogoutUris, redirect),
    volverOrigins: takeAll('volverOrigins', typed.volverOrigins, (text) => parseOrigin(text, rules)),
    scopes: takeAll('scopes', typed.scopes, parseScope),
    autenticacion: typed.autenticacion,
    backchannelLogoutUri:
      typed.backchannelLogoutUri === null
        ? null
        : (take('backchannelLogoutUri', parseBackchannelUri(typed.backchannelLogoutUri, rules)) ?? null),
  }
  if (typed.redirectUris.length === 0) refusals.push({ code: 'sistema_sin_direccion', field: 'redirectUris' })
  if (!typed.scopes.includes('openid')) refusals.push({ code: 'sistema_sin_openid', field: 'scopes' })
  return refusals.length > 0 ? { ok: false, refusals } : ok(terms)
}

function parseSistemaNombre(text: string): Parsed<string> {
  const parsed = parseRazonSocial(text)
  return parsed.ok && codePointLength(parsed.value) > MAX_NOMBRE_LENGTH
    ? { ok: false, code: 'texto_largo', data: { maximo: MAX_NOMBRE_LENGTH } }
    : parsed
}

function parseScope(text: string): Parsed<SistemaTerms['scopes'][number]> {
  if (isScope(text)) return { ok: true, value: text }
  return {
    ok: false,
    code: 'sistema_permiso',
    data: { valor: text.slice(0, 40), permisos: SCOPES.join(', ') },
  }
}
