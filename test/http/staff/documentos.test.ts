import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveDocumento } from '../../../src/application/accounts/documentos.ts'
import type { CheckedFile } from '../../../src/application/ports.ts'
import { documentosUrl, documentoUrl } from '../../../src/domain/documento-urls.ts'
import { paths } from '../../../src/domain/urls.ts'
import { createDrawer } from '../../../src/security/documentos/drawer.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { createPdf } from '../../support/data/files.ts'
import { filledWith } from '../../support/data/pdf-files.ts'
import { signedIn } from '../../support/http/console.ts'
import { ATTACHMENT, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { completeCuenta } from '../../support/storage/contract.ts'

const TICKS = { coincideNumero: 'si', coincideNombre: 'si', coincideNacimiento: 'si', coincidePais: 'si' }

describe('documents in the console', () => {
  let p: TestProduct
  let me: ScriptFreeBrowser
  let number = 0
  beforeAll(async () => {
    p = await createTestProduct()
    me = (await signedIn(p, 'revisor')).me
  })
  afterAll(() => p.close())

  /** Somebody's document. @returns their mailbox. */
  async function sent(changes: Partial<Pick<CheckedFile, 'format' | 'bytes'>> = {}): Promise<string> {
    number++
    const email = `m${number}@correo.test`
    const cuenta = completeCuenta({
      ...{ id: randomUUID(), perfil: 'migrante', identificador: `XY${100_000 + number}` },
      ...{ email, emailRepresentante: null, rutRepresentante: null, celular: null, paisOrigen: 'PER' },
    })
    const { bytes } = ATTACHMENT
    const prepared = {
      format: 'image/png',
      bytes,
      receivedBytes: 9,
      scanResult: 'limpio',
      ...changes,
    } as const
    await p.deps.store.transaction(async (uow) => {
      await uow.cuentas.create(cuenta)
      await saveDocumento(p.deps, uow, CONTEXT, { cuentaId: cuenta.id, kind: 'identificacion' }, prepared)
    })
    p.clock.advance({ minutes: 1 })
    return email
  }
  const take = async () => me.press(await me.open(paths.console.documentos), paths.console.tomarDocumento)
  const idOf = (url: string) => new URL(url, 'http://x').searchParams.get('documento') ?? ''
  const mailsTo = async (email: string) => {
    await p.dispatch()
    return p.mail.sent.filter(({ to }) => JSON.stringify(to).includes(email))
  }

  it('say that there is none, then their order, age and filters, and keep the filters in the address', async () => {
    expect((await me.open(paths.console.documentos)).html).toContain('No hay documentos por revisar.')
    await sent()
    const page = await me.open(paths.console.documentos)
    expect(page.html).toContain('Primero el recibido hace más tiempo. Hay 1.')
    const narrowed = await me.open(
      documentosUrl({ perfil: 'natural', edad: 'atrasados', orden: 'recientes' }),
    )
    expect(narrowed.html).toContain(
      'Primero el recibido más recientemente. Solo: persona natural; recibidos hace más de 7 días. Hay 0.',
    )
    expect(narrowed.html).toContain('Quite un filtro')
    p.clock.advance({ days: 8 })
    me = (await signedIn(p, 'revisor')).me
    const late = await me.open(documentosUrl({ edad: 'atrasados' }))
    expect(late.html).toMatch(/Atrasado<\/span> 8 días/)
  })

  it('are compared one by one; accepted, the next comes by itself, and the last one says so', async () => {
    await sent()
    const first = await take()
    expect(first.url).toContain(paths.console.revisar)
    const unticked = await me.submitFrom(first, {
      ...TICKS,
      coincidePais: '',
      decisionDocumento: 'verificado',
    })
    expect([unticked.status, unticked.errors]).toEqual([
      422,
      ['Para aceptar el documento, marque que coincide: País'],
    ])
    const second = await me.submitFrom(unticked, { ...TICKS, decisionDocumento: 'verificado' })
    expect(second.url).toContain(paths.console.revisar)
    expect(idOf(second.url)).not.toBe(idOf(first.url))
    const again = await me.submitFrom(unticked, { ...TICKS, decisionDocumento: 'verificado' })
    expect(again.url).toBe(second.url)
    const over = await me.submitFrom(second, { decisionDocumento: 'no_corresponde' })
    expect(over.html).toContain('Decisión guardada. No queda ninguno por revisar en esta lista.')
  })

  it('that are refused reach their person with the reason and a link to send another, and no name', async () => {
    const email = await sent()
    await me.submitFrom(await take(), { decisionDocumento: 'ilegible' })
    const [mail] = await mailsTo(email)
    expect(mail?.text).toContain('No se puede leer con claridad.')
    expect(mail?.text).toMatch(/\/enlace\/[\w-]{20,}/)
    expect(`${mail?.text}${mail?.html}`).not.toContain('Una Persona')
    const decided = await me.open(documentosUrl({ estado: 'decidido' }))
    expect(decided.html).toContain('Rechazado: no se puede leer')
    const reopening = await me.open(/href="([^"]*reabrir[^"]*)"/.exec(decided.html)?.[1] ?? '')
    expect(reopening.html).toContain('A la persona se le avisa por correo')
    expect((await me.submitFrom(reopening, {})).html).toContain('espera revisión otra vez')
    await me.submitFrom(await take(), { ...TICKS, decisionDocumento: 'verificado' })
  })

  it('are shown as pictures made anew, of bounded size, turned, kept nowhere and alone', async () => {
    await sent()
    const id = idOf((await take()).url)
    const frame = await me.request(documentoUrl(paths.console.visor, id))
    expect(frame.text).toContain('Girar a la derecha')
    expect(frame.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    const page = await me
      .request(documentoUrl(paths.console.hoja, id, { hoja: '1', tamano: '99', giro: '90' }))
      .buffer(true)
    expect([page.status, page.type, page.headers['cache-control']]).toEqual([200, 'image/webp', 'no-store'])
    expect(page.headers['content-security-policy']).toContain('sandbox')
    const { width, height } = await sharp(page.body).metadata()
    const original = await sharp(ATTACHMENT.bytes).metadata()
    expect(Math.max(width, height)).toBe(900)
    expect(width > height).toBe(original.height > original.width)
    const file = await me.request(documentoUrl(paths.console.archivo, id))
    expect(file.headers['content-disposition']).toMatch(/^attachment/)
    expect(file.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
    expect(file.headers['content-security-policy']).toContain('sandbox')
    await me.submitFrom(await take(), { decisionDocumento: 'vencido' })
  })

  it('of several pages are shown one by one, and what cannot be shown says so and is a download', async () => {
    await sent({ format: 'application/pdf', bytes: await createPdf(undefined, { pages: 3 }) })
    const id = idOf((await take()).url)
    const frame = await me.request(
      documentoUrl(paths.console.visor, id, { hoja: '2', tamano: '1', giro: '0' }),
    )
    expect(frame.text).toContain('Hoja 2 de 3.')
    for (const move of ['Hoja siguiente', 'Hoja anterior', 'Acercar', 'Girar a la izquierda'])
      expect(frame.text).toContain(move)
    const page = await me.request(documentoUrl(paths.console.hoja, id, { hoja: '2' }))
    expect([page.status, page.type]).toEqual([200, 'image/webp'])
    await me.submitFrom(await take(), { decisionDocumento: 'vencido' })
    await sent({ format: 'application/pdf', bytes: Buffer.from('%PDF-1.7 nada') })
    const other = idOf((await take()).url)
    const unshown = await me.request(documentoUrl(paths.console.visor, other))
    expect(unshown.text).toContain('Este archivo no se puede mostrar aquí.')
    expect(unshown.text).toContain(documentoUrl(paths.console.archivo, other).replaceAll('&', '&amp;'))
    expect((await me.request(documentoUrl(paths.console.hoja, other))).status).toBe(422)
    await me.submitFrom(await take(), { decisionDocumento: 'ilegible' })
  })

  it('that keep who draws them busy hold up nobody else', async () => {
    await sent({ format: 'application/pdf', bytes: filledWith(300_000) })
    const id = idOf((await take()).url)
    const { drawer } = p.deps
    const impatient = createDrawer({ pdfTimeoutMs: 3000 })
    let ended = false
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    p.deps.drawer = {
      ...impatient,
      draw: (...asked) => {
        begin()
        return impatient.draw(...asked)
      },
    }
    const hostile = me.request(documentoUrl(paths.console.hoja, id)).then((answer) => {
      ended = true
      return answer.status
    })
    await begun
    expect((await new ScriptFreeBrowser(p.app).open(paths.home)).status).toBe(200)
    expect((await me.open(paths.console.documentos)).status).toBe(200)
    expect(ended).toBe(false)
    expect(await hostile).toBe(422)
    p.deps.drawer = drawer
    await me.submitFrom(await take(), { decisionDocumento: 'ilegible' })
  })

  it('are shown by their address to nobody else, nor to who let go of them', async () => {
    await sent()
    const mine = await take()
    const id = idOf(mine.url)
    const addresses = [
      documentoUrl(paths.console.revisar, id),
      documentoUrl(paths.console.visor, id),
      documentoUrl(paths.console.hoja, id),
      documentoUrl(paths.console.archivo, id),
    ]
    const statuses = async (who: ScriptFreeBrowser) =>
      Promise.all(addresses.map(async (url) => (await who.request(url)).status))
    expect(await statuses(me)).toEqual([200, 200, 200, 200])
    for (const rol of ['revisor', 'supervisor', 'ejecutivo', 'administrador'] as const)
      expect([rol, await statuses((await signedIn(p, rol)).me)]).toEqual([rol, [403, 403, 403, 403]])
    const released = await me.press(mine, paths.console.soltarDocumento)
    expect(released.html).toContain('Dejó el documento sin decidir')
    expect(await statuses(me)).toEqual([403, 403, 403, 403])
    expect((await me.request(documentoUrl(paths.console.hoja, randomUUID()))).status).toBe(404)
    const late = await me.submitFrom(mine, { ...TICKS, decisionDocumento: 'verificado' })
    expect([late.status, late.html.includes('Ya no tiene este documento')]).toEqual([403, true])
  })
})
