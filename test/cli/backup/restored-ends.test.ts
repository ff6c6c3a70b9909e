import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEnlace } from '../../../src/application/links/enlaces.ts'
import { openEnlace } from '../../../src/application/links/open-enlace.ts'
import { enqueueAviso } from '../../../src/application/notices/avisos.ts'
import { makeSolicitud } from '../../../src/application/request/solicitudes.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { signIn } from '../../../src/application/staff/funcionarios/sign-in.ts'
import { askOrden } from '../../../src/application/staff/ordenes/ask-orden.ts'
import { decideOrden } from '../../../src/application/staff/ordenes/decide-orden.ts'
import { applyPendingChanges } from '../../../src/application/worker/apply-pending-changes.ts'
import { SAMPLES } from '../../../src/mail/messages/samples.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { activeFuncionario, CONTRASENA } from '../../support/data/personal.ts'
import { authenticate } from '../../support/product/authenticate.ts'
import { createEmptyDatabase, ENGINES, type EngineName } from '../../support/storage/databases.ts'
import { type CliHarness, createCliHarness, RUT, rowsOf, withPersona } from '../harness.ts'

const setUp = (engine: EngineName): Promise<CliHarness> =>
  createCliHarness(engine, { database: createEmptyDatabase })

const KEY = 'ABCDEFGHJK'

describe.each(ENGINES)('a backup restored on %s', (engine) => {
  it('ends all links, codes, temporary keys, pending changes, requests and sessions, and says so', async () => {
    const source = await setUp(engine)
    const product = await source.product()
    const { deps } = product
    const cuenta = await withPersona(product)
    const now = deps.clock.now()
    const expiresAt = new Date(now.getTime() + 3_600_000)
    const base = { perfil: 'natural', identificador: RUT, cuenta, volver: null } as const
    const token = await deps.store.transaction(async (uow) => {
      const solicitud = makeSolicitud(deps, { ...base, operacion: 'actualizar', proofs: ['respuesta'] })
      await uow.solicitudes.create(solicitud)
      await uow.codigos.put({ solicitudId: solicitud.id, fingerprint: 'codigo', expiresAt })
      const fingerprint = deps.fingerprints.fingerprint('provisoria', KEY)
      await uow.provisorias.put({
        cuentaId: cuenta.id,
        fingerprint,
        expiresAt,
        tries: 0,
        othersTries: 0,
        withCodigo: false,
        browser: null,
      })
      await uow.sessions.save({ idFingerprint: 'sesion', cuentaId: cuenta.id, data: '{}', expiresAt })
      await uow.pendingChanges.put({
        id: deps.random.uuid(),
        cuentaId: cuenta.id,
        kind: 'email',
        data: { email: 'ladron@correo.test' },
        withCodigo: false,
        byCelular: false,
        notBefore: null,
        createdAt: now,
        expiresAt,
        confirmedAt: now,
        effectiveAt: now,
      })
      const to = cuenta.email ?? ''
      await enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso: SAMPLES.codigo, now })
      await enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso: SAMPLES.documento_pedido, now })
      await enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso: SAMPLES.clave_cambiada, now })
      const url = await createEnlace(deps, uow, { kind: 'recuperar', cuentaId: cuenta.id, expiresAt })
      return new URL(url).pathname.split('/').at(-1) ?? ''
    })
    const orden = {
      ...base,
      kind: 'liberar',
      reason: 'creada_por_otra_persona',
      documentoVisto: 'cedula',
    } as const
    const asked = await askOrden(deps, OPERADOR, orden)
    const number = asked.result === 'bien' ? asked.orden.number : ''
    const eva = { ...OPERADOR, actor: { ...OPERADOR.actor, nombre: 'eva' } }
    expect(await decideOrden(deps, eva, { number, verdict: 'conceder' })).toMatchObject({ result: 'bien' })
    expect(await openEnlace(deps, token)).toBeDefined()
    const staff = await activeFuncionario(deps)
    await createFuncionario(deps, OPERADOR, {
      email: 'dos@sence.test',
      nombre: 'Dos',
      rol: 'revisor',
      rut: null,
    })
    await deps.store.single.staffSessions.save({
      idFingerprint: 'una',
      cuentaId: null,
      data: '{}',
      expiresAt,
    })
    const file = join(source.folder, 'respaldo')
    expect(await source.command(`respaldo ${file}`)).toBe(0)

    const destination = await setUp(engine)
    const { SESSION_SECRET, PEPPER, ENCRYPTION_KEYS } = source.env
    Object.assign(destination.env, { SESSION_SECRET, PEPPER, ENCRYPTION_KEYS })
    expect(await destination.command(`restaurar ${file}`)).toBe(0)
    expect(destination.said).toContainEqual(expect.stringMatching(/^Terminaron los enlaces, códigos/))
    const restored = await destination.product()
    const { enlaces, codigos, provisorias, pending_changes, solicitudes, sessions, avisos, ordenes } =
      await rowsOf(restored)
    expect({ enlaces, codigos, provisorias, pending_changes, solicitudes, sessions, ordenes }).toEqual({
      enlaces: [],
      codigos: [],
      provisorias: [],
      pending_changes: [],
      solicitudes: [],
      sessions: [],
      // Whoever was to object to it has no link any more.
      ordenes: [],
    })
    expect(avisos?.map(({ kind }) => kind)).toEqual(['clave_cambiada', 'acceso_cambiado', 'acceso_cambiado'])
    const { funcionario_sessions, funcionario_activaciones, funcionario_recovery_codes } =
      await rowsOf(restored)
    expect([funcionario_sessions, funcionario_activaciones, funcionario_recovery_codes]).toEqual([[], [], []])
    const signingIn = { email: staff.email, contrasena: CONTRASENA }
    expect(await signIn(restored.deps, CONTEXT, signingIn)).toMatchObject({ ok: true })
    expect(await openEnlace(restored.deps, token)).toBeUndefined()
    expect(await applyPendingChanges(restored.deps)).toBe(0)
    const credential = { perfil: 'natural', identificador: RUT, clave: KEY } as const
    expect(await authenticate(restored.deps, CONTEXT, credential)).toMatchObject({ ok: false })
  })
})
