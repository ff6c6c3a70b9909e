import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../../src/domain/urls.ts'
import { updateCuenta } from '../../support/data/cuentas.ts'
import { becomeNatural, nieCuenta } from '../../support/data/migrantes.ts'
import { nieOf, rutOf } from '../../support/data/personas.ts'
import {
  AGAIN,
  ASKED,
  askMigrante,
  confirmedMigrante,
  decide,
  EXPIRED,
  openLink,
  RECEIVED,
  refusedMigrante,
  sendFile,
  USED,
  waitingOf,
} from '../../support/http/documento-link.ts'
import { emailOf, enlaceFor, mailsFor, noFuiYo } from '../../support/http/journeys.ts'
import { ATTACHMENT, filledForm, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

describe.each(ENGINES)('the end of a link for a document, on %s', (engine) => {
  let p: TestProduct
  let number = 750
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())
  beforeEach(() => {
    number++
    p.clock.advance({ hours: 2 })
  })

  const confirmed = () => confirmedMigrante(p, number)
  const refused = () => refusedMigrante(p, number)
  const ask = () => askMigrante(p, number)

  it('comes to all but one of ten that were asked for at one instant', async () => {
    const cuenta = await confirmed()
    await decide(p, cuenta.id)
    const orders = await Promise.all(Array.from({ length: 10 }, ask))
    expect(orders.map(({ result }) => result)).toEqual(orders.map(() => 'bien'))
    const mails = (await mailsFor(p, emailOf(number))).filter(({ text }) => text.includes(ASKED))
    const links = mails.map(({ text }) => text.split(`${ASKED}:\n`)[1]?.split('\n')[0] ?? '')
    expect(links).toHaveLength(10)
    const titles = await Promise.all(
      links.map(async (link) => (await new ScriptFreeBrowser(p.app).open(link)).title),
    )
    expect(titles.filter((title) => title !== EXPIRED)).toEqual(['Envíe un documento'])
  })

  it('is taken once: a double click gets the same page, another tab and Back are told, the mail is dead', async () => {
    const cuenta = await refused()
    const { me, page } = await openLink(p, emailOf(number), AGAIN)
    const url = await enlaceFor(p, emailOf(number), AGAIN)
    const otherTab = await me.open(url)
    const { action, all } = filledForm(page, {})
    const send = () => me.postParts(action, all, [ATTACHMENT])
    const locations = (await Promise.all([send(), send()])).map(({ headers }) => headers.location)
    expect(locations).toEqual([paths.documento.recibido, paths.documento.recibido])
    expect((await send()).headers.location).toBe(paths.documento.recibido)
    expect(await waitingOf(p, cuenta.id)).toHaveLength(1)
    const again = await sendFile({ me, page: otherTab }, [{ ...ATTACHMENT, name: 'otro.png' }])
    expect([again.status, again.title]).toEqual([410, USED])
    expect((await me.open(paths.enlacePages.documento)).title).toBe(USED)
    expect((await me.open(url)).title).toBe(EXPIRED)
    expect(await waitingOf(p, cuenta.id)).toHaveLength(1)
  })

  it('of two different ones sent at once keeps one', async () => {
    const cuenta = await refused()
    const one = await openLink(p, emailOf(number), AGAIN)
    const other = await openLink(p, emailOf(number), AGAIN)
    const titles = (await Promise.all([sendFile(one), sendFile(other)])).map(({ title }) => title)
    expect(titles.toSorted()).toEqual([RECEIVED, USED])
    expect(await waitingOf(p, cuenta.id)).toHaveLength(1)
  })

  it('comes too late after 7 days, also from a page that was open', async () => {
    const cuenta = await refused()
    const url = await enlaceFor(p, emailOf(number), AGAIN)
    p.clock.advance({ days: 7, minutes: -20 })
    const open = await openLink(p, emailOf(number), AGAIN)
    p.clock.advance({ minutes: 21 })
    const late = await sendFile(open)
    expect([late.status, late.title]).toEqual([410, EXPIRED])
    expect(textOf(late)).toContain('No guardamos ningún archivo.')
    expect((await open.me.open(paths.enlacePages.documento)).title).toBe(EXPIRED)
    expect((await new ScriptFreeBrowser(p.app).open(url)).title).toBe(EXPIRED)
    expect(await waitingOf(p, cuenta.id)).toEqual([])
  })

  it('sent after the visit ended is not lost without a word: the link opens again', async () => {
    await refused()
    const open = await openLink(p, emailOf(number), AGAIN)
    p.clock.advance({ hours: 2 })
    expect((await sendFile(open)).title).toBe('Abra otra vez el enlace de su correo')
    expect((await sendFile(await openLink(p, emailOf(number), AGAIN))).title).toBe(RECEIVED)
  })

  it('takes the place of one that still waits; one that was decided stays', async () => {
    const cuenta = await confirmed()
    const [registered] = await waitingOf(p, cuenta.id)
    expect(await ask()).toMatchObject({ result: 'bien' })
    await sendFile(await openLink(p, emailOf(number)))
    const [newest, ...others] = await waitingOf(p, cuenta.id)
    expect(others).toEqual([])
    expect(newest?.id).not.toBe(registered?.id)
    await decide(p, cuenta.id)
    p.clock.advance({ minutes: 1 })
    await ask()
    await sendFile(await openLink(p, emailOf(number)))
    const states = await p.deps.store.transaction(async ({ documentos }) => [
      (await documentos.findById(registered?.id ?? ''))?.estado,
      (await documentos.findById(newest?.id ?? ''))?.estado,
    ])
    expect(states).toEqual(['sin_efecto', 'verificado'])
  })

  it('cannot be sent any more once the document that waits was accepted', async () => {
    const cuenta = await confirmed()
    await ask()
    const open = await openLink(p, emailOf(number))
    await decide(p, cuenta.id)
    expect((await sendFile(open)).title).toBe(EXPIRED)
    expect((await nieCuenta(p, number)).identidad).toBe('verificada')
  })

  it.each([
    ['a freeze by “No fui yo”', () => noFuiYo(p, emailOf(number))],
    ['a closed cuenta', () => updateCuenta(p, 'migrante', nieOf(number), { estado: 'cerrada' })],
  ])('ends with %s, also from a page that was open', async (_what, end) => {
    const cuenta = await refused()
    const open = await openLink(p, emailOf(number), AGAIN)
    await end()
    expect((await sendFile(open)).title).toBe(EXPIRED)
    expect((await openLink(p, emailOf(number), AGAIN)).page.title).toBe(EXPIRED)
    expect(await waitingOf(p, cuenta.id)).toEqual([])
  })

  it('is not asked for again where the number that it shows is no longer the account’s', async () => {
    await confirmed()
    const { id } = await nieCuenta(p, number)
    await becomeNatural(p, new ScriptFreeBrowser(p.app), number, rutOf(number + 14_000_000))
    p.clock.advance({ minutes: 1 })
    expect(await decide(p, id, 'ilegible')).toMatchObject({ result: 'bien', notified: true })
    const last = (await mailsFor(p, emailOf(number))).at(-1)
    expect(last?.text).toContain('No tiene que enviar otro')
    expect(last?.text).not.toContain(AGAIN)
  })
})
