import type { Request } from 'express'
import type { Deps } from '../../../application/ports.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { readSearch } from '../../../domain/staff/busqueda.ts'
import { formatIdentificador } from '../../../domain/values/identificador.ts'
import { requestParam } from '../../request/sent-text.ts'
import { rememberedSearch } from '../busqueda/searches.ts'

/** The search that found nobody, from which a form was opened. */
export interface FromSearch {
  /** What stands for it in addresses; '' without. */
  ref: string
  /** What was typed in it; undefined without. */
  text: string | undefined
  /** Whom it names. */
  named: { perfil: Perfil; text: string } | undefined
  /** Stands for this page: the same thing may be meant again from another. */
  page: string
}

export function loadFromSearch(
  req: Request,
  deps: Pick<Deps, 'cipher' | 'random'>,
): { ok: true; state: FromSearch } {
  const ref = requestParam(req, 'busqueda')
  const text = rememberedSearch(req, deps, ref)
  const search = text === undefined ? undefined : readSearch(text)
  const named = typeof search === 'object' ? search.named : null
  return {
    ok: true,
    state: {
      ...{ ref, text, page: deps.random.uuid() },
      named: named
        ? { perfil: named.perfil, text: formatIdentificador(named.perfil, named.identificador) }
        : undefined,
    },
  }
}
