/** What comes by the link with which a person sends a document (product.md “Documents”). */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { type LinkAsks, linkAsks } from '../../domain/account/unconfirmed-links.ts'
import { type Asked, kindText, parseAsked } from '../../domain/documento/asked.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import { isOfPerfil } from '../../domain/documento/kinds.ts'
import { ok, type Result } from '../../domain/outcome/result.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { HOUR_S } from '../../domain/values/durations.ts'
import { prepareDocumento, saveDocumento } from '../accounts/documentos.ts'
import { SolicitudLost } from '../errors.ts'
import { type Context, type Deps, type Enlace, formatActor } from '../ports.ts'
import { countUse } from '../proof/limits.ts'
import { type FormSubmission, onceForCode } from '../request/once.ts'
import { isUsable, useEnlace } from './open-enlace.ts'

/** What the page of the link shows: nothing personal where the link alone proves nothing. */
export interface DocumentoPage extends Asked {
  perfil: Perfil
  /** Which document, in plain words. */
  document: string
  expiresAt: Date
  /** What else the page asks for, at a mailbox that is not confirmed. */
  asks: LinkAsks
}

/** Why the link takes nothing (any more): a document came by it, or it ended. */
export type DocumentoLinkEnd = 'usado' | 'vencido'

/** What a link asks for. @param id of the link; '' when the session has none. */
export async function readDocumentoPage(
  deps: Pick<Deps, 'store' | 'clock'>,
  id: string,
): Promise<DocumentoPage | DocumentoLinkEnd> {
  const { enlaces, cuentas } = deps.store.single
  const enlace = await enlaces.findById(id)
  if (enlace?.kind !== 'documento') return 'vencido'
  if (enlace.usedAt) return 'usado'
  const cuenta = isUsable(deps, enlace) ? await cuentas.findById(enlace.cuentaId) : undefined
  const asked = cuenta && askedOf(enlace, cuenta)
  if (!asked) return 'vencido'
  const asks = linkAsks(cuenta)
  const tipoDocumento = asks === 'nada' ? cuenta.tipoDocumento : null
  const { perfil } = cuenta
  const { expiresAt } = enlace
  return { ...asked, perfil, document: kindText(asked.kind, tipoDocumento), expiresAt, asks }
}

/** What the link asks for, if the cuenta can still be asked for it. */
function askedOf({ targetId }: Enlace, { estado, perfil }: Cuenta): Asked | undefined {
  const asked = parseAsked(targetId)
  return estado === 'activa' && asked && isOfPerfil(asked.kind, perfil) ? asked : undefined
}

interface SentDocumento {
  /** Id of the link; '' when the session has none. */
  id: string
  file: ReceivedFile
  form: Pick<FormSubmission, 'body'>
}

/**
 * Takes the document that a person sends by a link: judged, scanned and kept as that of Registrar. It uses up the
 * link, and takes the place of one that still waits; a file that is refused leaves both as they were.
 * @returns 'recibido', or why the link takes nothing. Refusals at the field `documento`.
 * @throws {Overloaded} {RateLimitExceeded} after too many files by one link.
 */
export async function sendDocumento(
  deps: Deps,
  context: Context,
  { id, file, form }: SentDocumento,
): Promise<Result<string>> {
  try {
    return await onceForCode(deps, form, async (keep) => {
      const page = await readDocumentoPage(deps, id)
      if (typeof page === 'string') throw new SolicitudLost()
      // Opening a file costs more than sending it, and no captcha stands before it here.
      const use = {
        key: `archivo-de-enlace:${id}`,
        windowSeconds: HOUR_S,
        limit: deps.policy.firstPasosPerHour,
      }
      await countUse(deps.store.single, use, deps.clock.now())
      const prepared = await prepareDocumento(deps, context, file)
      if (!prepared.ok) return prepared
      return deps.store.transaction(async (uow) => {
        const { enlace, cuenta } = await useEnlace(deps, uow, id, 'documento')
        const asked = askedOf(enlace, cuenta)
        if (!asked) throw new SolicitudLost()
        const by = formatActor(context.actor)
        await uow.documentos.endPending(cuenta.id, { now: deps.clock.now(), by })
        const sent = { cuentaId: cuenta.id, kind: asked.kind }
        await saveDocumento(deps, uow, context, sent, prepared.value)
        return keep(uow, ok('recibido'))
      })
    })
  } catch (error) {
    if (!(error instanceof SolicitudLost)) throw error
    const page = await readDocumentoPage(deps, id)
    return ok(typeof page === 'string' ? page : 'vencido')
  }
}
