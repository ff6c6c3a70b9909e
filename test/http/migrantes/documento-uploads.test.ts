import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DocumentoScene, openDocumentoScene, URL_REGISTRAR } from '../../support/http/documento-scene.ts'
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

  it('an address with too many unfinished uploads is refused until they end', async () => {
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
    expect((await p.newcomer().registrar([ATTACHMENT])).title).toBe('Su cuenta fue creada')
  })

  it('an upload cut half-way leaves nothing behind', async () => {
    const { port } = p.server.address() as AddressInfo
    const connection = connect(port, '127.0.0.1')
    connection.write(
      `POST ${URL_REGISTRAR} HTTP/1.1\r\nHost: x\r\nCookie: clave=x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n--x\r\nContent-Disposition: form-data; name="documento"; filename="a.jpg"\r\n\r\n${'z'.repeat(1000)}`,
    )
    await once(connection, 'ready')
    connection.destroy()
    await once(connection, 'close')
    expect((await p.newcomer().registrar([ATTACHMENT])).title).toBe('Su cuenta fue creada')
  })
})
