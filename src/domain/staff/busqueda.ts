/** What may have been typed into the search box of the console (product.md “Finding”). */
import type { Parsed } from '../outcome/parsed.ts'
import type { Perfil } from '../perfil.ts'
import { parseEmail } from '../values/email.ts'
import { looksLikeNie, parseNie } from '../values/nie.ts'
import { checkDigit, compactRut, isEmpresaRut, parseRut } from '../values/rut.ts'
import { parseCelular } from '../values/telefono.ts'
import { cleanText, codePointLength } from '../values/text.ts'
import { normalizeTold, TOLD_NUMBER_LENGTH } from '../values/told.ts'
import { wordsIn } from './words.ts'

/** How many accounts a search shows; there is no second page. */
export const MAX_HITS = 20
export const SEARCH_LENGTH = { min: 3, max: 100 } as const

type Identificado = { perfil: Perfil; identificador: string }

/** A text can be read in more than one way, and is looked for in each. */
export interface Search {
  identificadores: readonly Identificado[]
  /** Whom it names even if they have no account; null where it is no RUT, nor looks like the number of a document. */
  named: Identificado | null
  email: string | null
  celular: string | null
  /** Number of a caso, or reference of an error page. */
  number: string | null
  /** Of names; empty where the text can be none. */
  words: readonly string[]
}

/**
 * Reads what was typed.
 * @returns every way to take it; or `busqueda_corta` (fewer than three letters or digits) or `texto_largo`.
 */
export function readSearch(text: string): Search | 'busqueda_corta' | 'texto_largo' {
  if (codePointLength(text) > SEARCH_LENGTH.max) return 'texto_largo'
  const clean = cleanText(text)
  if ((clean.match(/[\p{L}\p{N}]/gu) ?? []).length < SEARCH_LENGTH.min) return 'busqueda_corta'
  const email = parsedOrNull(parseEmail(clean))
  const ruts = [parsedOrNull(parseRut(clean)), completedRut(clean)].filter((rut) => rut !== null)
  const [rut] = ruts
  const celular = parsedOrNull(parseCelular(clean))
  const nie = parsedOrNull(parseNie(clean))
  const told = normalizeTold(clean)
  return {
    identificadores: [
      ...ruts.flatMap((identificador) => RUT_PERFILES.map((perfil) => ({ perfil, identificador }))),
      ...(nie ? NIE_PERFILES.map((perfil) => ({ perfil, identificador: nie })) : []),
    ],
    named: rut ? ofRut(rut) : nie && looksLikeNie(clean) ? { perfil: 'migrante', identificador: nie } : null,
    email,
    celular,
    number: told.length === TOLD_NUMBER_LENGTH ? told : null,
    words: email || rut || celular || clean.includes('@') ? [] : wordsIn(clean),
  }
}

const RUT_PERFILES = ['natural', 'juridica'] as const
const NIE_PERFILES = ['migrante', 'facilitador'] as const

const ofRut = (rut: string): Identificado => ({
  perfil: isEmpresaRut(rut) ? 'juridica' : 'natural',
  identificador: rut,
})

/** People tell their RUT without its check digit, which follows from the rest. */
function completedRut(text: string): string | null {
  const number = compactRut(text).replace(/-$/, '')
  if (!/^0*[1-9]\d{5,7}$/.test(number)) return null
  return parsedOrNull(parseRut(`${number}-${checkDigit(Number(number))}`))
}

const parsedOrNull = (parsed: Parsed<string>): string | null => (parsed.ok ? parsed.value : null)
