import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { addMinutes } from '../../domain/values/durations.ts'
import { tellCaso } from '../accounts/tell-caso.ts'
import { recordAudit } from '../audit/record.ts'
import { sendCodigo } from '../citizen/codigos/mail-codigo.ts'
import { sendSecondEnlace } from '../citizen/recuperar/recuperar-slowly.ts'
import { sendEnlaceOfOtec } from '../facilitador/recuperar.ts'
import { sendEnlace } from '../links/send-enlace.ts'
import {
  type Deps,
  type Peticion,
  type PeticionEnd,
  type PeticionKind,
  SISTEMA_CONTEXT,
  type UnitOfWork,
} from '../ports.ts'
import { cuentaSubject } from '../proof/limits.ts'
import { identificadorAsked } from '../request/peticiones.ts'

/** Minutes until a failed one is tried again; the last one from then on. */
const RETRY_MINUTES = [1, 2, 4, 8, 16, 60]

/** @param peticion its browser is null unless the cuenta was proven in it. */
type Attend = (deps: Deps, uow: UnitOfWork, cuenta: Cuenta, peticion: Peticion) => Promise<PeticionEnd>

const ATTEND: Record<PeticionKind, Attend> = {
  async enlace(deps, uow, cuenta, { browser }) {
    const name = displayName(cuenta)
    const compose = (told: { enlace: string; expires: string; congelada: boolean }) =>
      ({ kind: 'enlace_recuperar', name, ...told }) as const
    return sendEnlace(deps, uow, cuenta, compose, browser ?? undefined)
  },
  codigo: sendCodigo,
  otec_recupera: sendEnlaceOfOtec,
  espera: sendSecondEnlace,
  caso_abierto: (deps, uow, cuenta) => tellCaso(deps, uow, cuenta, 'caso_abierto'),
  cuenta_desconocida: (deps, uow, cuenta) => tellCaso(deps, uow, cuenta, 'cuenta_desconocida'),
}

/**
 * One round: attends to what was asked for (product.md “Recuperar”), each in its own transaction, which also
 * deletes it: it is done once, on whichever node. One that fails is left for later and does not affect the
 * others.
 * @param limit how many at most.
 * @returns whether there may be more.
 * @throws {AggregateError} at the end, with every failure.
 */
export async function attendPeticiones(deps: Deps, limit: number): Promise<boolean> {
  const failures: unknown[] = []
  let count = 0
  while (count < limit && (await attendNext(deps, failures))) count += 1
  if (failures.length > 0) throw new AggregateError(failures, 'some of what was asked for could not be done')
  return count === limit
}

/** @returns whether there was one. */
async function attendNext(deps: Deps, failures: unknown[]): Promise<boolean> {
  const run: { taken?: Peticion | undefined } = {}
  try {
    await deps.store.transaction(async (uow) => {
      run.taken = await uow.peticiones.take(deps.clock.now())
      if (run.taken) await attend(deps, uow, run.taken)
    })
  } catch (error) {
    if (!run.taken) throw error
    failures.push(error)
    const { id, tries } = run.taken
    const minutes = RETRY_MINUTES[tries] ?? 60
    await deps.store.transaction((uow) => uow.peticiones.postpone(id, addMinutes(deps.clock.now(), minutes)))
  }
  return run.taken !== undefined
}

async function attend(deps: Deps, uow: UnitOfWork, peticion: Peticion): Promise<void> {
  const { kind, perfil } = peticion
  const identificador = identificadorAsked(deps, peticion)
  const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
  const browser = cuenta ? await provenBrowserOf(deps, uow, cuenta, peticion) : null
  const result = cuenta ? await ATTEND[kind](deps, uow, cuenta, { ...peticion, browser }) : 'sin_cuenta'
  await recordAudit(uow, SISTEMA_CONTEXT, deps.clock.now(), 'peticion_atendida', {
    cuentaId: cuenta?.id ?? null,
    subject: cuentaSubject(deps, { perfil, identificador }, cuenta),
    result,
    detail: { tipo: kind },
  })
}

async function provenBrowserOf(
  { clock }: Deps,
  { provenBrowsers }: UnitOfWork,
  { id }: Cuenta,
  { browser }: Peticion,
): Promise<string | null> {
  const known = browser && (await provenBrowsers.findLive(browser, id, clock.now()))
  return known ? known.browser : null
}
