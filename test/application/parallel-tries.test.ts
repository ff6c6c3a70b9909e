import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validateForActualizar } from '../../src/application/citizen/actualizar/actualizar.ts'
import { proveWithCodigo } from '../../src/application/citizen/actualizar/actualizar-proofs.ts'
import { requestCodigo } from '../../src/application/citizen/codigos/request-codigo.ts'
import { readResult } from '../../src/application/citizen/read-result.ts'
import { answerPregunta, startRecuperar } from '../../src/application/citizen/recuperar/recuperar.ts'
import type { Context } from '../../src/application/ports.ts'
import type { Result } from '../../src/domain/outcome/result.ts'
import { pasoUrl } from '../../src/domain/urls.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { CLAVE, RESPUESTA, rutOf } from '../support/data/personas.ts'
import { codeFor, emailOf } from '../support/http/journeys.ts'
import { authenticate } from '../support/product/authenticate.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { contextFrom, credentialOf, idOf, registerNumber, submission } from '../support/product/use-cases.ts'
import { ENGINES } from '../support/storage/databases.ts'

const key = () => `k1:${randomBytes(32).toString('base64')}`
const SECRETS = { SESSION_SECRET: randomBytes(32).toString('hex'), PEPPER: key(), ENCRYPTION_KEYS: key() }

describe.each(ENGINES)('parallel tries, on %s', (engine) => {
  let p: TestProduct
  /** Another node on the same database, where the engine takes several. */
  let other: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: SECRETS })
    const database = { url: p.config.DATABASE_URL, remove: async () => {} }
    other = engine === 'sqlite' ? p : await createTestProduct({ engine, env: SECRETS, database })
  })
  afterAll(async () => {
    if (other !== p) await other.close()
    await p.close()
  })

  /** What so many at the same instant are told. */
  const codesOf = async (count: number, work: (n: number) => Promise<Result<unknown>>) =>
    (await Promise.all(Array.from({ length: count }, (_, n) => work(n)))).map((one) =>
      one.ok ? 'bien' : (one.refusals[0]?.code ?? ''),
    )

  it('of 500 wrong claves hashes only the allowed tries, and then refuses the right one', async () => {
    const tryClave = (clave: string) => authenticate(p.deps, CONTEXT, credentialOf(25_000_001, clave))
    await registerNumber(p.deps, 25_000_001)
    const before = p.composition.hasherStatus().done
    const codes = await codesOf(500, (n) => tryClave(`mala${n}`))
    expect(p.composition.hasherStatus().done - before).toBe(5)
    expect(codes.filter((code) => code === 'cerrado_clave')).toHaveLength(496)
    const valid = await tryClave(CLAVE)
    expect(valid).toMatchObject({ ok: false, refusals: [{ code: 'cerrado_clave' }] })
    expect(p.composition.hasherStatus().done - before).toBe(5)
  }, 30_000)

  it('of 100 of each secret from many addresses none is judged beyond the tries, and the owner’s browser enters', async () => {
    const number = 25_000_020
    await registerNumber(p.deps, number)
    const from = (n: number) => contextFrom(`red ${n}`)
    const own = { ...CONTEXT, browser: { fingerprint: 'suyo', isNew: false } }
    const isNew = { ...own, browser: { ...own.browser, isNew: true } }
    const credential = (clave: string) => credentialOf(number, clave)
    expect((await authenticate(p.deps, isNew, credential(CLAVE))).ok).toBe(true)
    const nodeOf = (n: number) => (n % 2 === 0 ? p : other).deps
    const hashes = () =>
      [...new Set([p, other])].reduce((sum, { composition }) => sum + composition.hasherStatus().done, 0)

    const recover = async (context: Context, respuesta: string, body: string, deps = p.deps) => {
      const start = { perfil: 'natural' as const, identificador: rutOf(number), volver: null }
      const form = submission(deps, '', `inicio ${body}`)
      const solicitudId = idOf(await startRecuperar(deps, context, { ...start, form }))
      return answerPregunta(deps, context, {
        solicitudId,
        respuesta,
        form: submission(deps, pasoUrl('natural', 'recuperar', 'pregunta'), body),
      })
    }
    const judged = (codes: string[]) => codes.filter((code) => code.startsWith('no_coinciden')).length

    const asked = await recover(own, RESPUESTA, 'del dueño')
    const provisoria = (asked.ok && (await readResult(p.deps, asked.value)).clave) || ''
    const before = hashes()
    const claves = await codesOf(100, (n) => authenticate(nodeOf(n), from(n), credential(`mala${n}`)))
    const provisorias = await codesOf(100, (n) =>
      authenticate(
        nodeOf(n),
        from(n),
        credential(`ABCDEFGH${'JKLMNPQRST'[n % 10]}${'JKLMNPQRST'[((n / 10) % 10) | 0]}`),
      ),
    )
    const respuestas = await codesOf(100, (n) => recover(from(n), `mala ${n}`, `respuesta ${n}`, nodeOf(n)))
    // The fifth miss of each is told as the lockout that it causes.
    expect([judged(claves), judged(provisorias), judged(respuestas)]).toEqual([4, 0, 4])
    expect(hashes() - before).toBe(10)

    const data = {
      perfil: 'natural' as const,
      rut: rutOf(number),
      fechaNacimiento: '1994-10-03',
      emailRegistrado: emailOf(number),
    }
    const solicitudId = idOf(
      await validateForActualizar(p.deps, from(501), data, {
        volver: null,
        returnOperacion: null,
        form: submission(p.deps, '', 'datos'),
      }),
    )
    await requestCodigo(p.deps, from(501), { solicitudId, form: submission(p.deps, '', 'pide') })
    const codigo = await codeFor(p, emailOf(number))
    const codigos = await codesOf(100, (n) =>
      proveWithCodigo(nodeOf(n), from(n), {
        solicitudId,
        codigo: String((Number(codigo) + 1 + n) % 1_000_000).padStart(6, '0'),
        form: submission(p.deps, '', `codigo ${n}`),
      }),
    )
    expect(judged(codigos)).toBe(4)
    expect(codigos.filter((code) => code === 'cerrado')).toHaveLength(96)

    expect(await authenticate(p.deps, from(502), credential(CLAVE))).toMatchObject({ ok: false })
    expect(await authenticate(p.deps, from(502), credential(provisoria))).toMatchObject({ ok: false })
    expect(await authenticate(p.deps, own, credential(provisoria))).toMatchObject({ ok: true })
    expect(await authenticate(p.deps, own, credential(CLAVE))).toMatchObject({ ok: true })
    expect((await recover(own, RESPUESTA, 'del dueño otra vez')).ok).toBe(true)
  }, 120_000)
})
