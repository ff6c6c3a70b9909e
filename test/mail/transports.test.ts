import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mail, MailTransport } from '../../src/application/ports.ts'
import { parseSender } from '../../src/mail/envelope.ts'
import { folderTransport } from '../../src/mail/folder-transport.ts'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { type SmtpBehavior, startSmtpServer, type TestSmtpServer } from '../support/peers/smtp.ts'

const SENDER = 'Clave SENCE <no-responder@sence.cl>'
/** Only for hanging servers: a slow machine must not break a healthy conversation. */
const SHORT_TIMEOUTS = { connection: 100, greeting: 100, inactivity: 100, total: 1000 }
const mail = (changes: Partial<Mail> = {}): Mail => ({
  id: '0198c7de-0000-7000-8000-000000000001',
  to: 'persona@ejemplo.cl',
  subject: 'Código de prueba: ñandú',
  html: '<p>Hola, señora</p>',
  text: 'Hola, señora\n.\nfin\n',
  ...changes,
})

const NOT_ONE_ADDRESS = [
  'a@ejemplo.cl\r\nBcc: b@ejemplo.cl',
  'a@ejemplo.cl, b@ejemplo.cl',
  'a@ejemplo.cl;b@ejemplo.cl',
  'a@ejemplo.cl b@ejemplo.cl',
  '<a@ejemplo.cl>,<b@ejemplo.cl>',
  'Grupo: a@ejemplo.cl, b@ejemplo.cl;',
  'a@ejemplo.cl\n',
  '',
]

describe('SMTP', () => {
  let server: TestSmtpServer
  let transport: MailTransport
  beforeEach(async () => {
    server = await startSmtpServer()
    transport = smtpTransport(server.url, SENDER)
  })
  afterEach(async () => {
    await transport.close()
    await server.close()
  })

  it('delivers both parts, marked as automatic, with an id from the idempotency key', async () => {
    await transport.send(mail())
    const [received] = server.received
    expect(received?.from).toBe('no-responder@sence.cl')
    expect(received?.to).toEqual(['persona@ejemplo.cl'])
    const parsed = await PostalMime.parse(received?.raw ?? '')
    expect(parsed).toMatchObject({
      subject: 'Código de prueba: ñandú',
      from: { name: 'Clave SENCE', address: 'no-responder@sence.cl' },
      to: [{ name: '', address: 'persona@ejemplo.cl' }],
      messageId: '<0198c7de-0000-7000-8000-000000000001@sence.cl>',
    })
    expect(parsed.html).toContain('<p>Hola, señora</p>')
    expect(parsed.text).toContain('Hola, señora\n.\nfin')
    expect(parsed.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    )
  })

  it.each(NOT_ONE_ADDRESS)('sends nothing to %j, which is not one address', async (to) => {
    await expect(transport.send(mail({ to }))).rejects.toMatchObject({
      code: 'direccion_invalida',
      permanent: true,
    })
    expect(server.received).toEqual([])
  })

  it.each([
    { code: 550, text: '5.1.1 no such user here <persona@ejemplo.cl>', permanent: true },
    { code: 552, text: '5.2.2 mailbox full', permanent: true },
    { code: 450, text: '4.2.0 greylisted', permanent: false },
    { code: 503, text: '5.5.1 bad sequence', permanent: false },
    { code: 554, text: '5.7.1 relay access denied', permanent: false },
  ])('treats "$code $text" as permanent: $permanent', async ({ code, text, permanent }) => {
    const failure = { name: 'SendFailed', code: `smtp_${code}`, permanent }
    server.behavior = { onRecipient: () => ({ code, text }) }
    await expect(transport.send(mail())).rejects.toMatchObject(failure)
    server.behavior = { onMessage: () => ({ code, text }) }
    await expect(transport.send(mail())).rejects.toMatchObject(failure)
    server.behavior = {}
    await transport.send(mail())
    expect(server.received).toHaveLength(1)
  })

  it.each<[string, SmtpBehavior]>([
    ['refuses the connection', { onConnect: 'refuse' }],
    ['never greets', { onConnect: 'silent' }],
    ['never answers for a recipient', { onRecipient: () => 'silent' }],
    ['never says whether it took the message', { onMessage: () => 'silent' }],
    ['cuts the connection after the message', { onMessage: () => 'cut' }],
  ])('fails transiently, in bounded time, when the server %s', async (_what, behavior) => {
    server.behavior = behavior
    const impatient = smtpTransport(server.url, SENDER, SHORT_TIMEOUTS)
    const failure = await impatient.send(mail()).catch((error: unknown) => error)
    await impatient.close()
    expect(failure).toMatchObject({ name: 'SendFailed', permanent: false })
    expect(String(failure)).not.toContain('persona@ejemplo.cl')
    expect(server.received).toEqual([])
  })

  it('fails transiently, and its check too, when nobody listens', async () => {
    await expect(transport.check()).resolves.toBe(true)
    await server.close()
    await expect(transport.check()).resolves.toBe(false)
    await expect(transport.send(mail())).rejects.toMatchObject({
      name: 'SendFailed',
      permanent: false,
    })
    server = await startSmtpServer()
  })

  it('never sends in clear text to another machine', async () => {
    const remote = smtpTransport(server.url.replace('127.0.0.1', '0.0.0.0'), SENDER)
    await expect(remote.send(mail())).rejects.toMatchObject({ name: 'SendFailed', permanent: false })
    await remote.close()
    expect(server.received).toEqual([])
  })
})

describe('the folder', () => {
  let dir: string
  let transport: MailTransport
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'correo-')), 'sin', 'crear')
    transport = folderTransport(dir, SENDER)
  })
  afterEach(() => rm(join(dir, '..', '..'), { recursive: true }))

  it('writes each message under its id, readable by its owner only', async () => {
    await transport.send(mail())
    expect(await readdir(dir)).toEqual([`${mail().id}.eml`])
    const path = join(dir, `${mail().id}.eml`)
    expect((await stat(path)).mode & 0o077).toBe(0)
    expect(await PostalMime.parse(await readFile(path))).toMatchObject({
      subject: 'Código de prueba: ñandú',
      to: [{ address: 'persona@ejemplo.cl' }],
      messageId: '<0198c7de-0000-7000-8000-000000000001@sence.cl>',
    })
  })

  it('writes nothing again for the same id', async () => {
    await transport.send(mail())
    const path = join(dir, `${mail().id}.eml`)
    await utimes(path, 1000, 1000)
    await transport.send(mail({ subject: 'Otro' }))
    expect((await stat(path)).mtimeMs).toBe(1_000_000)
  })

  it.each(NOT_ONE_ADDRESS)('writes nothing for %j, which is not one address', async (to) => {
    await expect(transport.send(mail({ to }))).rejects.toMatchObject({ permanent: true })
    await expect(readdir(dir)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('fails transiently when it cannot write', async () => {
    await expect(transport.check()).resolves.toBe(true)
    await rm(dir, { recursive: true })
    await writeFile(dir, 'a file where the folder should be')
    await expect(transport.check()).resolves.toBe(false)
    await expect(transport.send(mail())).rejects.toMatchObject({ code: 'EEXIST', permanent: false })
  })
})

describe('the sender', () => {
  it('is one address, with or without a name', () => {
    expect(parseSender('no-responder@sence.cl')).toEqual({ name: '', address: 'no-responder@sence.cl' })
    expect(parseSender(SENDER)).toEqual({ name: 'Clave SENCE', address: 'no-responder@sence.cl' })
  })

  it.each(['', 'Clave SENCE', 'a@sence.cl, b@sence.cl', 'Clave <sence>'])('refuses %j', (text) => {
    expect(() => parseSender(text)).toThrow('one address')
  })
})
