import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerError } from 'smtp-server'

export interface ReceivedMail {
  from: string
  to: string[]
  /** The message as it came over the wire. */
  raw: string
}

/** What the server does instead of taking a message. Each may be changed while it runs. */
export interface SmtpBehavior {
  /** Says 421 and hangs up, or never greets. */
  onConnect?: 'rehusar' | 'callar'
  /** Refuses a recipient with that reply, never answers it, or takes it. */
  onRecipient?: (email: string) => { code: number; text: string } | 'callar' | 'tomar'
  /** After the whole message came: refuses it, never answers, or cuts the connection. */
  onMessage?: (email: string) => { code: number; text: string } | 'callar' | 'cortar' | 'tomar'
}

export interface TestSmtpServer {
  url: string
  received: ReceivedMail[]
  behavior: SmtpBehavior
  close(): Promise<void>
}

const reply = ({ code, text }: { code: number; text: string }): SMTPServerError =>
  Object.assign(new Error(text), { responseCode: code })

/** Starts a real SMTP server on a free port of this machine, without TLS or sign-in. */
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
      if (handle.behavior.onConnect === 'callar') return
      if (handle.behavior.onConnect === 'rehusar') done(reply({ code: 421, text: '4.3.2 closed for now' }))
      else done()
    },
    onRcptTo({ address }, _session, done) {
      const what = handle.behavior.onRecipient?.(address) ?? 'tomar'
      if (what === 'callar') return
      done(what === 'tomar' ? null : reply(what))
    },
    async onData(stream, { envelope }, done) {
      const raw = await text(stream)
      const to = envelope.rcptTo.map(({ address }) => address)
      const what = handle.behavior.onMessage?.(to[0] ?? '') ?? 'tomar'
      if (what === 'callar') return
      if (what === 'cortar') return cutConnections()
      if (what !== 'tomar') return done(reply(what))
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
