import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Overloaded } from '../../../src/application/ports.ts'
import { MAX_BYTES } from '../../../src/domain/documento/documento.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { createPdf, makePhoto } from '../../support/data/files.ts'
import { migranteRegistration, nieOf } from '../../support/data/personas.ts'
import {
  ATTACHMENT,
  type Attachment,
  filledForm,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const URL_REGISTRAR = '/migrante/registrar'
const attachmentOf = (bytes: Uint8Array, name = 'pasaporte.pdf'): Attachment => ({
  ...ATTACHMENT,
  name,
  bytes,
})

describe('the document of a migrant', () => {
  let p: TestProduct
  let server: Server
  let me: ScriptFreeBrowser
  let number = 100
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
    server = createServer(p.app).listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(async () => {
    server.close()
    server.closeAllConnections()
    await p.close()
  })
  beforeEach(() => {
    me = new ScriptFreeBrowser(server)
    number++
  })

  const registrar = async (attachments: readonly Attachment[], others = {}): Promise<LoadedPage> =>
    me.submitWith(await me.open(URL_REGISTRAR), migranteRegistration(number, others), attachments)
  const documentos = () => p.deps.store.transaction((uow) => uow.documentos.findPending(1000))
  const cuenta = () =>
    p.deps.store.transaction((uow) => uow.cuentas.findByIdentificador('migrante', nieOf(number)))

  /** Refused at the field, with what was typed kept, and nothing made. */
  async function expectRefusal(page: LoadedPage, text: string) {
    expect([page.status, page.errors]).toEqual([422, [text]])
    expect(inputValue(page, 'nombres')).toBe('Yulimar')
    expect(page.html).toContain('id="documento-error"')
    expect(await cuenta()).toBeUndefined()
  }

  test('the form says what is taken and what becomes of it, and sends files', async () => {
    const page = await me.open(URL_REGISTRAR)
    expect(page.html).toContain(`action="${URL_REGISTRAR}" enctype="multipart/form-data"`)
    const text = textOf(page)
    expect(text).toContain('Tamaño máximo permitido: 1 MB. Formatos de archivo permitidos: .jpg, .png, .pdf')
    expect(text).toContain('Solo lo ve quien revisa su identidad en SENCE')
    expect(text).toContain('Lo borramos 90 días después')
    expect((await me.open('/natural/registrar')).html).not.toContain('enctype')
  })

  test('is kept with the account, encrypted and waiting for review', async () => {
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
    const encrypted = await p.deps.store.transaction((uow) => uow.documentos.encryptedContent(own?.id ?? ''))
    const plaintext = p.deps.cipher.decryptBytes(encrypted ?? '', `documento:${own?.id}:contenido`)
    expect(plaintext.length).toBe(own?.bytes)
    expect(encrypted).not.toContain(Buffer.from(plaintext).toString('base64url').slice(100, 200))
  })

  test('of exactly 1 MB is taken, and of one byte more is refused at its field', async () => {
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

  test('of many megabytes is refused alike, and of a film is not even read', async () => {
    await expectRefusal(
      await registrar([attachmentOf(Buffer.alloc(6_000_000, 1))]),
      refusalText('archivo_grande'),
    )
    expect((await registrar([attachmentOf(Buffer.alloc(22_000_000, 1))])).status).toBe(413)
  })

  test.each([
    ['no file', [], 'archivo_falta'],
    ['two files', [ATTACHMENT, ATTACHMENT], 'archivo_varios'],
    ['an empty file', [attachmentOf(new Uint8Array())], 'archivo_vacio'],
    ['a text that calls itself a picture', [attachmentOf(Buffer.from('hola'), 'foto.jpg')], 'archivo_tipo'],
    ['a file under another field', [{ ...ATTACHMENT, field: 'nombres' }], 'archivo_falta'],
  ] as [string, Attachment[], Parameters<typeof refusalText>[0]][])(
    'with %s the form says so',
    async (_what, attachments, code) => {
      await expectRefusal(await registrar(attachments), refusalText(code))
    },
  )

  test('of a kind that is not taken is called by its name', async () => {
    const page = await registrar([attachmentOf(Buffer.from('\0\0\0\x18ftypheic', 'latin1'), 'IMG_1.jpg')])
    await expectRefusal(page, refusalText('archivo_otro_tipo', { tipo: 'HEIC' }))
  })

  test.each(['image%3A1641', '1000012345', 'blob', 'foto.jfif', 'foto.jpe', 'foto.png', 'foto.exe'])(
    'a photo that is called %s is taken',
    async (name) => {
      expect((await registrar([attachmentOf(await makePhoto(), name)])).title).toBe('Su cuenta fue creada')
    },
  )

  test('with wrong letters its fault is told too, so that both are mended at once', async () => {
    const encrypted = await createPdf((pdf) => pdf.encrypt({ ownerPassword: 'otra', userPassword: 'clave' }))
    const page = await registrar([attachmentOf(encrypted)], { captcha: 'ZZZZ' })
    expect(page.errors).toEqual([refusalText('archivo_pdf_cifrado'), refusalText('captcha_distinta')])
    const intact = await registrar([ATTACHMENT], { captcha: 'ZZZZ' })
    expect(intact.errors).toEqual([refusalText('archivo_de_nuevo'), refusalText('captcha_distinta')])
  })

  test('with wrong letters it is judged only while none waits, and so many times an hour', async () => {
    const elsewhere = await createTestProduct({ env: { LIMIT_FIRST_STEPS_PER_HOUR: '2' } })
    const requests: unknown[] = []
    elsewhere.deps.inspector = {
      inspect: async (_file, options) => {
        requests.push(options)
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
    expect(requests).toEqual(Array(2).fill({ withoutWaiting: true }))
  })

  test('a form that is wrong elsewhere says that the file must be chosen again', async () => {
    const page = await registrar([ATTACHMENT], { email: 'nada' })
    expect(page.errors).toEqual([refusalText('archivo_de_nuevo'), refusalText('email_formato')])
    expect(await cuenta()).toBeUndefined()
    expect((await me.submitFrom(page, migranteRegistration(number))).title).toBe('Su cuenta fue creada')
  })

  test('when too many files wait it is answered 503 with everything kept, and works afterwards', async () => {
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

  test('forms that wait for a file, or for their twin, reserve no hash meanwhile', async () => {
    const { inspector } = p.deps
    const arrived = Promise.withResolvers<void>()
    const follows = Promise.withResolvers<void>()
    p.deps.inspector = {
      inspect: async (file) => {
        arrived.resolve()
        await follows.promise
        return inspector.inspect(file)
      },
    }
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    const both = [1, 2].map(async () => me.follow(await me.postParts(action, all, [ATTACHMENT]), action))
    await arrived.promise
    expect(p.composition.hasherStatus().pending).toBe(0)
    p.deps.inspector = inspector
    follows.resolve()
    expect((await Promise.all(both)).map(({ title }) => title)).toEqual(Array(2).fill('Su cuenta fue creada'))
  })

  test('sent as any other form is, the file is missing', async () => {
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    await expectRefusal(await me.post(action, { ...all, documento: 'x' }), refusalText('archivo_falta'))
  })

  test('two clicks make one account with one document, and both get its page', async () => {
    const before = (await documentos()).length
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    const both = await Promise.all(
      [1, 2].map(async () => me.follow(await me.postParts(action, all, [ATTACHMENT]), action)),
    )
    expect(both.map(({ title }) => title)).toEqual(Array(2).fill('Su cuenta fue creada'))
    expect((await documentos()).length).toBe(before + 1)
  })

  test('the same form with another file is another form, whose captcha was used', async () => {
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    await me.postParts(action, all, [ATTACHMENT])
    const other = await me.follow(await me.postParts(action, all, [attachmentOf(await createPdf())]), action)
    expect(other.errors).toContain(refusalText('captcha_vencida'))
  })

  test('without its token, or with one that is not ours, it is refused', async () => {
    const { action, all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    for (const _csrf of ['', 'a.b.c'])
      expect((await me.postParts(action, { ...all, _csrf }, [ATTACHMENT])).status).toBe(403)
    const { _csrf, ...withoutCsrf } = all
    expect((await me.postParts(action, withoutCsrf, [ATTACHMENT])).status).toBe(403)
    expect(await cuenta()).toBeUndefined()
  })

  test('a form without files takes none', async () => {
    const { action, all } = filledForm(await me.open('/natural/recuperar'), { rut: '12345678-5' })
    expect((await me.postParts(action, all, [ATTACHMENT])).status).toBe(403)
  })

  test('the address in capitals or with a bar takes it too', async () => {
    const { all } = filledForm(await me.open(URL_REGISTRAR), migranteRegistration(number))
    expect((await me.postParts('/Migrante/Registrar/', all, [ATTACHMENT])).status).toBe(303)
  })

  const postRaw = async (body: string, boundary = 'x') => {
    await me.open(URL_REGISTRAR)
    return me
      .postRaw(URL_REGISTRAR, body)
      .set('Content-Type', `multipart/form-data${boundary && `; boundary=${boundary}`}`)
  }
  const part = (name: string, value = 'v') =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

  test.each([
    ['no boundary', part('a'), '', 400],
    ['no end', part('a'), 'x', 400],
    ['nothing in it', '', 'x', 400],
    ['a broken header', '--x\r\nContent-Disposition\r\n\r\nv\r\n--x--', 'x', 400],
    ['too many parts', `${part('a').repeat(300)}--x--`, 'x', 413],
    ['too long a name', `${part('a'.repeat(5000))}--x--`, 'x', 413],
    ['too long a value', `${part('a', 'v'.repeat(70_000))}--x--`, 'x', 413],
    ['values that are too long together', `${part('a', 'v'.repeat(1000)).repeat(70)}--x--`, 'x', 413],
    [
      'names that the parser makes objects of',
      `${['a[b][c]', 'a[b][]', '__proto__[x]', 'constructor', '_csrf[a]', '[', 'nombres[0][x]'].map((n) => part(n)).join('')}--x--`,
      'x',
      403,
    ],
  ])('a body with %s gets a page, never a fault', async (_what, body, boundary, estado) => {
    const response = await postRaw(body, boundary)
    expect([response.status, response.text.includes('<h1')]).toEqual([estado, true])
  })

  /** Sends the beginning of a form, and no more of it. */
  async function begin(headers: string, length = 900_000): Promise<Socket> {
    const { port } = server.address() as AddressInfo
    const connection = connect(port, '127.0.0.1')
    await once(connection, 'connect')
    connection.write(
      `POST ${URL_REGISTRAR} HTTP/1.1\r\nHost: x\r\n${headers}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\n\r\n--x\r\n`,
    )
    return connection
  }
  const readResponse = async (connection: Socket): Promise<string> => {
    const [first] = await once(connection, 'data')
    return String(first)
  }
  const WITH_COOKIE = 'Cookie: otra=1; clave=x\r\n'

  test.each([
    ['without a cookie', '', 900_000, 403],
    ['from another site', `${WITH_COOKIE}Origin: https://mal.example\r\n`, 900_000, 403],
    ['that says that it is a film', WITH_COOKIE, 30_000_000, 413],
  ])('one %s is answered before it is read', async (_what, headers, length, estado) => {
    const connection = await begin(headers, length)
    expect(await readResponse(connection)).toMatch(new RegExp(`^HTTP/1.1 ${estado} `))
    connection.destroy()
  })

  test('of so many unfinished ones of an address no more is taken on, until they end', async () => {
    const refused: string[] = []
    const eightRefused = Promise.withResolvers<void>()
    const connections = await Promise.all(Array.from({ length: 40 }, () => begin(WITH_COOKIE)))
    for (const connection of connections)
      connection.once('data', (response) => {
        refused.push(String(response))
        if (refused.length === 8) eightRefused.resolve()
      })
    await eightRefused.promise
    expect(refused.filter((one) => /^HTTP\/1.1 503 .*Retry-After: 10\r/s.test(one))).toHaveLength(8)
    for (const connection of connections) connection.destroy()
    await Promise.all(connections.map((connection) => once(connection, 'close')))
    expect((await registrar([ATTACHMENT])).title).toBe('Su cuenta fue creada')
  })

  test('cut half-way it leaves nothing, and the site goes on', async () => {
    const { port } = server.address() as AddressInfo
    const connection = connect(port, '127.0.0.1')
    connection.write(
      `POST ${URL_REGISTRAR} HTTP/1.1\r\nHost: x\r\nCookie: clave=x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n--x\r\nContent-Disposition: form-data; name="documento"; filename="a.jpg"\r\n\r\n${'z'.repeat(1000)}`,
    )
    await once(connection, 'ready')
    connection.destroy()
    await once(connection, 'close')
    expect((await registrar([ATTACHMENT])).title).toBe('Su cuenta fue creada')
  })
})
