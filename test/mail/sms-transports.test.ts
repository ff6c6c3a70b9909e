import { createHmac } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sms } from '../../src/application/ports.ts'
import { smsText } from '../../src/mail/messages/sms.ts'
import { smsFolderTransport } from '../../src/mail/sms-folder-transport.ts'
import { webhookTransport } from '../../src/mail/webhook.ts'
import { startWebhookServer, type TestWebhookServer, type WebhookReply } from '../support/peers/webhook.ts'

const SECRET = 'a secret that both sides know, and nobody else'
const CLOCK = { now: () => new Date('2026-03-05T17:32:00.900Z') }
const sms = (changes: Partial<Sms> = {}): Sms => ({
  id: '0198c7de-0000-7000-8000-000000000001',
  to: '987654321',
  text: 'SENCE: año nuevo, clave nueva.',
  ...changes,
})

const NOT_A_CELULAR = [
  '',
  '98765432',
  '9876543210',
  '887654321',
  '+56987654321',
  '987654321,912345678',
  '9 8765 4321',
]

describe('the webhook', () => {
  let server: TestWebhookServer
  beforeEach(async () => {
    server = await startWebhookServer()
  })
  afterEach(() => server.close())
  const transport = (timeoutMs?: number) => webhookTransport(server.url, SECRET, CLOCK, timeoutMs)

  it('posts one JSON object with the idempotency key and a timestamped signature', async () => {
    await transport().send(sms())
    const [request] = server.received
    expect(request?.method).toBe('POST')
    expect(JSON.parse(request?.body ?? '')).toEqual({
      id: sms().id,
      to: '+56987654321',
      text: 'SENCE: año nuevo, clave nueva.',
    })
    const signature = createHmac('sha256', SECRET).update(`1772731920.${request?.body}`).digest('hex')
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': sms().id,
      'x-sence-timestamp': '1772731920',
      'x-sence-hmac': `v1=${signature}`,
    })
  })

  it('sends the example of docs/operating.md byte for byte', async () => {
    const guide = await readFile(new URL('../../docs/operating.md', import.meta.url), 'utf8')
    const example = smsText({ kind: 'clave_provisoria', clave: 'K7WQ4HNXRT', expires: '05-03-2026 15:32' })
    await webhookTransport(server.url, 'secreto-de-ejemplo-para-verificar', CLOCK).send(
      sms({ text: example }),
    )
    const [request] = server.received
    expect(guide).toContain(`\nX-Sence-Hmac: ${request?.headers['x-sence-hmac']}\n\n${request?.body}\n`)
    expect(guide).toContain('`secreto-de-ejemplo-para-verificar`')
  })

  it.each([200, 201, 202, 204])('treats %i as success', async (status) => {
    server.onRequest = () => status
    await expect(transport().send(sms())).resolves.toBeUndefined()
  })

  it.each([
    [400, true],
    [401, false],
    [404, true],
    [410, true],
    [422, true],
    [408, false],
    [425, false],
    [429, false],
    [500, false],
    [503, false],
  ])('treats %i as permanent: %s, and keeps only the status', async (status, permanent) => {
    server.onRequest = () => status
    const failure = await transport()
      .send(sms())
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'SendFailed', code: `http_${status}`, permanent })
    expect(String(failure)).not.toContain('987654321')
  })

  it('sends the same id again after a 500, so that the gateway recognises it', async () => {
    const responses: WebhookReply[] = [500, 200]
    server.onRequest = () => responses.shift() ?? 500
    await expect(transport().send(sms())).rejects.toMatchObject({ permanent: false })
    await transport().send(sms())
    expect(server.received.map(({ headers }) => headers['idempotency-key'])).toEqual([sms().id, sms().id])
    expect(server.received[1]?.body).toBe(server.received[0]?.body)
  })

  it.each([301, 302, 307, 308])('never follows a %i: the clave goes only to the gateway', async (status) => {
    const other = await startWebhookServer()
    server.onRequest = () => ({ status, location: other.url })
    await expect(transport().send(sms())).rejects.toMatchObject({
      code: `http_${status}`,
      permanent: false,
    })
    expect(other.received).toEqual([])
    await other.close()
  })

  it.each<[WebhookReply, string]>([
    ['silent', 'ETIMEDOUT'],
    ['cut', 'UND_ERR_SOCKET'],
  ])('fails transiently, in bounded time, when the gateway misbehaves (%s)', async (reply, code) => {
    server.onRequest = () => reply
    await expect(transport(200).send(sms())).rejects.toMatchObject({
      name: 'SendFailed',
      code,
      permanent: false,
    })
  })

  it.each(NOT_A_CELULAR)('sends nothing to %j, which is not one mobile', async (to) => {
    await expect(transport().send(sms({ to }))).rejects.toMatchObject({
      code: 'celular_invalido',
      permanent: true,
    })
    expect(server.received).toEqual([])
  })

  it('checks that the gateway is up without sending anything', async () => {
    server.onRequest = () => 405
    await expect(transport().check()).resolves.toBe(true)
    expect(server.received).toMatchObject([{ method: 'HEAD', body: '' }])
    for (const reply of [503, { status: 302, location: server.url }]) {
      server.onRequest = () => reply
      await expect(transport().check()).resolves.toBe(false)
    }
    server.onRequest = () => 'silent'
    await expect(transport(200).check()).resolves.toBe(false)
  })

  it('fails transiently when nobody listens', async () => {
    await server.close()
    await expect(transport().check()).resolves.toBe(false)
    await expect(transport().send(sms())).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      permanent: false,
    })
    server = await startWebhookServer()
  })
})

describe('the SMS folder', () => {
  let dir: string
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'sms-')), 'sin', 'crear')
  })
  afterEach(() => rm(join(dir, '..', '..'), { recursive: true }))
  const path = () => join(dir, `${sms().id}.json`)

  it('writes what a gateway would get under its id, readable by its owner only', async () => {
    await smsFolderTransport(dir).send(sms())
    expect(await readdir(dir)).toEqual([`${sms().id}.json`])
    expect((await stat(path())).mode & 0o077).toBe(0)
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual({
      id: sms().id,
      to: '+56987654321',
      text: 'SENCE: año nuevo, clave nueva.',
    })
  })

  it('writes nothing again for the same id', async () => {
    await smsFolderTransport(dir).send(sms())
    await utimes(path(), 1000, 1000)
    await smsFolderTransport(dir).send(sms({ text: 'Otro' }))
    expect((await stat(path())).mtimeMs).toBe(1_000_000)
  })

  it.each(NOT_A_CELULAR)('writes nothing for %j, which is not one mobile', async (to) => {
    await expect(smsFolderTransport(dir).send(sms({ to }))).rejects.toMatchObject({ permanent: true })
    await expect(readdir(dir)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('fails transiently when it cannot write', async () => {
    const folder = smsFolderTransport(dir)
    await expect(folder.check()).resolves.toBe(true)
    await rm(dir, { recursive: true })
    await writeFile(dir, 'a file where the folder should be')
    await expect(folder.check()).resolves.toBe(false)
    await expect(folder.send(sms())).rejects.toMatchObject({ code: 'EEXIST', permanent: false })
  })
})
