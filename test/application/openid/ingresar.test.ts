import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { continueInSistema } from '../../../src/application/openid/continue-in-sistema.ts'
import { ingresar } from '../../../src/application/openid/ingresar.ts'
import type { Ingreso } from '../../../src/application/openid/sign-in.ts'
import { ACR } from '../../../src/domain/account/acr.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { ingresarUrl } from '../../../src/domain/ingresar-paths.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'
import { paths } from '../../../src/domain/urls.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { auditOf, reachableCuenta, updateCuenta } from '../../support/data/cuentas.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { chooseClave, contextFrom, startCambiar } from '../../support/product/use-cases.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const DESTINATION = {
  sistemaId: 'cursos',
  volver: { sistema: 'Cursos', url: paths.openId.root, interaccion: 'una' },
}

describe.each(ENGINES)('a sign-in, on %s', (engine) => {
  let p: TestProduct
  let last = 26_100_000
  let claveHash: string
  beforeAll(async () => {
    p = await createTestProduct({ engine })
    claveHash = await p.deps.hasher.reserve(CONTEXT, 1, (one) => one.create(CLAVE))
  })
  afterAll(() => p.close())

  const withPerson = async (changes: Partial<Cuenta> = {}) => {
    const number = last++
    return { number, cuenta: await reachableCuenta(p, number, { claveHash, ...changes }) }
  }
  let sent = 0
  const enter = (number: number, clave = CLAVE, body = `envío ${sent++}`, context = CONTEXT) =>
    ingresar(p.deps, context, { perfil: 'natural', identificador: rutOf(number), clave }, DESTINATION, {
      form: ingresarUrl('natural'),
      token: '',
      respuesta: '',
      body,
    })
  const solicitudOf = async (done: Result<Ingreso>) => {
    if (!done.ok || !('solicitudId' in done.value)) throw new Error(JSON.stringify(done))
    const found = await p.deps.store.single.solicitudes.findById(done.value.solicitudId)
    if (!found) throw new Error('not stored')
    return found
  }

  it('with the right CS says who, at which rank, and is in the audit with the system', async () => {
    const { number, cuenta } = await withPerson()
    expect(await enter(number)).toMatchObject({
      ok: true,
      value: { cuentaId: cuenta.id, acr: ACR.clave, amr: ['pwd'] },
    })
    const [entry] = await auditOf(p, cuenta.id)
    expect(entry).toMatchObject({
      event: 'sesion_iniciada',
      detail: { sistema: 'cursos', acr: ACR.clave },
    })
  })

  it('is refused alike whether the account is unknown, frozen, incomplete, closed or of another', async () => {
    const people = await Promise.all([
      withPerson(),
      withPerson({ estado: 'congelada', wayBack: 'mesa' }),
      withPerson({ fechaNacimiento: null, direccion: null }),
      withPerson({ claveHash: null }),
    ])
    const hashes = p.composition.hasherStatus
    const seen = []
    for (const number of [...people.map((one) => one.number), last++]) {
      const before = hashes().done
      const misses = []
      for (let n = 0; n < 6; n++)
        misses.push(await enter(number, `mala${n}`, undefined, contextFrom(`${number}`)))
      seen.push({ misses, hashes: hashes().done - before })
    }
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(seen[0]?.hashes).toBe(5)
  })

  it('of two identical forms at once tries the CS and signs in once', async () => {
    const { number, cuenta } = await withPerson()
    const before = p.composition.hasherStatus().done
    const both = await Promise.all([enter(number, CLAVE, 'doble'), enter(number, CLAVE, 'doble')])
    expect(both[0]).toEqual(both[1])
    expect(both[0]).toMatchObject({ ok: true, value: { cuentaId: cuenta.id } })
    expect(p.composition.hasherStatus().done - before).toBe(1)
    const entries = await auditOf(p, cuenta.id)
    expect(entries.filter(({ event }) => event === 'sesion_iniciada')).toHaveLength(1)
  })

  it('sent again after a freeze or a change of CS signs nobody in', async () => {
    const frozen = await withPerson()
    expect((await enter(frozen.number, CLAVE, 'antes')).ok).toBe(true)
    await updateCuenta(p, 'natural', rutOf(frozen.number), { estado: 'congelada', wayBack: 'mesa' })
    expect(await enter(frozen.number, CLAVE, 'antes')).toMatchObject({
      refusals: [{ code: 'cambio_entretanto' }],
    })
    const changed = await withPerson()
    expect((await enter(changed.number, CLAVE, 'antes 2')).ok).toBe(true)
    const started = await startCambiar(p.deps, changed.number, 'empieza')
    expect((await chooseClave(p.deps, started, 'Qu3ltehue!')).ok).toBe(true)
    expect((await enter(changed.number, CLAVE, 'antes 2')).ok).toBe(false)
  })

  it('stops where Cambiar does, and leads to what is missing with the CS as the proof', async () => {
    const frozen = await withPerson({ estado: 'congelada', wayBack: 'mesa' })
    expect(await solicitudOf(await enter(frozen.number))).toMatchObject({
      estado: 'detenida',
      reason: 'congelada_mesa',
      volver: DESTINATION.volver,
    })
    const incomplete = await withPerson({ direccion: null })
    expect(await solicitudOf(await enter(incomplete.number))).toMatchObject({
      operacion: 'actualizar',
      estado: 'abierta',
      proofs: ['clave'],
      volver: DESTINATION.volver,
    })
  })

  it('with a temporary key leads to choosing a CS, after which the person goes on', async () => {
    const { number, cuenta } = await withPerson()
    await p.deps.store.transaction((uow) =>
      uow.provisorias.put({
        cuentaId: cuenta.id,
        fingerprint: p.deps.fingerprints.fingerprint('provisoria', 'ABCD2345EF'),
        expiresAt: new Date(p.clock.now().getTime() + 3_600_000),
        tries: 0,
        othersTries: 0,
        browser: null,
        withCodigo: false,
      }),
    )
    const change = await solicitudOf(await enter(number, 'ABCD2345EF'))
    expect(change).toMatchObject({ operacion: 'cambiar', estado: 'abierta', proofs: ['provisoria'] })
    const done = await chooseClave(p.deps, { ok: true, value: change }, 'Qu3ltehue!')
    const goesOn = (body: string) => continueInSistema(p.deps, CONTEXT, change.id, DESTINATION, { body })
    expect(done.ok).toBe(true)
    expect(await goesOn('sigue')).toMatchObject({
      ok: true,
      value: { cuentaId: cuenta.id, acr: ACR.respuesta, amr: ['pwd', 'kba'] },
    })
    await expect(continueInSistema(p.deps, CONTEXT, 'otra', DESTINATION, { body: 'otra' })).rejects.toThrow(
      'is over',
    )
    await updateCuenta(p, 'natural', rutOf(number), { estado: 'congelada', wayBack: 'mesa' })
    await expect(goesOn('sigue')).rejects.toThrow('is over')
    await expect(goesOn('sigue otra vez')).rejects.toThrow('is over')
    await updateCuenta(p, 'natural', rutOf(number), { estado: 'activa', wayBack: null })
    p.clock.advance({ minutes: 11 })
    await expect(goesOn('tarde')).rejects.toThrow('is over')
  })
})
