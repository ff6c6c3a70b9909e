import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RateLimitExceeded } from '../../src/application/errors.ts'
import { Overloaded, type Solicitud } from '../../src/application/ports.ts'
import { findPreviousOutcome, once, onceWithCaptcha, type Work } from '../../src/application/request/once.ts'
import { makeSolicitud } from '../../src/application/request/solicitudes.ts'
import { ok, type Result, refuse } from '../../src/domain/outcome/result.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { createTestProduct, LETTERS, type TestProduct } from '../support/product/test-product.ts'
import { ENGINES } from '../support/storage/databases.ts'

describe.each(ENGINES)('a form sent twice, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  let bodies = 0
  const submission = (hasCaptcha: boolean) => ({
    form: 'formulario',
    token: hasCaptcha ? p.deps.captcha.issue('formulario', CONTEXT.formSeal) : '',
    respuesta: LETTERS,
    body: `cuerpo ${bodies++}`,
  })

  /** Sends a form with or without captcha. */
  const send = (form: ReturnType<typeof submission>, work: Work): Promise<Result<Solicitud>> =>
    form.token ? onceWithCaptcha(p.deps, CONTEXT, form, work) : once(p.deps, form, work)

  const create: Work = (keep) =>
    p.deps.store.transaction(async (uow) => {
      const start = { operacion: 'recuperar', perfil: 'natural', identificador: '1-9' } as const
      const solicitud = makeSolicitud(p.deps, { ...start, cuenta: undefined, volver: null })
      await uow.solicitudes.create(solicitud)
      return keep(uow, ok(solicitud))
    })

  describe.each([
    ['with captcha', true],
    ['without captcha', false],
  ])('%s', (_what, hasCaptcha) => {
    it('works once at the same instant, and both get what it made', async () => {
      const form = submission(hasCaptcha)
      let works = 0
      const work: Work = (keep) => {
        works++
        return create(keep)
      }
      const results = await Promise.all(Array.from({ length: 10 }, () => send(form, work)))
      expect(works).toBe(1)
      expect(new Set(results.map((result) => result.ok && result.value.id)).size).toBe(1)
      expect(await findPreviousOutcome(p.deps, CONTEXT, form)).toEqual(results[0])
    })

    it('is refused once, and both get the refusal', async () => {
      const form = submission(hasCaptcha)
      let works = 0
      const work: Work = async () => {
        works++
        return refuse('no_coinciden', 'clave', { restantes: 4 })
      }
      const results = await Promise.all(Array.from({ length: 10 }, () => send(form, work)))
      expect(works).toBe(1)
      expect(results).toEqual(Array(10).fill(refuse('no_coinciden', 'clave', { restantes: 4 })))
    })

    it('turned away as overloaded gives captcha and claim back, and its duplicate takes its place', async () => {
      const form = submission(hasCaptcha)
      const full = () => send(form, () => Promise.reject(new Overloaded(3)))
      await expect(full()).rejects.toThrow(Overloaded)
      const working = Promise.withResolvers<never>()
      const started = Promise.withResolvers<void>()
      const first = send(form, () => {
        started.resolve()
        return working.promise
      })
      await started.promise
      const twin = send(form, create)
      working.reject(new Overloaded(3))
      await expect(first).rejects.toThrow(Overloaded)
      expect(await twin).toMatchObject({ ok: true })
      expect(await send(form, create)).toEqual(await twin)
    })

    it('throws the first error when the work fails and its outcome cannot be stored either', async () => {
      const { store } = p.deps
      let isDown = false
      const fail = <T>(run: () => Promise<T>): Promise<T> =>
        isDown ? Promise.reject(new Error('the database is down')) : run()
      const { submissions } = store.single
      const deps = {
        ...p.deps,
        store: {
          ...store,
          single: {
            ...store.single,
            submissions: {
              ...submissions,
              claim: (...given: Parameters<typeof submissions.claim>) => submissions.claim(...given),
              finish: (...given: Parameters<typeof submissions.finish>) =>
                fail(() => submissions.finish(...given)),
              release: (id: string) => fail(() => submissions.release(id)),
            },
          },
        },
      }
      const form = submission(hasCaptcha)
      const work: Work = () => {
        isDown = true
        throw new Error('the work broke')
      }
      const broken = hasCaptcha ? onceWithCaptcha(deps, CONTEXT, form, work) : once(deps, form, work)
      await expect(broken).rejects.toThrow('the work broke')
    })

    it('keeps its outcome when the work fails after it was committed', async () => {
      const form = submission(hasCaptcha)
      const late: Work = async (keep) => {
        await create(keep)
        throw new Error('the connection broke after the commit')
      }
      await expect(send(form, late)).rejects.toThrow('after the commit')
      expect(await send(form, create)).toMatchObject({ ok: true, value: { operacion: 'recuperar' } })
    })
  })

  it('keeps a captcha used up when its work fails', async () => {
    const form = submission(true)
    await expect(send(form, () => Promise.reject(new RateLimitExceeded(1)))).rejects.toThrow(
      RateLimitExceeded,
    )
    expect(await send(form, create)).toEqual(refuse('captcha_vencida', 'captcha'))
  })

  it('works again when a form without captcha failed, or was refused more than a minute ago', async () => {
    const form = submission(false)
    await expect(send(form, () => Promise.reject(new RateLimitExceeded(1)))).rejects.toThrow(
      RateLimitExceeded,
    )
    const locked = refuse('cerrado')
    expect(await send(form, async () => locked)).toEqual(locked)
    expect(await send(form, create)).toEqual(locked)
    p.clock.advance({ minutes: 1 })
    expect(await send(form, create)).toMatchObject({ ok: true })
  })

  it('refuses another form with the same captcha, and a captcha that was not right', async () => {
    const form = submission(true)
    expect(await send({ ...form, respuesta: 'XXXXX' }, create)).toEqual(refuse('captcha_distinta', 'captcha'))
    expect(await send({ ...form, body: 'otro' }, create)).toEqual(refuse('captcha_vencida', 'captcha'))
    expect(await onceWithCaptcha(p.deps, CONTEXT, submission(false), create)).toEqual(
      refuse('captcha_vencida', 'captcha'),
    )
  })
})
