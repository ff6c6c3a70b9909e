import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerError } from 'smtp-server'

export interface ReceivedMail {
  from: string
  to: string[]
  /** The message as received. */
  raw: string
}

/** What the server does instead of accepting a message. May change while it runs. */
export interface SmtpBehavior {
  /** Answers 421 and closes, or never greets. */
  onConnect?: 'refuse' | 'silent'
  /** Refuses a recipient with that reply, never answers, or accepts it. */
  onRecipient?: (email: string) => { code: number; text: string } | 'silent' | 'accept'
  /** After the whole message: refuses it with that reply, never answers, cuts the connection, or accepts it. */
  onMessage?: (email: string) => { code: number; text: string } | 'silent' | 'cut' | 'accept'
}

export interface TestSmtpServer {
  url: string
  received: ReceivedMail[]
  behavior: SmtpBehavior
  close(): Promise<void>
}

const reply = ({ code, text }: { code: number; text: string }): SMTPServerError =>
  Object.assign(new Error(text), { responseCode: code })

/** Starts an SMTP server on a free local port, without TLS or authentication. */
export async function startSmtpServer(behavior: SmtpBehavior = {}): Promise<TestSmtpServer> {
  const sockets = new Set<Socket>()
  const cutConnections = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onConnect(_session, done) {
      if (handle.behavior.onConnect === 'silent') return
      if (handle.behavior.onConnect === 'refuse') done(reply({ code: 421, text: '4.3.2 closed for now' }))
      else done()
    },
    onRcptTo({ address }, _session, done) {
      const what = handle.behavior.onRecipient?.(address) ?? 'accept'
      if (what === 'silent') return
      done(what === 'accept' ? null : reply(what))
    },
    async onData(stream, { envelope }, done) {
      const raw = await text(stream)
      const to = envelope.rcptTo.map(({ address }) => address)
      const what = handle.behavior.onMessage?.(to[0] ?? '') ?? 'accept'
      if (what === 'silent') return
      if (what === 'cut') return cutConnections()
      if (what !== 'accept') return done(reply(what))
      handle.received.push({ from: envelope.mailFrom ? envelope.mailFrom.address : '', to, raw })
      done()
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const handle: TestSmtpServer = {
    url: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    received: [],
    behavior,
    async close() {
      const closed = once(server.server, 'close')
      server.close()
      cutConnections()
      await closed
    },
  }
  return handle
}
