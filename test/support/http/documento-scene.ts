/** Migrantes who register with a documento, over connections of their own. */
import { pasoUrl } from '../../../src/domain/urls.ts'
import { migranteRegistration } from '../data/personas.ts'
import { createListeningProduct, type ListeningProduct } from './listening.ts'
import {
  type Attachment,
  type FormFields,
  type LoadedPage,
  ScriptFreeBrowser,
} from './script-free-browser.ts'

/** The form that takes the documento. */
export const URL_REGISTRAR = pasoUrl('migrante', 'registrar')

export interface Newcomer {
  me: ScriptFreeBrowser
  /** Nobody else's. */
  number: number
  /** Opens the form and sends it with these files. */
  registrar(attachments: readonly Attachment[], others?: FormFields): Promise<LoadedPage>
}

export interface DocumentoScene extends ListeningProduct {
  /** Somebody who has not registered yet. */
  newcomer(): Newcomer
}

export async function openDocumentoScene(): Promise<DocumentoScene> {
  const p = await createListeningProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  let last = 100
  return {
    ...p,
    newcomer() {
      const me = new ScriptFreeBrowser(p.server)
      const number = ++last
      return {
        me,
        number,
        registrar: async (attachments, others = {}) =>
          me.submitWith(await me.open(URL_REGISTRAR), migranteRegistration(number, others), attachments),
      }
    },
  }
}
