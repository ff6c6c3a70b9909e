/** Who attacks the console: from outside, with a page that they opened before, or as one of its own people. */
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STAFF_CHANGES } from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { openLlamada } from '../../../src/application/staff/llamadas/open-llamada.ts'
import type { Accion } from '../../../src/domain/staff/acciones.ts'
import type { CallChannel } from '../../../src/domain/staff/call-channels.ts'
import { accionUrl, decidirOrdenUrl, paths, resumenUrl } from '../../../src/domain/urls.ts'
import { reachableCuenta } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { signedIn, staffCookie } from '../../support/http/console.ts'
import { filledForm, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths
const key = () => `k1:${randomBytes(32).toString('base64')}`
const SECRETS = { SESSION_SECRET: randomBytes(32).toString('hex'), PEPPER: key(), ENCRYPTION_KEYS: key() }
const tokenOf = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''

describe('an attacker of the console', () => {
  let p: TestProduct
  /** Another node on the same database. */
  let other: TestProduct
  let number = 45_000_000
  beforeAll(async () => {
    const env = { ...SECRETS, LIMIT_POSTS_PER_10_MINUTES: '10000' }
    p = await createTestProduct({ engine: 'postgres', env })
    const database = { url: p.config.DATABASE_URL, remove: async () => {} }
    other = await createTestProduct({ engine: 'postgres', env, database, clock: p.clock })
  })
  afterAll(async () => {
    await other.close()
    await p.close()
  })

  /** A call of an agent, whose caller passed the check and read back these codes. */
  const called = async (id: string, ...codigos: [CallChannel, Accion][]): Promise<string> => {
    const at = p.clock.now()
    const cuenta = await reachableCuenta(p, ++number)
    const order = { cuentaId: cuenta.id, reason: 'otra_consulta', callNumber: '' } as const
    const opened = await openLlamada(p.deps, funcionario(id), order)
    if (opened.result !== 'bien') throw new Error(opened.result)
    const readBack = codigos.map(([channel, accion]) => ({ channel, accion, at: at.toISOString() }))
    await p.deps.store.transaction((uow) => uow.llamadas.save({ ...opened.llamada, checkedAt: at, readBack }))
    return opened.llamada.id
  }
  const doneIn = async (id: string) =>
    (await p.deps.store.read(({ llamadas }) => llamadas.findById(id)))?.done.map(({ accion }) => accion)

  it('sends a form from elsewhere, without its token or with that of another session: nothing is done', async () => {
    const { me, id } = await signedIn(p, 'ejecutivo')
    const llamada = await called(id)
    const url = accionUrl('enviar_enlace', llamada)
    const { action, all } = filledForm(await me.open(url), {})
    const theirs = tokenOf((await (await signedIn(p, 'ejecutivo')).me.open(urls.own)).html)
    const tries = [
      { ...all, _csrf: '' },
      { ...all, _csrf: 'x' },
      { ...all, _csrf: theirs },
    ]
    for (const body of tries) {
      const page = await me.postRaw(action, body)
      expect([page.status === 303, await doneIn(llamada)]).toEqual([false, []])
    }
    for (const from of [{ Origin: 'https://otro.test' }, { 'Sec-Fetch-Site': 'cross-site' }])
      expect((await me.postRaw(action, all).set(from)).status).toBe(403)
    expect(await doneIn(llamada)).toEqual([])
    expect((await me.postRaw(action, all)).status).toBe(303)
    expect(await doneIn(llamada)).toEqual(['enviar_enlace'])
  })

  it('plants a session before somebody signs in: it is another one afterwards', async () => {
    const { email, secret } = await activeFuncionario(p.deps, { email: 'plantada@sence.test' })
    p.clock.advance({ minutes: 1 })
    const planted = await new ScriptFreeBrowser(p.app).request(urls.ingresar)
    const [cookie = ''] = [planted.headers['set-cookie'] ?? ''].flat().map((one) => one.replace(/;.*/, ''))
    expect(cookie).toMatch(/^funcionario=/)
    const victim = new ScriptFreeBrowser(p.app)
    const opened = await victim.request(urls.ingresar).set('Cookie', cookie)
    const first = await victim
      .postRaw(urls.ingresar, { _csrf: tokenOf(opened.text), email, contrasena: CONTRASENA })
      .set('Cookie', cookie)
    // The planted session takes the form: it is that of the victim until then.
    expect(first.status).toBe(303)
    const ids = [first.headers['set-cookie'] ?? ''].flat().map((one) => one.replace(/;.*/, ''))
    expect(ids.find((one) => one.startsWith('funcionario='))).not.toBe(cookie)
    const second = await victim.open(urls.codigo)
    expect((await victim.submitFrom(second, { codigo: totpCode(secret, p.clock.now()) })).url).toBe(urls.home)
    for (const url of [urls.home, urls.codigo])
      expect((await new ScriptFreeBrowser(p.app, { Cookie: cookie }).open(url)).url).toBe(urls.ingresar)
  })

  it('was suspended, or lost a role: their open sessions end at once on every node', async () => {
    for (const [path, fields] of [
      [urls.suspenderFuncionario, {}],
      [urls.rolFuncionario, { rol: 'revisor' }],
    ] as const) {
      const { me: boss } = await signedIn(p, 'administrador', randomUUID(), STAFF_CHANGES)
      const cookie = await staffCookie(p, 'ejecutivo', `de ${path}`)
      const there = new ScriptFreeBrowser(other.app, { Cookie: cookie })
      const page = await there.open(urls.buscar)
      expect(page.url).toBe(urls.buscar)
      await boss.submit(`${path}?funcionario=${encodeURIComponent(`de ${path}`)}`, fields)
      expect((await there.submitFrom(page, { q: rutOf(number) })).url).toBe(urls.ingresar)
      expect((await there.open(urls.home)).url).toBe(urls.ingresar)
    }
  })

  it('uses an activation link twice, at once or after 72 hours: one person activates it', async () => {
    const person = { nombre: 'Eva Ríos', rol: 'ejecutivo', rut: null } as const
    const made = await createFuncionario(p.deps, OPERADOR, { ...person, email: 'dos@sence.test' })
    const link = made.result === 'bien' ? (made.url ?? '') : ''
    const chosen = { contrasena: CONTRASENA, repetirContrasena: CONTRASENA }
    const phones = await Promise.all(
      [p, other].map(async ({ app }) => {
        const me = new ScriptFreeBrowser(app)
        return { me, page: await me.submitFrom(await me.open(link), chosen) }
      }),
    )
    const activated = await Promise.all(
      phones.map(({ me, page }) => {
        const [, secret = ''] = />([A-Z2-7 ]{20,})<\/code>/.exec(page.html) ?? []
        return me.submitFrom(page, { codigo: totpCode(secret.replaceAll(' ', ''), p.clock.now()) })
      }),
    )
    expect(activated.filter(({ url }) => url === urls.activarCodigos)).toHaveLength(1)
    expect((await new ScriptFreeBrowser(p.app).open(link)).status).toBe(410)
    const late = await createFuncionario(p.deps, OPERADOR, { ...person, email: 'tarde@sence.test' })
    p.clock.advance({ hours: 73 })
    const old = late.result === 'bien' ? (late.url ?? '') : ''
    expect((await new ScriptFreeBrowser(p.app).open(old)).status).toBe(410)
  })

  it('shows a code of five minutes ago or ahead, or one code in two places at once: one gets in', async () => {
    const { email, secret, codes } = await activeFuncionario(p.deps, { email: 'sesgo@sence.test' })
    p.clock.advance({ minutes: 10 })
    const half = async ({ app }: TestProduct) => {
      const me = new ScriptFreeBrowser(app)
      return { me, page: await me.submit(urls.ingresar, { email, contrasena: CONTRASENA }) }
    }
    const { me, page } = await half(p)
    for (const minutes of [-5, 5]) {
      const codigo = totpCode(secret, new Date(p.clock.now().getTime() + minutes * 60_000))
      expect((await me.submitFrom(page, { codigo })).status).toBe(422)
    }
    const places = await Promise.all([half(p), half(other), half(p), half(other)])
    const inside = await Promise.all(
      places.map(({ me: one, page: second }, n) =>
        n < 2
          ? one.submitFrom(second, { codigo: totpCode(secret, p.clock.now()) })
          : one.submit(urls.recuperacion, { codigoRecuperacion: codes[0] ?? '' }),
      ),
    )
    const entered = inside.map(({ url }) => url === urls.home)
    expect([entered.slice(0, 2).filter(Boolean), entered.slice(2).filter(Boolean)]).toEqual([[true], [true]])
  })

  it('goes back to a page that was open to them: what closed meanwhile stays closed', async () => {
    const { me, id } = await signedIn(p, 'ejecutivo')
    const used = await called(id, ['celular', 'reabrir'])
    const reopen = await me.open(accionUrl('reabrir', used))
    expect((await me.submit(accionUrl('reabrir', used), {})).url).toBe(resumenUrl(used))
    expect((await me.submitFrom(reopen, {})).errors[0]).toContain('ya no es posible')
    const late = await called(id, ['email', 'reabrir'])
    const page = await me.open(accionUrl('reabrir', late))
    p.clock.advance({ minutes: 11 })
    expect((await me.submitFrom(page, {})).errors[0]).toContain('ya no es posible')
    const over = await called(id)
    const freeze = await me.open(accionUrl('congelar', over))
    await me.press(await me.open(`${urls.llamada}?llamada=${over}`), urls.terminarLlamada)
    expect((await me.submitFrom(freeze, { motivoCongelar: 'uso_sospechoso' })).status).toBe(409)
    expect([await doneIn(late), await doneIn(over)]).toEqual([[], []])
    const agents = await Promise.all([signedIn(p, 'ejecutivo'), signedIn(p, 'supervisor')])
    for (const one of agents) expect((await one.me.submitFrom(reopen, {})).status).not.toBe(200)
    expect((await me.open(decidirOrdenUrl('ABCD2345'))).status).toBe(403)
  })

  it('showed the second factor for one call: what is marked ● asks again in the next one', async () => {
    const id = 'dos-llamadas'
    const [shown, next] = await Promise.all([1, 2].map(() => called(id, ['celular', 'cambiar_correo'])))
    const { me } = await signedIn(p, 'ejecutivo', id, shown)
    const page = await me.open(accionUrl('cambiar_correo', shown ?? ''))
    const { action, all } = filledForm(page, { email: 'ladron@correo.test' })
    const posted = await me.postRaw(action, { ...all, llamada: next ?? '' })
    expect([posted.status, posted.headers.location]).toEqual([303, urls.otraVez])
    expect(await doneIn(next ?? '')).toEqual([])
    expect((await me.open(accionUrl('cambiar_correo', next ?? ''))).url).not.toContain('cambiar-correo')
  })

  it('presses twice at once and does it once; a page that is opened again means it again', async () => {
    const { me, id } = await signedIn(p, 'ejecutivo')
    const llamada = await called(id)
    const url = accionUrl('enviar_provisoria', llamada)
    const page = await me.open(url)
    const clicks = await Promise.all([1, 2, 3].map(() => me.submitFrom(page, {})))
    expect(clicks.map((one) => one.url)).toEqual(Array(3).fill(resumenUrl(llamada)))
    expect(await doneIn(llamada)).toHaveLength(1)
    p.clock.advance({ minutes: 14 })
    expect((await me.submitFrom(page, {})).url).toBe(resumenUrl(llamada))
    expect(await doneIn(llamada)).toHaveLength(1)
    await me.submit(url, {})
    expect(await doneIn(llamada)).toHaveLength(2)
    const last = await me.open(url)
    await me.submitFrom(last, { terminaLlamada: 'si' })
    expect((await me.submitFrom(last, { terminaLlamada: 'si' })).url).toBe(resumenUrl(llamada))
  })
})
