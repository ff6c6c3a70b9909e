/** Casos and documents, asked for in a call (product.md “Calls”). */
import type { CasoOutcome } from '../../../domain/account/caso.ts'
import type { Asked } from '../../../domain/documento/asked.ts'
import type { RefusalCode } from '../../../domain/outcome/refusals.ts'
import { type Result, refuse } from '../../../domain/outcome/result.ts'
import { createCaso, cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { closeOpenCaso } from '../casos/close-caso.ts'
import { askForDocumento, type AskRefusal as DocumentoRefusal } from '../documentos/ask-documento.ts'
import { act, type InLlamada } from './act.ts'

/** Opens the caso of a call, under which it goes on when the person calls again. @returns refusals of {@link act}; `caso_ya_abierto`. */
export const openCasoInLlamada = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada,
): Promise<Result<string>> =>
  act({ deps, context, accion: 'abrir_caso', order }, async ({ uow, llamada, cuenta }) => {
    if (llamada.casoNumber) return refuse('caso_ya_abierto')
    const casoNumber = await createCaso(
      ...([deps, uow, context, { ...cuenta, cuentaId: cuenta.id, proofs: [] }, 'llamada'] as const),
    )
    return { casoNumber, detail: { number: casoNumber } }
  })

/** Closes an open caso of the account. @returns refusals of {@link act}; `caso_no_esta`, `cuenta_sigue`. */
export const closeCasoInLlamada = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada & { number: string; outcome: CasoOutcome },
): Promise<Result<string>> =>
  act({ deps, context, accion: 'cerrar_caso', order }, async ({ uow, cuenta, now, fact }) => {
    const { number, outcome } = order
    const caso = await uow.casos.findByNumber(number)
    const isIts = caso && (await cuentaOfCaso(uow, caso, factsOf(deps, caso)))?.id === cuenta.id
    const result = isIts ? await closeOpenCaso(deps, uow, context, caso, { outcome, now }) : 'no_existe'
    if (result === 'propia') return refuse('cuenta_propia')
    if (result === 'cuenta_sigue') return refuse('cuenta_sigue')
    if (result !== 'bien') return refuse('caso_no_esta')
    await recordAudit(uow, context, now, 'caso_cerrado', {
      ...fact,
      result,
      detail: { ...fact.detail, numero: number, resultado: outcome },
    })
    return { detail: { number } }
  })

const DOCUMENTO_REFUSALS: Record<DocumentoRefusal, RefusalCode> = {
  propia: 'cuenta_propia',
  ...{ no_existe: 'accion_cerrada', congelada: 'accion_cerrada', cerrada: 'accion_cerrada' },
  ...{ sin_correo: 'accion_cerrada', correo_sin_confirmar: 'accion_cerrada' },
  no_corresponde: 'documento_no_corresponde',
}

/** Mails the link with which the person sends a document. @returns refusals of {@link act}; `documento_no_corresponde`. */
export const askDocumentoInLlamada = (
  deps: Deps,
  context: StaffContext,
  order: InLlamada & Asked,
): Promise<Result<string>> =>
  act({ deps, context, accion: 'pedir_documento', order }, async ({ uow, cuenta, now, fact }) => {
    const done = await askForDocumento(deps, uow, context, cuenta, order)
    if (done.result !== 'bien') return refuse(DOCUMENTO_REFUSALS[done.result])
    await recordAudit(uow, context, now, 'documento_pedido', {
      ...fact,
      result: done.result,
      detail: { ...fact.detail, tipo: order.kind, motivo: order.reason },
    })
    return { detail: { until: done.expiresAt.toISOString() } }
  })
