/** What every use case of an orden that takes two people shares (product.md “Two people”). */
import { includesMailbox } from '../../domain/account/channels.ts'
import { type Cuenta, MAX_SHARING_CUENTAS } from '../../domain/account/cuenta.ts'
import { isOtecEmail } from '../../domain/organisations/lazo.ts'
import { entryOf } from '../../domain/organisations/organismo.ts'
import { type Orden, type OrdenKind, ordenRule } from '../../domain/staff/orden.ts'
import { type KindRefusal, NO_ORDEN_DATA, type OrdenData } from '../../domain/staff/ordenes/rule.ts'
import { recordAudit } from '../audit/record.ts'
import type { AuditContext, Deps, Queries, UnitOfWork } from '../ports.ts'
import { findRegistroStop } from './impediments.ts'
import { findPapersRefusal, type PapersRefusal } from './verify-from-papers.ts'

/** Encryption contexts of what an orden asks for, bound to its row. */
export const ordenContext = (id: string): string => `orden:${id}:buzon`

export const ordenPayloadContext = (id: string): string => `orden:${id}:datos`

/** What an orden asks for; nothing any more once it was wiped. */
export function dataOfOrden(
  { cipher }: Pick<Deps, 'cipher'>,
  { id, encryptedEmail, encryptedPayload }: Pick<Orden, 'id' | 'encryptedEmail' | 'encryptedPayload'>,
): OrdenData {
  const email = encryptedEmail === null ? null : cipher.decrypt(encryptedEmail, ordenContext(id))
  if (encryptedPayload === null) return { ...NO_ORDEN_DATA, email }
  const others = JSON.parse(cipher.decrypt(encryptedPayload, ordenPayloadContext(id))) as Partial<OrdenData>
  return { ...NO_ORDEN_DATA, ...others, email }
}

/** The mailbox that the person named; '' where the orden needs none. */
export const mailboxOfOrden = (
  { cipher }: Pick<Deps, 'cipher'>,
  { id, encryptedEmail }: Pick<Orden, 'id' | 'encryptedEmail'>,
): string => (encryptedEmail === null ? '' : cipher.decrypt(encryptedEmail, ordenContext(id)))

/** Ends the open orden of a cuenta without effect, since what it rested on changed, or somebody of higher rank spoke. */
export async function endOrdenes(
  uow: UnitOfWork,
  context: AuditContext,
  at: Date,
  { cuentaId, which }: { cuentaId: string; which: 'de_factores' | 'todas' },
): Promise<void> {
  for (const { kind, number } of await uow.ordenes.endByCuenta(cuentaId, which, at)) {
    const fact = { cuentaId, result: 'sin_efecto', detail: { orden: kind, numero: number } } as const
    await recordAudit(uow, context, at, 'orden_terminada', fact)
  }
}

/** Why an orden cannot be: its cuenta is no such one, or what it asks for has no place. */
export type OrdenImpediment =
  | KindRefusal
  | PapersRefusal
  | 'registro_cambio'
  | 'correo_lleno'
  | 'celular_lleno'
  | 'organismo_detenido'
  | OtherRefusal

/**
 * Why the account of an RUT cannot take the NIE of another. `rut_sin_cuenta`: it has none, or another one than when it was
 * asked for.
 */
type OtherRefusal = 'rut_sin_cuenta' | 'rut_congelado' | 'rut_con_nie'

/** What kinds need besides what the cuenta says. */
const MORE: Partial<
  Record<
    OrdenKind,
    (
      reads: Pick<Queries, 'cuentas' | 'organismos'>,
      data: OrdenData,
      cuenta: Cuenta,
    ) => Promise<OrdenImpediment | undefined>
  >
> = {
  /** While the register has the organisation, it has no other representative than the register’s (“Proofs”, 7). */
  async representante(reads, { rut }, cuenta) {
    if (rut === cuenta.rutRepresentante) return 'no_corresponde'
    const organismo = await reads.organismos.findByRut(cuenta.identificador)
    return organismo && organismo.rutRepresentante !== rut ? 'otro_representante' : undefined
  },
  /** The register stops it, unless both looked at the entry that it has now, and let the papers stand. */
  async verificar(reads, { registro }, cuenta) {
    const refusal = await findPapersRefusal(reads, cuenta)
    if (refusal === 'sin_representante') return refusal
    if (registro === null) return refusal ?? (cuenta.identidad === 'verificada' ? 'ya_verificada' : undefined)
    const organismo = await reads.organismos.findByRut(cuenta.identificador)
    return refusal && organismo && entryOf(organismo) === registro ? undefined : 'registro_cambio'
  },
  /** What changes the account is stopped as any change of it is. */
  cambiar_contactos: async (reads, _data, cuenta) =>
    (await findRegistroStop(reads, cuenta)) && 'organismo_detenido',
  /** One account has one former identificador; the other is the one that both looked at. */
  async reunir({ cuentas }, { rut, otra }) {
    const other = rut === null ? undefined : await cuentas.findByIdentificador('natural', rut)
    if (other?.perfil !== 'natural' || other.id !== otra) return 'rut_sin_cuenta'
    if (other.estado !== 'activa') return 'rut_congelado'
    return (await cuentas.findFormerIdentificador(other.id)) && 'rut_con_nie'
  },
}

/** Why an orden is not to be asked for, granted or done now; undefined when it can. */
export async function findOrdenImpediment(
  uow: Pick<Queries, 'cuentas' | 'lazos' | 'organismos'>,
  { kind, data, now }: { kind: OrdenKind; data: OrdenData; now: Date },
  cuenta: Cuenta,
): Promise<OrdenImpediment | undefined> {
  const refusal = ordenRule(kind).refusalOf(cuenta, now, data) ?? (await MORE[kind]?.(uow, data, cuenta))
  if (refusal) return refusal
  const { email, celular } = data
  if (email !== null && !(await canHaveMailbox(uow, cuenta, email))) return 'correo_lleno'
  if (celular !== null && !(await canHaveCelular(uow, cuenta, celular))) return 'celular_lleno'
  return undefined
}

/**
 * Whether a cuenta can be given a mailbox: fewer than three others confirmed it, and of a facilitador it is of no other
 * facilitador, nor of an OTEC that has them or asks for them (product.md “Fields”, “Facilitador”).
 */
export async function canHaveMailbox(
  reads: Pick<Queries, 'cuentas' | 'lazos'>,
  { id, perfil, email, emailConfirmedAt }: Cuenta,
  mailbox: string,
): Promise<boolean> {
  if (emailConfirmedAt && includesMailbox([email], mailbox)) return true
  const others = (await reads.cuentas.findByEmail(mailbox)).filter((one) => one.id !== id)
  if (perfil === 'facilitador') {
    if (others.some((one) => one.perfil === 'facilitador')) return false
    if (await isOfOtec(reads, id, mailbox)) return false
  }
  return others.filter(({ isConfirmed }) => isConfirmed).length < MAX_SHARING_CUENTAS
}

/** Whether a cuenta can be given a mobile: fewer than three others confirmed it. */
export const canHaveCelular = async (
  { cuentas }: Pick<Queries, 'cuentas'>,
  { id }: Pick<Cuenta, 'id'>,
  celular: string,
): Promise<boolean> =>
  (await cuentas.findByCelular(celular)).filter((one) => one.id !== id).length < MAX_SHARING_CUENTAS

/** Whether a mailbox is of an OTEC of a facilitador, or of its representative. */
async function isOfOtec(
  { cuentas, lazos }: Pick<Queries, 'cuentas' | 'lazos'>,
  facilitadorId: string,
  mailbox: string,
): Promise<boolean> {
  for (const { otecId, finishedAt } of await lazos.findByFacilitador(facilitadorId)) {
    const otec = finishedAt === null ? await cuentas.findById(otecId) : undefined
    if (otec && isOtecEmail(mailbox, otec)) return true
  }
  return false
}
