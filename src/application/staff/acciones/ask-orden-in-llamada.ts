/** ● What two people decide, asked for in a call (product.md “Two people”). */
import type { RefusalCode } from '../../../domain/outcome/refusals.ts'
import { type Result, refuse } from '../../../domain/outcome/result.ts'
import type { OrdenKind, OrdenReason } from '../../../domain/staff/orden.ts'
import type { DocumentoVisto, OrdenData } from '../../../domain/staff/ordenes/rule.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { type AskRefusal, askForOrden } from '../ordenes/ask-orden.ts'
import { act, type InLlamada } from './act.ts'
import { tellAsSearch } from './caps.ts'

/** Where the account does not admit it any more, its page says so. */
const ORDEN_REFUSALS: Readonly<Record<AskRefusal, RefusalCode>> = {
  no_existe: 'accion_cerrada',
  use_su_rut: 'accion_cerrada',
  congelada: 'accion_cerrada',
  no_congelada: 'accion_cerrada',
  queda_un_canal: 'orden_queda_un_canal',
  ya_verificada: 'accion_cerrada',
  sin_representante: 'orden_sin_representante',
  otro_representante: 'orden_registro',
  otec_no_vigente: 'orden_registro',
  registro_cambio: 'orden_registro_no_detiene',
  no_corresponde: 'orden_no_corresponde',
  correo_lleno: 'email_en_tres_cuentas',
  celular_lleno: 'celular_en_tres_cuentas',
  organismo_detenido: 'organismo_detenido',
  rut_sin_cuenta: 'orden_rut_sin_cuenta',
  rut_congelado: 'orden_rut_congelado',
  rut_con_nie: 'orden_rut_con_nie',
  propia: 'cuenta_propia',
  ya_pedida: 'orden_ya_pedida',
  ya_no_puede: 'ingreso_vencido',
}

/** What tells whether an RUT has an account, and how it is. */
const TELLS: readonly AskRefusal[] = ['rut_sin_cuenta', 'rut_congelado', 'rut_con_nie']

/** The field that it is about; '' for the whole form. */
function fieldOf(refusal: AskRefusal, kind: OrdenKind): string {
  if (refusal === 'celular_lleno') return 'celular'
  if (TELLS.includes(refusal)) return 'rut'
  if (refusal !== 'correo_lleno') return ''
  return kind === 'cambiar_contactos' ? 'correoNuevo' : 'email'
}

interface OrdenInLlamada extends InLlamada, Partial<OrdenData> {
  kind: OrdenKind
  reason: OrdenReason
  /** What whoever asks saw. */
  documentoVisto: DocumentoVisto
}

/**
 * Asks for what another person decides.
 * @returns refusals of {@link act}; `orden_ya_pedida`, `orden_no_corresponde`, `orden_queda_un_canal`,
 *   `email_en_tres_cuentas`, `celular_en_tres_cuentas`, `organismo_detenido`, `orden_rut_…`.
 */
export const askOrdenInLlamada = (
  deps: Deps,
  context: StaffContext,
  order: OrdenInLlamada,
): Promise<Result<string>> =>
  act(
    { deps, context, accion: `pedir_${order.kind}`, order },
    async ({ uow, llamada, cuenta, now, fact }) => {
      const { kind, reason, documentoVisto, llamadaId } = order
      const { perfil, identificador } = cuenta
      const done = await askForOrden(deps, uow, context, { ...order, perfil, identificador }, cuenta)
      if (done.result !== 'bien') {
        const refused = refuse(ORDEN_REFUSALS[done.result], fieldOf(done.result, order.kind))
        const { funcionarioId } = llamada
        return TELLS.includes(done.result)
          ? tellAsSearch(deps, uow, { funcionarioId, now }, refused)
          : refused
      }
      const { number, expiresAt } = done.orden
      const detail = { llamada: llamadaId, orden: kind, motivo: reason, documento: documentoVisto }
      const asked = { ...fact, result: done.result, detail: { ...detail, numero: number } }
      await recordAudit(uow, context, now, 'orden_pedida', asked)
      return { detail: { number, until: expiresAt.toISOString() } }
    },
  )
