import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Documento } from '../../../domain/documento/documento.ts'
import {
  type DecisionOutcome,
  type DocumentoVerdict,
  decideDocumento,
} from '../../accounts/decide-documento.ts'
import { documentoContext } from '../../accounts/documentos.ts'
import type { PapersRefusal } from '../../accounts/verify-from-papers.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { listAudited } from '../list.ts'
import { isOwn } from '../llamadas/own-cuenta.ts'
import { requirePower } from '../require-power.ts'

/** Lists up to {@link LISTED} documentos that await a decision, oldest first; audited. */
export const listDocumentos = (
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
): Promise<Documento[]> =>
  listAudited(deps, context, 'ver_documentos', 'documentos_listados', ({ documentos }, limit) =>
    documentos.findPending(limit),
  )

/** A documento and the data that a reviewer compares it with. */
export interface ViewedDocumento {
  documento: Documento
  cuenta: Pick<
    Cuenta,
    | 'perfil'
    | 'identificador'
    | 'tipoDocumento'
    | 'nombres'
    | 'apellidoPaterno'
    | 'apellidoMaterno'
    | 'fechaNacimiento'
    | 'paisOrigen'
    | 'razonSocial'
    | 'rutRepresentante'
  >
  bytes: Uint8Array
}

/**
 * Decrypts a documento for staff. Audited, also when it is not found.
 * @returns 'borrado' when its content was erased.
 * @throws when its key is missing.
 */
export async function readDocumento(
  deps: Pick<Deps, 'store' | 'cipher' | 'clock'>,
  context: StaffContext,
  id: string,
): Promise<ViewedDocumento | 'no_existe' | 'borrado'> {
  requirePower(context, 'ver_documentos')
  const found = await deps.store.transaction(async (uow) => {
    const documento = await uow.documentos.findById(id)
    const cuenta = documento && (await uow.cuentas.findById(documento.cuentaId))
    // What a cuenta that ended had is sealed.
    const encrypted =
      documento && cuenta?.estado !== 'cerrada' ? await uow.documentos.readEncryptedContent(id) : null
    const result = !documento || !cuenta ? 'no_existe' : encrypted === null ? 'borrado' : 'bien'
    await recordAudit(uow, context, deps.clock.now(), 'documento_visto', {
      cuentaId: documento?.cuentaId ?? null,
      result,
      detail: documento ? { documento: id } : null,
    })
    return { documento, cuenta, encrypted }
  })
  const { documento, cuenta, encrypted } = found
  if (!documento || !cuenta) return 'no_existe'
  if (encrypted === null) return 'borrado'
  const { perfil, identificador, tipoDocumento, fechaNacimiento, paisOrigen } = cuenta
  const { nombres, apellidoPaterno, apellidoMaterno, razonSocial, rutRepresentante } = cuenta
  const person = { nombres, apellidoPaterno, apellidoMaterno, fechaNacimiento, paisOrigen, tipoDocumento }
  return {
    documento,
    cuenta: { perfil, identificador, ...person, razonSocial, rutRepresentante },
    bytes: deps.cipher.decryptBytes(encrypted, documentoContext(id)),
  }
}

export type ReviewResult =
  | ({ result: 'bien' } & DecisionOutcome)
  | { result: 'no_existe' | 'propia' | 'ya_decidido' | 'infectado' | PapersRefusal }

/**
 * Decides on a documento for staff: 'verificado' verifies its cuenta, 'rechazado' tells the person why.
 * @returns 'propia' for one of their own cuenta; 'infectado' when an infected one was to be verified; an organisation's that the register stops, or that
 *   has no representative, is not verified either, and waits on.
 */
export function reviewDocumento(
  deps: Pick<Deps, 'store' | 'random' | 'cipher' | 'fingerprints' | 'policy' | 'clock'>,
  context: StaffContext,
  id: string,
  verdict: DocumentoVerdict,
): Promise<ReviewResult> {
  requirePower(context, 'resolver_documentos')
  return deps.store.transaction(async (uow): Promise<ReviewResult> => {
    const documento = await uow.documentos.findById(id)
    const cuenta = documento && (await uow.cuentas.findById(documento.cuentaId))
    const isTheirs = cuenta && (await isOwn(deps, uow, context.actor, cuenta))
    const impediment = !documento
      ? 'no_existe'
      : isTheirs
        ? 'propia'
        : documento.scanResult === 'infectado' && verdict.estado === 'verificado'
          ? 'infectado'
          : undefined
    const done =
      documento && !impediment ? await decideDocumento(deps, uow, documento, verdict, context) : undefined
    if (typeof done === 'object') return { result: 'bien', ...done }
    const result = impediment ?? done ?? 'ya_decidido'
    await recordAudit(uow, context, deps.clock.now(), 'documento_decidido', {
      cuentaId: documento?.cuentaId ?? null,
      result,
    })
    return { result }
  })
}
