import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { type Orden, versionOf } from '../../../domain/staff/orden.ts'
import type { OrdenData } from '../../../domain/staff/ordenes/rule.ts'
import { comparePersons } from '../../../domain/staff/ordenes/same-person.ts'
import { funcionarioOf } from '../../../domain/staff/person.ts'
import { formatIdentificador } from '../../../domain/values/identificador.ts'
import { maskCelular, maskEmail, maskName, maskRut } from '../../../domain/values/mask.ts'
import { findRegistroStop } from '../../accounts/impediments.ts'
import { dataOfOrden } from '../../accounts/ordenes.ts'
import { findOther, recordOfOther } from '../../accounts/other-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, StoredAuditEntry, UnitOfWork } from '../../ports.ts'
import { findDoers } from '../llamadas/find-doers.ts'
import { callNumberContext } from '../llamadas/make-llamada.ts'
import { type MaskedCuenta, maskCuenta } from '../llamadas/mask-cuenta.ts'
import { requirePower } from '../require-power.ts'

const AUDIT_ENTRIES = 20

/** What of two accounts is alike. */
type Samenesses = ReturnType<typeof comparePersons>

/** An account that an orden is about. */
interface OrdenCuenta extends MaskedCuenta, Pick<Cuenta, 'identificador' | 'firstClaveAt'> {
  /** As people write it; masked for who only looks. */
  shownIdentificador: string
}

/** An orden as whoever decides it sees it: never a hash, a name or a full address of the cuenta. */
export interface OrdenSheet {
  orden: Orden
  /** What it asks for, in full for who compares it with the papers. */
  data: OrdenData
  /** By name. */
  askedBy: string
  decidedBy: string | null
  /** The llamada in which it was asked for; undefined where it was by command, or is long ago. */
  call: { number: string | null; wasChecked: boolean } | undefined
  cuenta: OrdenCuenta & {
    /** Why the register of organisations stops it. */
    registroStop: 'otro_representante' | 'otec_no_vigente' | undefined
  }
  /** The second account that it is about; undefined where its kind has none, and for who only looks. */
  other: (OrdenCuenta & Pick<OrdenSheet, 'since' | 'timeline'> & { same: Samenesses | undefined }) | undefined
  /** Of what it is about, as it is: who decides says which one they have seen. */
  version: number
  /** What the audit has of the cuenta since the orden was asked for, newest first: 20 at most. */
  since: StoredAuditEntry[]
  /** What the audit has of it, newest first, and by whom: 20 at most. */
  timeline: (StoredAuditEntry & { by: string })[]
}

/** Reads an orden for who is to decide it; audited, also when there is none. */
export function readOrden(
  deps: Pick<Deps, 'store' | 'cipher' | 'fingerprints' | 'clock'>,
  context: StaffContext,
  number: string,
): Promise<OrdenSheet | undefined> {
  requirePower(context, 'ver_ordenes')
  return deps.store.transaction(async (uow) => {
    const orden = await uow.ordenes.findByNumber(number)
    const cuenta = orden && (await uow.cuentas.findById(orden.cuentaId))
    await recordAudit(uow, context, deps.clock.now(), 'orden_vista', {
      cuentaId: cuenta?.id ?? null,
      result: cuenta ? 'bien' : 'no_existe',
      detail: orden ? { numero: orden.number } : null,
    })
    if (!orden || !cuenta) return undefined
    const other = await findOther(deps, uow, orden)
    const data = dataOfOrden(deps, orden)
    const compares = context.actor.kind === 'operador' || context.actor.powers.includes('decidir_ordenes')
    const about = { now: deps.clock.now(), compares }
    if (compares) await recordOfOther(deps, uow, context, 'orden_vista', { orden, other, result: 'bien' })
    return {
      orden,
      data: compares ? data : maskData(data),
      askedBy: await nameOf(uow, orden.askedBy),
      decidedBy: orden.decidedBy && (await nameOf(uow, orden.decidedBy)),
      call: await findCall(deps, uow, orden),
      cuenta: { ...shownCuenta(cuenta, about), registroStop: await findRegistroStop(uow, cuenta) },
      other:
        other && compares
          ? {
              ...shownCuenta(other, about),
              ...(await historyOf(uow, other, orden)),
              // One that ended has no data any more.
              same: [cuenta, other].some(({ estado }) => estado === 'cerrada')
                ? undefined
                : comparePersons(cuenta, other),
            }
          : undefined,
      version: versionOf(cuenta, other),
      ...(await historyOf(uow, cuenta, orden)),
    }
  })
}

function shownCuenta(cuenta: Cuenta, { now, compares }: { now: Date; compares: boolean }): OrdenCuenta {
  const { perfil, identificador, firstClaveAt } = cuenta
  const masked = maskCuenta(cuenta, now)
  const shownIdentificador = compares
    ? formatIdentificador(perfil, identificador)
    : masked.maskedIdentificador
  return { ...masked, identificador, firstClaveAt, shownIdentificador }
}

/** What the audit has of an account that an orden is about. */
async function historyOf(
  uow: UnitOfWork,
  { id }: Cuenta,
  { askedAt }: Orden,
): Promise<Pick<OrdenSheet, 'since' | 'timeline'>> {
  const entries = await uow.audit.findByCuenta(id, AUDIT_ENTRIES)
  const doers = await findDoers(
    uow,
    entries.map(({ actor }) => actor),
  )
  return {
    timeline: entries.map((entry) => ({ ...entry, by: doers.get(entry.actor) ?? entry.actor })),
    since: entries.filter(({ at }) => at > askedAt),
  }
}

/** What an orden asks for, for who only looks: they are told nothing that the person did not tell them. */
const maskData = ({ email, celular, rut, nombres, ...others }: OrdenData): OrdenData => ({
  ...others,
  email: email && maskEmail(email),
  celular: celular && maskCelular(celular),
  rut: rut && maskRut(rut),
  nombres: nombres && maskName(nombres),
})

/** The llamada of an orden, as far as it says what its caller showed. */
async function findCall(
  { cipher }: Pick<Deps, 'cipher'>,
  { llamadas }: Pick<UnitOfWork, 'llamadas'>,
  { llamadaId }: Orden,
): Promise<OrdenSheet['call']> {
  const llamada = llamadaId === null ? undefined : await llamadas.findById(llamadaId)
  if (!llamada) return undefined
  const { encryptedCallNumber, checkedAt } = llamada
  return {
    number: encryptedCallNumber && cipher.decrypt(encryptedCallNumber, callNumberContext(llamada.id)),
    wasChecked: checkedAt !== null,
  }
}

/** A person as `personOf` writes them, by name. */
async function nameOf({ funcionarios }: Pick<UnitOfWork, 'funcionarios'>, person: string): Promise<string> {
  const id = funcionarioOf(person)
  if (id === undefined) return person.replace(':', ' ')
  return (await funcionarios.findById(id))?.nombre ?? 'un funcionario'
}
