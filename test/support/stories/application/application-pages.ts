/** What pages show of what use cases return, and who sends the forms of a story. */

import { openCaso } from '../../../../src/application/accounts/casos.ts'
import { SolicitudLost } from '../../../../src/application/errors.ts'
import type { Context, Deps, Solicitud } from '../../../../src/application/ports.ts'
import type { FormSubmission } from '../../../../src/application/request/once.ts'
import { readCaso } from '../../../../src/application/staff/casos/read-caso.ts'
import type { Result } from '../../../../src/domain/outcome/result.ts'
import { CONTEXT } from '../../data/askers.ts'
import { OPERADOR } from '../../data/operador.ts'
import { rutOf } from '../../data/personas.ts'
import { submission } from '../../product/use-cases.ts'
import type { Person, Shown } from '../seen.ts'

export const GONE: Shown = { page: 'gone' }
export const REFUSED: Shown = { page: 'refused' }
export const DONE: Shown = { page: 'done' }

/** The pages about the account of the natural person with one number. */
export class StoryPages {
  readonly deps: Deps
  readonly rut: string
  readonly #number: number
  #count = 0

  constructor(deps: Deps, number: number) {
    this.deps = deps
    this.rut = rutOf(number)
    this.#number = number
  }

  contextOf(who: Person): Context {
    return { ...CONTEXT, browser: { fingerprint: `${who} ${this.#number}`, isNew: false } }
  }

  /** A form that nobody sent before. */
  form(url = ''): FormSubmission {
    return submission(this.deps, url, `${this.#number} ${++this.#count}`)
  }

  /** A page of that link that nobody opened before. */
  pageOf(id: string): { id: string; page: string } {
    return { id, page: `p${++this.#count} ${this.#number}` }
  }

  /** What a page shows of what came of a form. */
  async shownOf(who: Person, work: () => Promise<Result<Solicitud>>): Promise<Shown> {
    try {
      const result = await work()
      if (!result.ok) return refused(result.refusals.map(({ code }) => code))
      const { id, estado } = result.value
      if (estado === 'lista') return DONE
      if (estado === 'abierta') return { page: 'form', solicitud: id }
      const caso = await readCaso(this.deps, OPERADOR, await openCaso(this.deps, this.contextOf(who), id))
      return { page: 'stop', caso: caso !== undefined }
    } catch (error) {
      if (error instanceof SolicitudLost) return GONE
      throw error
    }
  }
}

function refused(codes: readonly string[]): Shown {
  const own = codes.filter((code) => /^(clave|respuesta|captcha|requerido|email)/.test(code))
  if (own.length > 0) throw new Error(`the story itself sent a wrong form: ${own}`)
  return REFUSED
}
