import { PERFILES, type Perfil } from '../perfil.ts'
import { stripAccents } from '../values/text.ts'

const byText = new Map<string, Perfil>([
  ...PERFILES.map((perfil) => [perfil, perfil] as const),
  ['extranjero', 'migrante'],
  ['extranjera', 'migrante'],
  ['facilitador extranjero', 'facilitador'],
])

/** Finds a perfil by its value or by what pages call it (“Persona Jurídica”); undefined if there is none. */
export const perfilFromFile = (text: string): Perfil | undefined =>
  byText.get(
    stripAccents(text.slice(0, 100))
      .toLowerCase()
      .replace(/\(.*\)/, '')
      .replace(/[^a-z]+/g, ' ')
      .trim()
      .replace(/^persona /, ''),
  )
