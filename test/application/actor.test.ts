import { expect, expectTypeOf, it } from 'vitest'
import { decideDocumento } from '../../src/application/accounts/decide-documento.ts'
import { recordAudit } from '../../src/application/audit/record.ts'
import {
  type Actor,
  type AuditEntry,
  type Context,
  type Deps,
  formatActor,
  type OperadorContext,
  SISTEMA_CONTEXT,
  type UnitOfWork,
} from '../../src/application/ports.ts'
import { reopenCuenta } from '../../src/application/staff/cuentas/reopen-cuenta.ts'
import type { Documento } from '../../src/domain/documento/documento.ts'
import { authenticate } from '../support/product/authenticate.ts'

const NOW = new Date('2026-03-02T12:00:00Z')
const PERSONA: Context = {
  actor: { kind: 'persona' },
  requestId: 'r-1',
  networkFingerprint: 'red',
  networks: ['red'],
  formSeal: 'sello',
  browser: null,
}
const FUNCIONARIO: Actor = { kind: 'funcionario', id: '7', rol: 'revisor', powers: [], renewedFor: null }

/** What `recordAudit` hands to the audit. */
async function recordedEntry(record: (uow: UnitOfWork) => Promise<void>): Promise<AuditEntry | undefined> {
  const entries: AuditEntry[] = []
  const audit = { record: async (entry: AuditEntry) => entries.push(entry) }
  await record({ audit } as unknown as UnitOfWork)
  return entries.at(0)
}

it.each<[Actor, string]>([
  [{ kind: 'persona' }, 'persona'],
  [FUNCIONARIO, 'funcionario:7:revisor'],
  [{ kind: 'operador', nombre: 'ana.rojas', powers: [] }, 'operador:ana.rojas'],
  [{ kind: 'sistema' }, 'sistema'],
])('stores %o as %s', (actor, stored) => {
  expect(formatActor(actor)).toBe(stored)
})

it('records who acts and the request from the context, whoever it is', async () => {
  const context = { ...PERSONA, actor: FUNCIONARIO }
  expect(await recordedEntry((uow) => recordAudit(uow, context, NOW, 'caso_visto'))).toMatchObject({
    actor: 'funcionario:7:revisor',
    requestId: 'r-1',
  })
  expect(
    await recordedEntry((uow) => recordAudit(uow, SISTEMA_CONTEXT, NOW, 'aviso_abandonado')),
  ).toMatchObject({
    actor: 'sistema',
    requestId: null,
  })
})

/** Never called: the compiler checks it. Each line stops compiling once its mistake is allowed. */
function forgetful(uow: UnitOfWork, deps: Deps, documento: Documento): void {
  const { actor: _, ...noActor } = PERSONA
  const entry = { event: 'caso_visto', cuentaId: null, subject: null, result: 'bien', detail: null } as const
  const credential = { perfil: 'natural', identificador: '1-9', clave: 'x' } as const
  const verdict = { estado: 'verificado', reason: null } as const
  // @ts-expect-error A context without an actor.
  const context: Context = noActor
  // @ts-expect-error An audit entry without an actor.
  void recordAudit(uow, noActor, NOW, 'caso_visto')
  // @ts-expect-error An actor beside the one of the context.
  void recordAudit(uow, context, NOW, 'caso_visto', { actor: 'persona' })
  // @ts-expect-error The stored string instead of an actor.
  void recordAudit(uow, { requestId: null, actor: 'persona' }, NOW, 'caso_visto')
  // @ts-expect-error An entry written past recordAudit, without an actor.
  void uow.audit.record({ ...entry, requestId: null }, NOW)
  // @ts-expect-error A citizen's use case without an actor.
  void authenticate(deps, noActor, credential)
  // @ts-expect-error A decision that nobody takes.
  void decideDocumento(deps, uow, documento, verdict, noActor)
  // @ts-expect-error An operator's use case without an actor.
  void reopenCuenta(deps, noActor, 'natural', '1-9')
  // @ts-expect-error An operator's use case as a persona.
  void reopenCuenta(deps, PERSONA, 'natural', '1-9')
}

it('does not compile without an actor', () => {
  expectTypeOf(forgetful).toBeFunction()
  expectTypeOf<Context['actor']>().toEqualTypeOf<Actor>()
  expectTypeOf<OperadorContext['actor']['kind']>().toEqualTypeOf<'operador'>()
})
