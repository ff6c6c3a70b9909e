import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MAX_BYTES } from '../../../src/domain/documento/documento.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { paths } from '../../../src/domain/urls.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import { createPdf } from '../../support/data/files.ts'
import { nieCuenta, registerMigrante } from '../../support/data/migrantes.ts'
import { nieOf } from '../../support/data/personas.ts'
import {
  AGAIN,
  askMigrante,
  confirmedMigrante,
  decide,
  EXPIRED,
  openLink,
  RECEIVED,
  refusedMigrante,
  sendFile,
  waitingOf,
} from '../../support/http/documento-link.ts'
import { emailOf, enlaceFor, mailsFor } from '../../support/http/journeys.ts'
import { ATTACHMENT, inputValue, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

describe('a document by a mailed link', () => {
  let p: TestProduct
  let number = 700
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())
  beforeEach(() => {
    number++
    p.clock.advance({ hours: 2 })
  })

  const confirmed = () => confirmedMigrante(p, number)
  const refused = () => refusedMigrante(p, number)
  const ask = () => askMigrante(p, number)

  it('is what the notice of a refusal brings: sent again it waits, is accepted, and the person is told', async () => {
    const cuenta = await refused()
    const opened = await openLink(p, emailOf(number), AGAIN)
    expect(opened.page.url).toBe(paths.enlacePages.documento)
    const text = textOf(opened.page)
    expect(text).toContain('Se lo pide SENCE')
    expect(text).toContain('Qué le pedimos Pasaporte')
    expect(text).toContain('Por qué El que nos envió antes no sirve. No se puede leer con claridad.')
    expect(text).toMatch(/Hasta cuándo sirve este enlace \d\d-\d\d-2026 \d\d:\d\d/)
    expect(await waitingOf(p, cuenta.id)).toEqual([])
    expect((await sendFile(opened)).title).toBe(RECEIVED)
    expect(await waitingOf(p, cuenta.id)).toMatchObject([{ kind: 'identificacion', format: 'image/png' }])
    expect((await nieCuenta(p, number)).identidad).toBe('declarada')
    expect(await decide(p, cuenta.id)).toMatchObject({ result: 'bien', identidadVerificada: true })
    expect((await nieCuenta(p, number)).identidad).toBe('verificada')
    const subjects = (await mailsFor(p, emailOf(number))).map(({ subject }) => subject)
    expect(subjects.at(-1)).toBe('Su documento fue aceptado en Clave Sence')
  })

  it('refused again, brings again a link; the links before it are dead', async () => {
    const cuenta = await refused()
    const first = await enlaceFor(p, emailOf(number), AGAIN)
    await sendFile(await openLink(p, emailOf(number), AGAIN))
    p.clock.advance({ minutes: 1 })
    await decide(p, cuenta.id, 'vencido')
    const { page } = await openLink(p, emailOf(number), AGAIN)
    expect(textOf(page)).toContain('Por qué El que nos envió antes no sirve. El documento está vencido.')
    expect((await new ScriptFreeBrowser(p.app).open(first)).title).toBe(EXPIRED)
  })

  it('shows no name, number, mailbox or file: who got the mail forwarded reads none', async () => {
    await refused()
    const { page } = await openLink(p, emailOf(number), AGAIN)
    for (const own of ['Yulimar', 'Rondón', nieOf(number), emailOf(number), 'VEN', 'Venezuela'])
      expect(page.html).not.toContain(own)
  })

  it('does nothing when its link is opened, however often, by whatever reads the mailbox', async () => {
    await refused()
    const url = await enlaceFor(p, emailOf(number), AGAIN)
    for (let i = 0; i < 3; i++) await new ScriptFreeBrowser(p.app).open(url)
    expect((await sendFile(await openLink(p, emailOf(number), AGAIN))).title).toBe(RECEIVED)
  })

  it('takes whose the cuenta is where the mailbox is not confirmed, and confirms nothing', async () => {
    await registerMigrante(p, number)
    const { id } = await nieCuenta(p, number)
    await decide(p, id, 'ilegible')
    const opened = await openLink(p, emailOf(number), AGAIN)
    expect(textOf(opened.page)).not.toContain('Pasaporte')
    const wrong = await sendFile(opened, [ATTACHMENT], { nie: nieOf(1000), fechaNacimiento: '03-10-1994' })
    expect([wrong.status, wrong.errors.length]).toEqual([422, 2])
    expect(inputValue(wrong, 'nie')).toBe(nieOf(1000))
    expect(await waitingOf(p, id)).toEqual([])
    const right = { nie: nieOf(number), fechaNacimiento: '03-10-1994' }
    const sent = await sendFile({ me: opened.me, page: wrong }, [ATTACHMENT], right)
    expect(sent.title).toBe(RECEIVED)
    expect(await waitingOf(p, id)).toHaveLength(1)
    expect((await nieCuenta(p, number)).emailConfirmedAt).toBeNull()
  })

  it('counts what is typed there as tries at the data, and closes', async () => {
    await registerMigrante(p, number)
    const { id } = await nieCuenta(p, number)
    await decide(p, id, 'ilegible')
    const opened = await openLink(p, emailOf(number), AGAIN)
    for (let i = 0; i < 5; i++)
      await sendFile(opened, [ATTACHMENT], { nie: nieOf(1000 + i), fechaNacimiento: '03-10-1994' })
    const right = { nie: nieOf(number), fechaNacimiento: '03-10-1994' }
    expect((await sendFile(opened, [ATTACHMENT], right)).status).toBe(422)
    expect(await waitingOf(p, id)).toEqual([])
  })

  it.each([
    ['no file', () => [], 'archivo_falta'],
    ['two files', () => [ATTACHMENT, ATTACHMENT], 'archivo_varios'],
    ['an empty file', () => [{ ...ATTACHMENT, bytes: new Uint8Array() }], 'archivo_vacio'],
    ['more than 1 MB', () => [{ ...ATTACHMENT, bytes: Buffer.alloc(MAX_BYTES + 1, 1) }], 'archivo_grande'],
    ['a text', () => [{ ...ATTACHMENT, bytes: Buffer.from('hola') }], 'archivo_tipo'],
    [
      'a PDF that asks for a password',
      async () => [
        {
          ...ATTACHMENT,
          bytes: await createPdf((pdf) => pdf.encrypt({ ownerPassword: 'a', userPassword: 'b' })),
        },
      ],
      'archivo_pdf_cifrado',
    ],
  ] as const)('is refused at its field with %s, and the link stays', async (_what, files, code) => {
    const cuenta = await refused()
    const opened = await openLink(p, emailOf(number), AGAIN)
    const page = await sendFile(opened, await files())
    expect([page.status, page.errors]).toEqual([422, [refusalText(code)]])
    expect(textOf(page)).toContain('Qué le pedimos Pasaporte')
    expect(await waitingOf(p, cuenta.id)).toEqual([])
    expect((await sendFile({ me: opened.me, page })).title).toBe(RECEIVED)
  })

  it('with a virus is refused as in Registrar, and the link stays', async () => {
    await refused()
    const { antivirus } = p.deps
    const opened = await openLink(p, emailOf(number), AGAIN)
    p.deps.antivirus = { ...antivirus, scan: async () => 'infectado' }
    const page = await sendFile(opened)
    p.deps.antivirus = antivirus
    expect(page.errors).toEqual([refusalText('archivo_infectado')])
    expect((await sendFile({ me: opened.me, page })).title).toBe(RECEIVED)
  })

  it('opens 20 files an hour by one link, and no more', async () => {
    const cuenta = await refused()
    const opened = await openLink(p, emailOf(number), AGAIN)
    const broken = async (n: number) => ({
      ...ATTACHMENT,
      bytes: Buffer.concat([ATTACHMENT.bytes.slice(0, 40), Buffer.from(`roto ${n}`)]),
    })
    for (let n = 0; n < 20; n++) expect((await sendFile(opened, [await broken(n)])).status).toBe(422)
    expect((await sendFile(opened)).status).toBe(429)
    expect(await waitingOf(p, cuenta.id)).toEqual([])
    p.clock.advance({ minutes: 61 })
    expect((await sendFile(await openLink(p, emailOf(number), AGAIN))).title).toBe(RECEIVED)
  })

  it('leaves in the audit who asked, for what and why, and what came, without personal data', async () => {
    const cuenta = await confirmed()
    await ask()
    await sendFile(await openLink(p, emailOf(number)))
    const entries = (await auditOf(p, cuenta.id)).map(({ event, actor, result, detail }) => [
      event,
      actor,
      result,
      detail,
    ])
    expect(entries).toContainEqual([
      'documento_pedido',
      'operador:ana',
      'bien',
      { tipo: 'identificacion', motivo: 'llamada' },
    ])
    expect(entries).toContainEqual([
      'documento_recibido',
      'persona',
      'bien',
      expect.objectContaining({ tipo: 'identificacion', formato: 'image/png' }),
    ])
  })
})
