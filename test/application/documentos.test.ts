import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { purge } from '../../src/application/worker/purge.ts'
import { scanDocumentos } from '../../src/application/worker/scan-documentos.ts'
import type { Cuenta } from '../../src/domain/account/cuenta.ts'
import type { Documento } from '../../src/domain/documento/documento.ts'
import { refusalText } from '../../src/domain/outcome/refusals.ts'
import { pasoUrl } from '../../src/domain/urls.ts'
import { migranteRegistration, nieOf } from '../support/data/personas.ts'
import { mailsFor } from '../support/http/journeys.ts'
import { ATTACHMENT, type LoadedPage, ScriptFreeBrowser } from '../support/http/script-free-browser.ts'
import { startTestClamd, type TestClamd } from '../support/peers/clamd.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'

const NUMBER = 501
const EMAIL = `persona${NUMBER}@correo.test`

describe('a documento and the virus scanner', () => {
  let clamd: TestClamd
  let p: TestProduct
  beforeEach(async () => {
    clamd = await startTestClamd()
    p = await createTestProduct({ env: { CLAMD_URL: clamd.url, DOCUMENT_RETENTION_DAYS: '30' } })
  })
  afterEach(async () => {
    await p.close()
    await clamd.close()
  })

  const registrar = async (): Promise<LoadedPage> =>
    new ScriptFreeBrowser(p.app).submit(pasoUrl('migrante', 'registrar'), migranteRegistration(NUMBER))
  async function saved(): Promise<{ cuenta: Cuenta; documento: Documento; content: string | null }> {
    return p.deps.store.transaction(async (uow) => {
      const cuenta = await uow.cuentas.findByIdentificador('migrante', nieOf(NUMBER))
      const { detail } =
        (await uow.audit.findByCuenta(cuenta?.id ?? '', 50)).find(
          ({ event }) => event === 'documento_recibido',
        ) ?? {}
      const documento = await uow.documentos.findById(String(detail?.documento))
      if (!cuenta || !documento) throw new Error('nothing was stored')
      return { cuenta, documento, content: await uow.documentos.readEncryptedContent(documento.id) }
    })
  }
  it('is scanned before it is stored', async () => {
    expect((await registrar()).title).toBe('Su cuenta fue creada')
    expect((await saved()).documento.scanResult).toBe('limpio')
    expect(clamd.received[0]?.equals(Buffer.from(ATTACHMENT.bytes))).toBe(true)
  })

  it('is refused at once when infected, and creates no cuenta', async () => {
    const infected = await startTestClamd(Buffer.from(ATTACHMENT.bytes))
    const q = await createTestProduct({ env: { CLAMD_URL: infected.url } })
    const page = await new ScriptFreeBrowser(q.app).submit(
      pasoUrl('migrante', 'registrar'),
      migranteRegistration(NUMBER),
    )
    expect([page.status, page.errors]).toEqual([422, [refusalText('archivo_infectado')]])
    expect(
      await q.deps.store.transaction((uow) => uow.cuentas.findByIdentificador('migrante', nieOf(NUMBER))),
    ).toBeUndefined()
    await q.close()
    await infected.close()
  })

  it('is stored while the scanner does not answer, and scanned again later', async () => {
    clamd.mode = 'cut'
    expect((await registrar()).title).toBe('Su cuenta fue creada')
    expect((await saved()).documento.scanResult).toBe('pendiente')
    p.clock.advance({ minutes: 2 })
    expect(await scanDocumentos(p.deps)).toBe(false)
    expect((await saved()).documento.scanResult).toBe('pendiente')
    clamd.mode = 'ok'
    await scanDocumentos(p.deps)
    expect((await saved()).documento.scanResult).toBe('pendiente')
    p.clock.advance({ minutes: 2 })
    await scanDocumentos(p.deps)
    expect((await saved()).documento).toMatchObject({ scanResult: 'limpio', estado: 'pendiente' })
  })

  it('is refused when found infected later: the person is told, and the content erased in time', async () => {
    clamd.mode = 'cut'
    await registrar()
    p.clock.advance({ minutes: 2 })
    await scanDocumentos({
      ...p.deps,
      antivirus: { ...p.deps.antivirus, scan: async () => 'infectado' },
    })
    const { documento, cuenta } = await saved()
    expect(documento).toMatchObject({
      scanResult: 'infectado',
      estado: 'rechazado',
      reason: 'infectado',
      decidedBy: 'sistema',
    })
    expect(cuenta.identidad).toBe('declarada')
    const told = (await mailsFor(p, EMAIL)).at(-1)?.text
    expect(told).toContain('El archivo tiene un virus')
    expect(told).toContain('Enviar otro documento:')
    p.clock.advance({ days: 29 })
    await purge(p.deps)
    expect((await saved()).content).not.toBeNull()
    p.clock.advance({ days: 1 })
    await purge(p.deps)
    expect(await saved()).toMatchObject({ content: null, documento: { estado: 'rechazado' } })
  })

  it('is scanned even if another one cannot be decrypted', async () => {
    clamd.mode = 'cut'
    await registrar()
    const { documento } = await saved()
    const other = { ...documento, id: 'ajeno', createdAt: new Date(0), scannedAt: new Date(0) }
    await p.deps.store.transaction((uow) => uow.documentos.save(other, 'v1.perdida.a.b.c'))
    clamd.mode = 'ok'
    p.clock.advance({ minutes: 2 })
    await expect(scanDocumentos(p.deps)).rejects.toThrow()
    expect((await saved()).documento.scanResult).toBe('limpio')
  })

  it('reports one that cannot be decrypted even if the scanner then stops answering', async () => {
    clamd.mode = 'cut'
    await registrar()
    const { documento } = await saved()
    const other = { ...documento, id: 'ajeno', createdAt: new Date(0), scannedAt: new Date(0) }
    await p.deps.store.transaction((uow) => uow.documentos.save(other, 'v1.perdida.a.b.c'))
    p.clock.advance({ minutes: 2 })
    await expect(scanDocumentos(p.deps)).rejects.toThrow()
    expect((await saved()).documento.scanResult).toBe('pendiente')
  })
})
