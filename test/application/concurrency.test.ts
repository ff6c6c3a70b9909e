import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validateForActualizar } from '../../src/application/citizen/actualizar.ts'
import { proveWithCodigo, requestCodigo } from '../../src/application/citizen/actualizar-proofs.ts'
import { cambiarClave, validateForCambiar } from '../../src/application/citizen/cambiar.ts'
import { noFuiYo } from '../../src/application/citizen/no-fui-yo.ts'
import { readResult } from '../../src/application/citizen/read-result.ts'
import { answerPregunta, startRecuperar } from '../../src/application/citizen/recuperar.ts'
import { registrar } from '../../src/application/citizen/registrar.ts'
import { SolicitudLost } from '../../src/application/errors.ts'
import { confirmEmail, openEnlace, recuperarWithEnlace } from '../../src/application/links/open-enlace.ts'
import type { Context, Deps, Solicitud } from '../../src/application/ports.ts'
import type { DataOf } from '../../src/domain/forms/tramites.ts'
import type { Result } from '../../src/domain/outcome/result.ts'
import { pasoUrl } from '../../src/domain/urls.ts'
import { CLAVE, RESPUESTA, rutOf } from '../support/data/personas.ts'
import { codeFor, emailOf, enlaceFor, mailsFor, naturalCuenta } from '../support/http/journeys.ts'
import { authenticate } from '../support/product/authenticate.ts'
import { createTestProduct, LETTERS, type TestProduct } from '../support/product/test-product.ts'
import { ENGINES } from '../support/storage/databases.ts'

const FORM = pasoUrl('natural', 'registrar')
const CONTEXT: Context = {
  actor: { kind: 'persona' },
  networkFingerprint: 'una red',
  networks: ['red'],
  requestId: 'una petición',
  formSeal: 'una sesión',
  browser: null,
}

const key = () => `k1:${randomBytes(32).toString('base64')}`
const SECRETS = { SESSION_SECRET: randomBytes(32).toString('hex'), PEPPER: key(), ENCRYPTION_KEYS: key() }

const registrarData = (number: number, email = emailOf(number)): DataOf<'registrar', ''> => ({
  perfil: 'natural',
  rut: rutOf(number),
  nombres: 'Ana',
  apellidoPaterno: 'Soto',
  apellidoMaterno: null,
  fechaNacimiento: '1994-10-03',
  direccion: 'Los Aromos',
  numero: '1',
  block: null,
  departamento: null,
  region: '13',
  comuna: '13101',
  email,
  telefonoParticular: null,
  celular: null,
  sinCelular: true,
  telefonoTrabajo: null,
  clave: CLAVE,
  repetirClave: CLAVE,
  preguntaSecreta: 'p03',
  respuestaSecreta: RESPUESTA,
  captcha: LETTERS,
})

describe.each(ENGINES)('concurrent use cases, on %s', (engine) => {
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

  const submission = (form: string, body: string) => ({
    form,
    token: p.deps.captcha.issue(form, CONTEXT.formSeal),
    respuesta: LETTERS,
    body,
  })
  const registerNumber = (number: number, email?: string, form = submission(FORM, `${number} ${email}`)) =>
    registrar(p.deps, CONTEXT, { data: registrarData(number, email), form, volver: null })
  const estadoOf = (result: Result<Solicitud>) =>
    result.ok ? (result.value.reason ?? result.value.estado) : result.refusals[0]?.code
  const enlace = async (number: number, text: string) => {
    const url = await enlaceFor(p, emailOf(number), text)
    const { id = '' } = (await openEnlace(p.deps, url.split('/').at(-1) ?? '')) ?? {}
    return id
  }
  const startCambiar = (number: number, body: string) => {
    const data = { perfil: 'natural' as const, rut: rutOf(number), claveActual: CLAVE }
    const form = submission(pasoUrl('natural', 'cambiar'), body)
    return validateForCambiar(p.deps, CONTEXT, { data, form, volver: null })
  }
  const cambiarNumber = async (number: number) => {
    const start = await startCambiar(number, `cambia ${number}`)
    await cambiarClave(p.deps, CONTEXT, {
      solicitudId: start.ok ? start.value.id : '',
      claveNueva: 'Qu3ltehue7',
      form: submission(pasoUrl('natural', 'cambiar', 'nueva'), `cambia ${number}`),
    })
  }
  const tryClave = (number: number, clave: string) =>
    authenticate(p.deps, CONTEXT, { perfil: 'natural', identificador: rutOf(number), clave })

  it('of 500 wrong claves hashes only the allowed tries, and then refuses the right one', async () => {
    await registerNumber(25_000_001)
    const before = p.composition.hasherStatus().done
    const tries = Array.from({ length: 500 }, (_, n) => tryClave(25_000_001, `mala${n}`))
    const codes = (await Promise.all(tries)).map((r) => (r.ok ? 'bien' : r.refusals[0]?.code))
    expect(p.composition.hasherStatus().done - before).toBe(5)
    expect(codes.filter((code) => code === 'cerrado_clave')).toHaveLength(496)
    const valid = await tryClave(25_000_001, CLAVE)
    expect(valid).toMatchObject({ ok: false, refusals: [{ code: 'cerrado_clave' }] })
    expect(p.composition.hasherStatus().done - before).toBe(5)
  }, 30_000)

  const readClave = async (solicitud: Solicitud) => (await readResult(p.deps, solicitud)).clave ?? ''

  it('of 500 of each secret from many addresses none is judged beyond the tries, and the owner’s browser enters', async () => {
    const number = 25_000_020
    await registerNumber(number)
    const from = (n: number): Context => ({
      ...CONTEXT,
      networkFingerprint: `red ${n}`,
      networks: [`red ${n}`],
    })
    const own = { ...CONTEXT, browser: { fingerprint: 'suyo', isNew: false } }
    const credential = (clave: string) => ({
      perfil: 'natural' as const,
      identificador: rutOf(number),
      clave,
    })
    expect(
      (await authenticate(p.deps, { ...own, browser: { ...own.browser, isNew: true } }, credential(CLAVE)))
        .ok,
    ).toBe(true)
    const nodeOf = (n: number) => (n % 2 === 0 ? p : other).deps
    const hashes = () =>
      [...new Set([p, other])].reduce((sum, { composition }) => sum + composition.hasherStatus().done, 0)

    const recover = async (context: Context, respuesta: string, body: string, deps = p.deps) => {
      const start = { perfil: 'natural' as const, identificador: rutOf(number), volver: null }
      const started = await startRecuperar(deps, context, {
        ...start,
        form: submission('', `inicio ${body}`),
      })
      const solicitudId = started.ok ? started.value.id : ''
      const form = submission(pasoUrl('natural', 'recuperar', 'pregunta'), body)
      return answerPregunta(deps, context, { solicitudId, respuesta, form })
    }
    const codesOf = async (work: (n: number) => Promise<Result<unknown>>) =>
      (await Promise.all(Array.from({ length: 500 }, (_, n) => work(n)))).map((one) =>
        one.ok ? 'bien' : (one.refusals[0]?.code ?? ''),
      )
    const judged = (codes: string[]) => codes.filter((code) => code.startsWith('no_coinciden')).length

    const asked = await recover(own, RESPUESTA, 'del dueño')
    const provisoria = asked.ok ? await readClave(asked.value) : ''
    const before = hashes()
    const claves = await codesOf((n) => authenticate(nodeOf(n), from(n), credential(`mala${n}`)))
    const provisorias = await codesOf((n) =>
      authenticate(
        p.deps,
        from(n),
        credential(`ABCDEFGH${'JKLMNPQRST'[n % 10]}${'JKLMNPQRST'[((n / 10) % 10) | 0]}`),
      ),
    )
    const respuestas = await codesOf((n) => recover(from(n), `mala ${n}`, `respuesta ${n}`, nodeOf(n)))
    // The fifth miss of each is told as the lockout that it causes.
    expect([judged(claves), judged(provisorias), judged(respuestas)]).toEqual([4, 0, 4])
    expect(hashes() - before).toBe(10)

    const data = {
      perfil: 'natural' as const,
      rut: rutOf(number),
      fechaNacimiento: '1994-10-03',
      emailRegistrado: emailOf(number),
    }
    const start = { volver: null, returnOperacion: null }
    const started = await validateForActualizar(p.deps, from(501), data, {
      ...start,
      form: submission('', 'datos'),
    })
    const solicitudId = started.ok ? started.value.id : ''
    await requestCodigo(p.deps, from(501), { solicitudId, form: submission('', 'pide') })
    const codigo = await codeFor(p, emailOf(number))
    const codigos = await codesOf((n) =>
      proveWithCodigo(nodeOf(n), from(n), {
        solicitudId,
        codigo: String((Number(codigo) + 1 + n) % 1_000_000).padStart(6, '0'),
        form: submission('', `codigo ${n}`),
      }),
    )
    expect(judged(codigos)).toBe(4)
    expect(codigos.filter((code) => code === 'cerrado')).toHaveLength(496)

    expect(await authenticate(p.deps, from(502), credential(CLAVE))).toMatchObject({ ok: false })
    expect(await authenticate(p.deps, from(502), credential(provisoria))).toMatchObject({ ok: false })
    expect(await authenticate(p.deps, own, credential(provisoria))).toMatchObject({ ok: true })
    expect(await authenticate(p.deps, own, credential(CLAVE))).toMatchObject({ ok: true })
    expect((await recover(own, RESPUESTA, 'del dueño otra vez')).ok).toBe(true)
  }, 120_000)

  it('the same form twice creates one cuenta, and both get its page', async () => {
    const form = submission(FORM, 'el mismo')
    const [one, other] = await Promise.all([1, 2].map(() => registerNumber(25_000_002, undefined, form)))
    expect(one).toEqual(other)
    expect(one && estadoOf(one)).toBe('lista')
    expect(await mailsFor(p, emailOf(25_000_002))).toHaveLength(1)
  })

  it('one captcha is accepted for only one of two different forms', async () => {
    const form = submission(FORM, 'uno')
    const other = { ...form, body: 'otro' }
    const results = await Promise.all([
      registerNumber(25_000_003, undefined, form),
      registerNumber(25_000_004, undefined, other),
    ])
    const estados = results.map(estadoOf)
    expect(estados.toSorted()).toEqual(['captcha_vencida', 'lista'])
  })

  it('two registrations of one RUT create one cuenta, and the other person is told', async () => {
    const [one, other] = await Promise.all([
      registerNumber(25_000_005, 'una25@correo.test'),
      registerNumber(25_000_005, 'otra25@correo.test'),
    ])
    expect([estadoOf(one), estadoOf(other)].toSorted()).toEqual(['lista', 'ya_registrado'])
  })

  it('only one of two cuentas becomes the third of an e-mail', async () => {
    const email = 'familia25@correo.test'
    await registerNumber(25_000_006, email)
    await registerNumber(25_000_007, email)
    const results = await Promise.all([8, 9].map((n) => registerNumber(25_000_000 + n, email)))
    const estados = results.map(estadoOf)
    expect(estados.toSorted()).toEqual(['email_en_tres_cuentas', 'lista'])
  })

  it('only one of two solicitudes proven with the old clave changes it', async () => {
    await registerNumber(25_000_010)
    const proven = await Promise.all([1, 2].map((n) => startCambiar(25_000_010, `entrada ${n}`)))
    const changes = proven.map((start, n) =>
      cambiarClave(p.deps, CONTEXT, {
        solicitudId: start.ok ? start.value.id : '',
        claveNueva: `Qu3ltehue${n}`,
        form: submission(pasoUrl('natural', 'cambiar', 'nueva'), `${n}`),
      }),
    )
    const results = await Promise.allSettled(changes)
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ name: 'SolicitudLost' }) }),
    )
  })

  it('a clave that is changed while it is being compared proves nothing', async () => {
    await registerNumber(25_000_016)
    const data = { perfil: 'natural' as const, rut: rutOf(25_000_016), claveActual: CLAVE }
    const start = (deps: Deps, body: string) =>
      validateForCambiar(deps, CONTEXT, {
        data,
        form: submission(pasoUrl('natural', 'cambiar'), body),
        volver: null,
      })
    const change = (started: Result<Solicitud>, claveNueva: string) =>
      cambiarClave(p.deps, CONTEXT, {
        solicitudId: started.ok ? started.value.id : '',
        claveNueva,
        form: submission(pasoUrl('natural', 'cambiar', 'nueva'), claveNueva),
      })
    const { hasher } = p.deps
    const whileComparing: typeof hasher = {
      ...hasher,
      async reserve(...given) {
        const compared = await hasher.reserve(...given)
        await change(await start(p.deps, 'del dueño'), 'Qu3ltehue#16')
        return compared
      },
    }
    const deps = { ...p.deps, hasher: whileComparing }
    const late = await start(deps, 'de quien sabe la antigua')
    await expect(change(late, 'C0ndor#del16')).rejects.toThrow(SolicitudLost)
    expect(await tryClave(25_000_016, 'Qu3ltehue#16')).toMatchObject({ ok: true })
  })

  it('a link works in only one of two sessions', async () => {
    await registerNumber(25_000_011)
    await confirmEmail(p.deps, CONTEXT, { id: await enlace(25_000_011, 'Confirmar mi correo'), page: 'f' })
    await cambiarNumber(25_000_011)
    await noFuiYo(p.deps, CONTEXT, { id: await enlace(25_000_011, 'No fui yo'), page: 'a' })
    const id = await enlace(25_000_011, 'Volver a usar mi cuenta')
    const uses = ['b', 'c'].map((page) => recuperarWithEnlace(p.deps, CONTEXT, { id, page }, 'volver', null))
    const estados = (await Promise.allSettled(uses)).map(({ status }) => status)
    expect(estados.toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('“No fui yo” freezes the cuenta whatever else writes it', async () => {
    for (const number of [25_000_012, 25_000_013, 25_000_014]) {
      await registerNumber(number)
      await cambiarNumber(number)
      const ids = [await enlace(number, 'No fui yo'), await enlace(number, 'Confirmar mi correo')] as const
      const freeze = () => noFuiYo(p.deps, CONTEXT, { id: ids[0], page: `d${number}` })
      const [congelada] = await Promise.allSettled([
        freeze(),
        confirmEmail(p.deps, CONTEXT, { id: ids[1], page: `e${number}` }),
      ])
      if (congelada.status === 'rejected') await freeze()
      expect((await naturalCuenta(p, number)).estado).toBe('congelada')
    }
  })
})
