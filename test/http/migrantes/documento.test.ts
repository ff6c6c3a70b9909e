import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Overloaded } from '../../../src/application/ports.ts'
import { MAX_BYTES } from '../../../src/domain/documento/documento.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { createPdf, makePhoto } from '../../support/data/files.ts'
import { migranteRegistration, nieOf } from '../../support/data/personas.ts'
import {
  type DocumentoScene,
  type Newcomer,
  openDocumentoScene,
  URL_REGISTRAR,
} from '../../support/http/documento-scene.ts'
import {
  ATTACHMENT,
  type Attachment,
  filledForm,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct } from '../../support/product/test-product.ts'

const attachmentOf = (bytes: Uint8Array, name = 'pasaporte.pdf'): Attachment => ({
  ...ATTACHMENT,
  name,
  bytes,
})

describe('the documento of a migrant', () => {
  let p: DocumentoScene
  let me: ScriptFreeBrowser
  let number: number
  let registrar: Newcomer['registrar']
  beforeAll(async () => {
    p = await openDocumentoScene()
  })
  afterAll(() => p.close())
  beforeEach(() => {
    ;({ me, number, registrar } = p.newcomer())
  })

  const documentos = () => p.deps.store.transaction((uow) => uow.documentos.findPending(1000))
  const cuenta = () =>
    p.deps.store.transaction((uow) => uow.cuentas.findByIdentificador('migrante', nieOf(number)))

  /** Refused with `text` at the field, what was typed kept, and no account created. */
  async function expectRefusal(page: LoadedPage, text: string) {
    expect([page.status, page.errors]).toEqual([422, [text]])
    expect(inputValue(page, 'nombres')).toBe('Yulimar')
    expect(page.html).toContain('id="documento-error"')
    expect(await cuenta()).toBeUndefined()
  }

  it('is explained by the form, which sends files', async () => {
    const page = await me.open(URL_REGISTRAR)
    expect(page.html).toContain(`action="${URL_REGISTRAR}" enctype="multipart/form-data"`)
    const text = textOf(page)
    expect(text).toContain('Tamaño máximo permitido: 1 MB. Formatos de archivo permitidos: .jpg, .png, .pdf')
    expect(text).toContain('Solo lo ve quien revisa su identidad en SENCE')
    expect(text).toContain('Lo borramos 90 días después')
    expect((await me.open(pasoUrl('natural', 'registrar'))).html).not.toContain('enctype')
  })

  it('is stored with the account, encrypted and pending review', async () => {
    const original = await makePhoto()
    expect((await registrar([attachmentOf(original, 'foto.jpg')])).title).toBe('Su cuenta fue creada')
    const created = await cuenta()
    const own = (await documentos()).find(({ cuentaId }) => cuentaId === created?.id)
    expect(own).toMatchObject({
      format: 'image/jpeg',
      receivedBytes: original.length,
      estado: 'pendiente',
      scanResult: 'sin_antivirus',
    })
    const encrypted = await p.deps.store.transaction((uow) =>
      uow.documentos.readEncryptedContent(own?.id ?? ''),
    )
    const plaintext = p.deps.cipher.decryptBytes(encrypted ?? '', `documento:${own?.id}:contenido`)
    const storedBytes = own?.bytes
    expect(plaintext.length).toBe(storedBytes)
    expect(encrypted).not.toContain(Buffer.from(plaintext).toString('base64url').slice(100, 200))
  })

  it('is accepted with exactly 1 MB, and refused at its field with one byte more', async () => {
    const withPadding = async (length: number) => {
      const pdf = await createPdf()
      return Buffer.concat([pdf, Buffer.alloc(length - pdf.length)])
    }
    await expectRefusal(
      await registrar([attachmentOf(await withPadding(MAX_BYTES + 1))]),
      refusalText('archivo_grande'),
    )
    expect((await registrar([attachmentOf(await withPadding(MAX_BYTES))])).title).toBe('Su cuenta fue creada')
  })

  it('is refused alike with 6 MB, and not even read with 22 MB', async () => {
    await expectRefusal(
      await registrar([attachmentOf(Buffer.alloc(6_000_000, 1))]),
      refusalText('archivo_grande'),
    )
    expect((await registrar([attachmentOf(Buffer.alloc(22_000_000, 1))])).status).toBe(413)
  })

  it.each([
    ['no file', [], 'archivo_falta'],
    ['two files', [ATTACHMENT, ATTACHMENT], 'archivo_varios'],
    ['an empty file', [attachmentOf(new Uint8Array())], 'archivo_vacio'],
    ['text named like a picture', [attachmentOf(Buffer.from('hola'), 'foto.jpg')], 'archivo_tipo'],
    ['a file under another field', [{ ...ATTACHMENT, field: 'nombres' }], 'archivo_falta'],
  ] as [string, Attachment[], Parameters<typeof refusalText>[0]][])(
    'is refused at its field with %s',
    async (_what, attachments, code) => {
      await expectRefusal(await registrar(attachments), refusalText(code))
    },
  )

  it('is refused by name of its format when we recognise but do not accept it', async () => {
    const page = await registrar([attachmentOf(Buffer.from('\0\0\0\x18ftypheic', 'latin1'), 'IMG_1.jpg')])
    await expectRefusal(page, refusalText('archivo_otro_tipo', { tipo: 'HEIC' }))
  })

  it.each(['image%3A1641', '1000012345', 'blob', 'foto.jfif', 'foto.jpe', 'foto.png', 'foto.exe'])(
    'is accepted as a photo named %s',
    async (name) => {
      expect((await registrar([attachmentOf(await makePhoto(), name)])).title).toBe('Su cuenta fue creada')
    },
  )

  it('is checked even if the captcha is wrong, so that both can be fixed at once', async () => {
    const encrypted = await createPdf((pdf) => pdf.encrypt({ ownerPassword: 'otra', userPassword: 'clave' }))
    const page = await registrar([attachmentOf(encrypted)], { captcha: 'ZZZZ' })
    expect(page.errors).toEqual([refusalText('archivo_pdf_cifrado'), refusalText('captcha_distinta')])
    const intact = await registrar([ATTACHMENT], { captcha: 'ZZZZ' })
    expect(intact.errors).toEqual([refusalText('archivo_de_nuevo'), refusalText('captcha_distinta')])
  })

  it('with a wrong captcha is inspected only while no other file is, and a limited number of times an hour', async () => {
    const elsewhere = await createTestProduct({ env: { LIMIT_FIRST_STEPS_PER_HOUR: '2' } })
    const inspections: unknown[] = []
    elsewhere.deps.inspector = {
      inspect: async (_file, _asker, options) => {
        inspections.push(options)
        throw new Overloaded(7)
      },
    }
    const other = new ScriptFreeBrowser(elsewhere.app)
    for (let i = 0; i < 4; i++) {
      const data = migranteRegistration(number, { captcha: 'ZZZZ' })
      const page = await other.submitWith(await other.open(URL_REGISTRAR), data, [ATTACHMENT])
      expect(page.errors).toEqual([refusalText('archivo_de_nuevo'), refusalText('captcha_distinta')])
    }
    await elsewhere.close()
    expect(inspections).toEqual(Array(2).fill({ withoutWaiting: true }))
  })

  it('has to be chosen again if the form has another error', async () => {
    const page = await registrar([ATTACHMENT], { email: 'nada' })
    expect(page.errors).toEqual([refusalText('archivo_de_nuevo'), refusalText('email_formato')])
    expect(await cuenta()).toBeUndefined()
    expect((await me.submitFrom(page, migranteRegistration(number))).title).toBe('Su cuenta fue creada')
  })

  it('gets 503 with everything kept if too many files wait, and works later', async () => {
    const { inspector } = p.deps
    p.deps.inspector = {
      inspect: async () => {
        throw new Overloaded(7)
      },
    }
    const page = await registrar([ATTACHMENT])
    p.deps.inspector = inspector
    expect([page.status, page.headers['retry-after']]).toEqual([503, '7'])
    expect(page.errors).toContain(refusalText('archivo_de_nuevo'))
    expect(inputValue(page, 'nombres')).toBe('Yulimar')
    expect((await me.submitFrom(page, migranteRegistration(number))).title).toBe('Su cuenta fue creada')
  })

  it('reserves no hash while it is inspected, nor while the same form is being sent twice', async () => {
    const { inspector } = p.deps
    const arrived = Promise.withResolvers<void>()
    const proceed = Promise.withResolvers<void>()
    p.deps.inspector = {
      inspect: async (file, asker) => {
        arrived.resolve()
        await proceed.promise
        return inspector.inspect(file, asker)
      },
    }
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    const both = [1, 2].map(async () => me.follow(await me.postParts(action, all, [ATTACHMENT]), action))
    await arrived.promise
    expect(p.composition.hasherStatus().pending).toBe(0)
    p.deps.inspector = inspector
    proceed.resolve()
    expect((await Promise.all(both)).map(({ title }) => title)).toEqual(Array(2).fill('Su cuenta fue creada'))
  })

  it('is missing in a form sent without multipart', async () => {
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    await expectRefusal(await me.post(action, { ...all, documento: 'x' }), refusalText('archivo_falta'))
  })

  it('two clicks create one account with one documento, and both get its page', async () => {
    const before = (await documentos()).length
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    const both = await Promise.all(
      [1, 2].map(async () => me.follow(await me.postParts(action, all, [ATTACHMENT]), action)),
    )
    expect(both.map(({ title }) => title)).toEqual(Array(2).fill('Su cuenta fue creada'))
    expect((await documentos()).length).toBe(before + 1)
  })

  it('when changed counts as a new submission, whose captcha is already used', async () => {
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    await me.postParts(action, all, [ATTACHMENT])
    const other = await me.follow(await me.postParts(action, all, [attachmentOf(await createPdf())]), action)
    expect(other.errors).toContain(refusalText('captcha_vencida'))
  })

  it('is refused without a valid token', async () => {
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    for (const _csrf of ['', 'a.b.c'])
      expect((await me.postParts(action, { ...all, _csrf }, [ATTACHMENT])).status).toBe(403)
    const { _csrf, ...withoutCsrf } = all
    expect((await me.postParts(action, withoutCsrf, [ATTACHMENT])).status).toBe(403)
    expect(await cuenta()).toBeUndefined()
  })

  it('is refused by a form without files', async () => {
    const { action, all } = filledForm(await me.open(pasoUrl('natural', 'recuperar')), { rut: '12345678-5' })
    expect((await me.postParts(action, all, [ATTACHMENT])).status).toBe(403)
  })

  it('is accepted at the URL in capitals or with a trailing slash', async () => {
    const { all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    expect((await me.postParts('/Migrante/Registrar/', all, [ATTACHMENT])).status).toBe(303)
  })
})
