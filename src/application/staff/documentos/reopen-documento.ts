import { enlaceMailbox } from '../../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { changedAt } from '../../../domain/account/provenance.ts'
import type { Documento } from '../../../domain/documento/documento.ts'
import { isOfPerfil } from '../../../domain/documento/kinds.ts'
import { applyRegistro } from '../../../domain/organisations/organismo.ts'
import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { REOPEN_REFUSAL_WORDS, type ReopenRefusal } from '../../../domain/pages/documento-words.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import { enqueueAviso } from '../../notices/avisos.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { type FormSubmission, onceForCode } from '../../request/once.ts'
import { requireFuncionario } from '../llamadas/require-llamada.ts'
import { endVerifying, findVerifying } from '../ordenes/end-ordenes-of.ts'
import { isVerifiedByOrden } from '../ordenes/verified-by-orden.ts'
import { type Reviewer, whyNotTheirs } from './hold.ts'

/** A decision that may be opened again, and why not where it may not. */
export interface Decided {
  documento: Documento
  refusal: ReopenRefusal | undefined
  /** Whether an order of two people to verify the account is open, which reopening ends. */
  endsOrden: boolean
}

/**
 * A decision, for who may open it again. Audited.
 * @returns undefined where there is no such document.
 * @throws {PowerMissing}
 */
export function readDecided(
  deps: Pick<Deps, 'store' | 'fingerprints' | 'clock'>,
  context: StaffContext,
  id: string,
): Promise<Decided | undefined> {
  const by = requireFuncionario(context, 'resolver_documentos')
  return deps.store.transaction(async (uow) => {
    const found = await find(deps, uow, by, id)
    const { documento, cuenta } = found
    const endsOrden = cuenta !== undefined && (await findVerifying(uow, cuenta.id)) !== undefined
    await recordAudit(uow, context, deps.clock.now(), 'documento_visto', {
      cuentaId: documento?.cuentaId ?? null,
      result: found.refusal ?? 'bien',
      detail: documento ? { documento: id, parte: 'decision' } : null,
    })
    return documento && { documento, refusal: found.refusal, endsOrden }
  })
}

/**
 * Opens a decision again: the document waits for a reviewer, an identity that rested on it alone is only declared, an open
 * order to verify the account ends, and its person is told. A double click does it once.
 * @param version as the page showed it.
 * @returns the id; or refusals `documento_no_reabre`, `cambio_entretanto`.
 * @throws {PowerMissing}
 */
export function reopenDocumento(
  deps: Deps,
  context: StaffContext,
  { id, version, form }: { id: string; version: number; form: Pick<FormSubmission, 'body'> },
): Promise<Result<string>> {
  const by = requireFuncionario(context, 'resolver_documentos')
  return onceForCode(deps, { body: `reabrir-documento:${id}:${form.body}` }, (keep) =>
    deps.store.transaction(async (uow) => {
      const now = deps.clock.now()
      const { documento, cuenta, refusal } = await find(deps, uow, by, id)
      const done =
        refusal || !documento || !cuenta
          ? refuse('documento_no_reabre', undefined, { motivo: REOPEN_REFUSAL_WORDS[refusal ?? 'no_existe'] })
          : (await uow.documentos.reopen(id, version))
            ? ok(id)
            : refuse('cambio_entretanto')
      if (done.ok && documento && cuenta) {
        await endVerifying(deps, uow, context, cuenta.id)
        await undo(deps, uow, documento, cuenta)
      }
      await recordAudit(uow, context, now, 'documento_reabierto', {
        cuentaId: cuenta?.id ?? null,
        result: done.ok ? 'bien' : (done.refusals[0]?.code ?? ''),
        detail: documento ? { documento: id, decision: documento.estado } : null,
      })
      return keep(uow, done)
    }),
  )
}

async function find(
  deps: Pick<Deps, 'fingerprints'>,
  uow: UnitOfWork,
  by: Reviewer,
  id: string,
): Promise<{ documento?: Documento; cuenta?: Cuenta; refusal: ReopenRefusal | undefined }> {
  const documento = await uow.documentos.findById(id)
  const cuenta = documento && (await uow.cuentas.findById(documento.cuentaId))
  if (!documento || !cuenta) return { refusal: 'no_existe' }
  const { estado, erasedAt } = documento
  if (estado !== 'verificado' && estado !== 'rechazado') return { documento, cuenta, refusal: 'sin_decidir' }
  if (erasedAt) return { documento, cuenta, refusal: 'borrado' }
  if (cuenta.estado !== 'activa') return { documento, cuenta, refusal: 'cuenta_no_activa' }
  const others = await uow.documentos.findOthers(documento)
  if (others.some((other) => other.estado === 'pendiente'))
    return { documento, cuenta, refusal: 'otro_en_espera' }
  return { documento, cuenta, refusal: await whyNotTheirs(deps, uow, by, cuenta) }
}

/** Takes back what the decision did, and tells the person. */
async function undo(deps: Deps, uow: UnitOfWork, documento: Documento, cuenta: Cuenta): Promise<void> {
  const now = deps.clock.now()
  const others = await uow.documentos.findOthers(documento)
  // A code to the channel of the register proves an organisation without papers; so do another document, and two people.
  const restsOnIt =
    documento.estado === 'verificado' &&
    isOfPerfil(documento.kind, cuenta.perfil) &&
    cuenta.identidad === 'verificada' &&
    cuenta.verifiedBy !== 'codigo' &&
    !others.some(({ estado, kind }) => estado === 'verificado' && isOfPerfil(kind, cuenta.perfil)) &&
    !(await isVerifiedByOrden(uow, cuenta))
  if (restsOnIt) {
    const declared = {
      ...cuenta,
      identidad: 'declarada',
      verifiedBy: null,
      updatedAt: changedAt(cuenta, now),
    } as const
    const organismo =
      cuenta.perfil === 'juridica' ? await uow.organismos.findByRut(cuenta.identificador) : undefined
    await saveCuenta(uow, organismo ? applyRegistro(declared, organismo) : declared)
  }
  const to = enlaceMailbox(cuenta)
  if (to === null) return
  const aviso = {
    kind: 'documento_reabierto',
    name: displayName(cuenta),
    when: formatMoment(now),
    accepted: documento.estado === 'verificado',
  } as const
  await enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, now, aviso })
}
