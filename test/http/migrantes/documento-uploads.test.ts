import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DocumentoScene, openDocumentoScene, URL_REGISTRAR } from '../../support/http/documento-scene.ts'
import {
  BODY_END,
  begunUpload,
  FILE_HEAD,
  type OpenForm,
  openForm,
  requestHead,
  textPart,
} from '../../support/http/raw-upload.ts'
import { ATTACHMENT } from '../../support/http/script-free-browser.ts'

describe('the upload of a documento', () => {
  let p: DocumentoScene
  beforeAll(async () => {
    p = await openDocumentoScene()
  })
  afterAll(() => p.close())

  const postRaw = async (body: string, boundary = 'x') => {
    const { me } = p.newcomer()
    await me.open(URL_REGISTRAR)
    return me
      .postRaw(URL_REGISTRAR, body)
      .set('Content-Type', `multipart/form-data${boundary && `; boundary=${boundary}`}`)
  }
  const part = (name: string, value = 'v') =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

  it.each([
    ['no boundary', part('a'), '', 400],
    ['no end', part('a'), 'x', 400],
    ['nothing in it', '', 'x', 400],
    ['a broken header', '--x\r\nContent-Disposition\r\n\r\nv\r\n--x--', 'x', 400],
    ['too many parts', `${part('a').repeat(300)}--x--`, 'x', 413],
    ['too long a name', `${part('a'.repeat(5000))}--x--`, 'x', 413],
    ['too long a value', `${part('a', 'v'.repeat(70_000))}--x--`, 'x', 413],
    ['values that are too long together', `${part('a', 'v'.repeat(1000)).repeat(70)}--x--`, 'x', 413],
    [
      'names that a parser could turn into objects',
      `${['a[b][c]', 'a[b][]', '__proto__[x]', 'constructor', '_csrf[a]', '[', 'nombres[0][x]'].map((n) => part(n)).join('')}--x--`,
      'x',
      403,
    ],
  ])('a body with %s gets a page, never a fault', async (_what, body, boundary, status) => {
    const response = await postRaw(body, boundary)
    expect([response.status, response.text.includes('<h1')]).toEqual([status, true])
  })

  /** Sends the headers and the first bytes of a form, and no more. */
  async function begin(headers: string, length = 900_000): Promise<Socket> {
    const { port } = p.server.address() as AddressInfo
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

  it.each([
    ['without a cookie', '', 900_000, 403],
    ['from another site', `${WITH_COOKIE}Origin: https://mal.example\r\n`, 900_000, 403],
    ['that declares 30 MB', WITH_COOKIE, 30_000_000, 413],
  ])('a request %s is answered before it is read', async (_what, headers, length, status) => {
    const connection = await begin(headers, length)
    expect(await readResponse(connection)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    connection.destroy()
  })

  const responseTo = async (sent: string): Promise<string> => {
    const { port } = p.server.address() as AddressInfo
    const connection = connect(port, '127.0.0.1')
    connection.write(sent)
    const response = await readResponse(connection)
    connection.destroy()
    return response
  }

  it.each([
    ['no token before it', ({ cookie }: OpenForm) => `${requestHead(cookie, 900_000)}${FILE_HEAD}z`],
    ['a made-up token', ({ cookie }: OpenForm) => begunUpload({ cookie, token: 'a.b.c' })],
  ])('a file with %s is refused at its first byte', async (_what, request) => {
    expect(await responseTo(request(await openForm(p.server)))).toMatch(/^HTTP\/1.1 403 /)
  })

  it('a file of a session that is over is never read: the form comes back, and everything else is in it', async () => {
    const { token } = await openForm(p.server)
    const body = `${textPart('_csrf', token)}${textPart('nombres', 'Ana Lucía')}${FILE_HEAD}${'z'.repeat(100)}${BODY_END}`
    const ended = { cookie: 'clave=de-otra', token }
    const page = await responseTo(`${requestHead(ended.cookie, Buffer.byteLength(body))}${body}`)
    expect(page).toMatch(/^HTTP\/1.1 422 /)
    expect(page).toContain('Ana Lucía')
  })

  it('an upload cut half-way leaves nothing behind', async () => {
    const { port } = p.server.address() as AddressInfo
    const form = await openForm(p.server)
    const connection = connect(port, '127.0.0.1')
    connection.write(begunUpload(form))
    await once(connection, 'ready')
    connection.destroy()
    await once(connection, 'close')
    expect((await p.newcomer().registrar([ATTACHMENT])).title).toBe('Su cuenta fue creada')
  })
})
