/** Texts of the sign-in of people whom another system sent. */

import type { Proof } from '../account/progress.ts'
import { ingresarUrl } from '../ingresar-paths.ts'
import type { Parts } from '../parts.ts'
import type { Perfil, TramiteOperacion } from '../perfil.ts'
import { isScope, type SCOPE_TEXTS, scopeText } from '../sistemas/scopes.ts'
import { CALL_US, type FinalPage, HOME_ACTION } from './page.ts'

/** A sentence that ends with a name: “Ltda.” and “S.A.” have a full stop of their own. */
export const stopped = (text: string): string => (text.endsWith('.') ? text : `${text}.`)

/** An interaction that is over, or that began in another browser. @param known what this browser knows of it. */
export const interaccionLostPage = (known?: { sistema: string; again: string }): FinalPage => ({
  title: 'Este ingreso ya no sirve',
  tone: 'info',
  lead: known
    ? stopped(`Pasó mucho tiempo o ya se usó. Puede empezar de nuevo el ingreso a ${known.sistema}`)
    : 'Pasó mucho tiempo, ya se usó o empezó en otro navegador.',
  paragraphs: known
    ? []
    : [[{ text: 'Vuelva al sistema al que quería entrar y presione otra vez su botón para ingresar.' }]],
  actions: known
    ? [{ text: 'Empezar de nuevo', to: 'tramite', url: known.again, primary: true }, HOME_ACTION]
    : [HOME_ACTION],
})

/** A migrant who became natural, and typed the NIE to sign in. */
export const useYourRutPage = (interaccionId: string): FinalPage => ({
  title: 'Ahora use su RUT',
  tone: 'info',
  lead: 'Su cuenta pasó a ser de Persona Natural cuando usted actualizó sus datos con su RUT.',
  paragraphs: [
    [{ text: 'Es la misma cuenta, con la misma CS. Escriba su RUT en lugar de su NIE.' }],
    [{ text: '¿No fue usted? Siga el enlace «No fui yo» del correo que le enviamos. ' }, ...CALL_US],
  ],
  actions: [
    { text: 'Ingresar con mi RUT', to: 'tramite', url: ingresarUrl('natural', interaccionId), primary: true },
  ],
})

/** Above what a system asks to see. @param name of whoever is signed in. */
export const consentOpening = (sistema: string, name: string | null): Parts[] => [
  ...(name ? [[{ text: stopped(`Ingresó como ${name}`) }]] : []),
  [{ text: `${sistema} no es de SENCE. Le preguntamos una sola vez si permite que vea sus datos.` }],
]

/** What it asks to see of somebody of that profile, in plain words; equal ones once, and nothing that they have not. */
export function scopeSentences(scopes: readonly string[], perfil: Perfil): string[] {
  const asked = scopes
    .filter(isScope)
    // The profile says the name too, and the scope of facilitadores the document.
    .filter((scope) => scope !== 'name' || !scopes.includes('profile'))
    .filter((scope) => scope !== 'migrante' || !scopes.includes('facilitador'))
  const sentences = asked.flatMap((scope) => {
    const text = scopeText(scope, perfil)
    return text ? [sentence(`${VERB[scope] ?? 'Ver '}${text}`)] : []
  })
  return [...new Set(sentences)]
}

/** Those that are not something to see. */
const VERB: Partial<Record<keyof typeof SCOPE_TEXTS, string>> = { openid: '', offline_access: '' }

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Above the form of what has to be done before signing in; undefined where the person began it themselves. */
export function beforeSistema({ operacion, proofs, volver }: Begun): Parts | undefined {
  if (!volver?.interaccion) return undefined
  const next = stopped(` Después puede seguir en ${volver.sistema}`)
  if (operacion === 'cambiar' && proofs.includes('provisoria'))
    return [{ text: `Ingresó con una clave provisoria. Elija aquí su clave.${next}` }]
  if (operacion === 'actualizar' && proofs.every((proof) => proof === 'clave'))
    return [{ text: `A su cuenta le faltan datos. Complételos aquí.${next}` }]
  return undefined
}

interface Begun {
  operacion: TramiteOperacion
  proofs: readonly Proof[]
  volver: { sistema: string; interaccion?: string } | null
}
