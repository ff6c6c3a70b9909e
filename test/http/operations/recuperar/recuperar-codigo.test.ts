import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KNOWN_PREGUNTAS } from '../../../../src/domain/secrets/respuesta-secreta.ts'
import { pasoUrl } from '../../../../src/domain/urls.ts'
import {
  registerOrganizacion,
  representanteEmail,
  updateOrganizacionCuenta,
} from '../../../support/data/organizaciones.ts'
import { RESPUESTA, rutOf } from '../../../support/data/personas.ts'
import {
  cambiar,
  codeFor,
  emailOf,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerConfirmed,
  registerNatural,
  requestEnlace,
  respond,
  shownProvisoria,
} from '../../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const CODIGO = pasoUrl('natural', 'recuperar', 'codigo')
const SUBJECT = 'Código para recuperar su Clave Sence'

describe('recuperar with answer and code', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { RECOVERY_PROOF: 'answer_and_code' } })
  })
  afterAll(() => p.close())

  const anyone = () => new ScriptFreeBrowser(p.app)

  /** Answers right and gives the code that was mailed. @returns the last page. */
  async function recover(me: ScriptFreeBrowser, number: number): Promise<LoadedPage> {
    const page = await respond(me, number)
    return me.submitFrom(page, { codigo: await codeFor(p, emailOf(number)) })
  }

  it('gives the key for both: the right answer asks for a code, whose page says where it went', async () => {
    await registerConfirmed(p, 41_452_001)
    const me = anyone()
    const asked = await respond(me, 41_452_001)
    expect(asked.url).toBe(CODIGO)
    expect(textOf(asked)).toMatch(/Enviamos un código a p\*+1@correo\.test/)
    expect(textOf(asked)).toContain('¿Ya no usa ese correo? Llame gratis al 800 80 10 30')
    expect((await mailsFor(p, emailOf(41_452_001))).at(-1)?.subject).toBe(SUBJECT)
    expect((await me.open(pasoUrl('natural', 'recuperar', 'listo'))).url).toBe(CODIGO)
    const wrong = await me.submitFrom(asked, { codigo: '000000' })
    expect(wrong.status).toBe(422)
    const done = await me.submitFrom(wrong, { codigo: await codeFor(p, emailOf(41_452_001)) })
    expect(done.title).toBe('Su clave provisoria está lista')
    expect((await cambiar(me, 41_452_001, shownProvisoria(done), NEW_CLAVE)).title).toBe('Su CS fue cambiada')
  })

  it('needs the answer alone where no mailbox is confirmed', async () => {
    await registerNatural(p, 41_452_002)
    expect(shownProvisoria(await respond(anyone(), 41_452_002))).not.toBe('')
  })

  it('tells nobody before the right answer whether there is an account or a confirmed mailbox', async () => {
    await registerConfirmed(p, 41_452_003)
    await registerNatural(p, 41_452_004)
    const seen = []
    for (const number of [41_452_003, 41_452_004, 41_452_099]) {
      const me = anyone()
      const pages = [
        await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) }),
        await respond(me, number, 'no es esta'),
      ]
      seen.push(
        pages.map((page) => {
          const text = KNOWN_PREGUNTAS.reduce((all, one) => all.replaceAll(one.text, ''), textOf(page))
          return {
            status: page.status,
            url: page.url.replace(/\?.*/, ''),
            text: text.replace(/41\.?452\.?0\d\d-[\dK]/g, 'RUT'),
          }
        }),
      )
    }
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
  })

  it('counts wrong codes, and none gives the key', async () => {
    await registerConfirmed(p, 41_452_005)
    const me = anyone()
    let page = await respond(me, 41_452_005)
    for (let i = 0; i < 5; i++) page = await me.submitFrom(page, { codigo: '000000' })
    expect(page.errors[0]).toMatch(/cerrad/)
    page = await me.submitFrom(page, { codigo: await codeFor(p, emailOf(41_452_005)) })
    expect(page.status).toBe(422)
    expect(shownProvisoria(page)).toBe('')
  })

  it('mails the code although strangers used up the mailbox’s limit; another one replaces it', async () => {
    await registerConfirmed(p, 41_452_006)
    for (let i = 0; i < 8; i++) await requestEnlace(anyone(), 41_452_006)
    await p.dispatch()
    const me = anyone()
    const page = await respond(me, 41_452_006)
    const codigo = await codeFor(p, emailOf(41_452_006))
    expect(codigo).not.toBe('')
    p.clock.advance({ hours: 1, minutes: 1 })
    const late = await me.submitFrom(page, { codigo })
    expect(late.url).not.toBe(pasoUrl('natural', 'recuperar', 'listo'))
    const again = await respond(me, 41_452_006)
    const first = await codeFor(p, emailOf(41_452_006))
    const renewed = await me.submitFrom(again, {}, 'codigo')
    const second = await codeFor(p, emailOf(41_452_006))
    expect(second).not.toBe(first)
    const wrong = await me.submitFrom(renewed, { codigo: first })
    expect(wrong.status).toBe(422)
    expect((await me.submitFrom(wrong, { codigo: second })).title).toBe('Su clave provisoria está lista')
  })

  it('ranks its key as the code: no 72 hours follow, and “No fui yo” from that mailbox is for the call centre', async () => {
    await registerConfirmed(p, 41_452_007)
    const me = anyone()
    await cambiar(me, 41_452_007, shownProvisoria(await recover(me, 41_452_007)), NEW_CLAVE)
    expect(await naturalCuenta(p, 41_452_007)).toMatchObject({
      recoveredWithRespuestaAt: null,
      factores: { clave: { rank: 'canal' } },
    })
    await noFuiYo(p, emailOf(41_452_007))
    expect(await naturalCuenta(p, 41_452_007)).toMatchObject({ estado: 'congelada', wayBack: 'mesa' })
  })

  it('mails an organisation’s code to the mailbox that is confirmed, its representative’s first', async () => {
    const now = p.clock.now()
    for (const [number, confirmed, mailbox] of [
      [77_452_001, { emailConfirmedAt: now }, emailOf(77_452_001)],
      [
        77_452_002,
        { emailConfirmedAt: now, emailRepresentanteConfirmedAt: now },
        representanteEmail(77_452_002),
      ],
    ] as const) {
      await registerOrganizacion(p, number)
      await updateOrganizacionCuenta(p, number, confirmed)
      const me = anyone()
      const pregunta = await me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(number) })
      const asked = await me.submitFrom(pregunta, { respuestaSecreta: RESPUESTA })
      expect(asked.url).toBe(pasoUrl('juridica', 'recuperar', 'codigo'))
      const done = await me.submitFrom(asked, { codigo: await codeFor(p, mailbox) })
      expect(done.title).toBe('Enviamos su clave provisoria')
    }
  })
})
