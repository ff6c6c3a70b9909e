import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerError } from 'smtp-server'

export interface CorreoRecibido {
  de: string
  para: string[]
  /** The message as it came over the wire. */
  crudo: string
}

/** What the server does instead of taking a message. Each may be changed while it runs. */
export interface Conducta {
  /** Says 421 and hangs up, or never greets. */
  alConectar?: 'rehusar' | 'callar'
  /** Refuses a recipient with that reply, never answers it, or takes it. */
  alDestinatario?: (email: string) => { codigo: number; texto: string } | 'callar' | 'tomar'
  /** After the whole message came: refuses it, never answers, or cuts the connection. */
  alMensaje?: (email: string) => { codigo: number; texto: string } | 'callar' | 'cortar' | 'tomar'
}

export interface ServidorSmtp {
  url: string
  recibidos: CorreoRecibido[]
  conducta: Conducta
  cerrar(): Promise<void>
}

const respuesta = ({ codigo, texto }: { codigo: number; texto: string }): SMTPServerError =>
  Object.assign(new Error(texto), { responseCode: codigo })

/** Starts a real SMTP server on a free port of this machine, without TLS or sign-in. */
export async function servidorSmtp(conducta: Conducta = {}): Promise<ServidorSmtp> {
  const sockets = new Set<Socket>()
  const cortar = () => {
    for (const socket of sockets) socket.destroy()
  }
  const servidor = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onConnect(_sesion, seguir) {
      if (esto.conducta.alConectar === 'callar') return
      if (esto.conducta.alConectar === 'rehusar')
        seguir(respuesta({ codigo: 421, texto: '4.3.2 closed for now' }))
      else seguir()
    },
    onRcptTo({ address }, _sesion, seguir) {
      const que = esto.conducta.alDestinatario?.(address) ?? 'tomar'
      if (que === 'callar') return
      seguir(que === 'tomar' ? null : respuesta(que))
    },
    async onData(flujo, { envelope }, seguir) {
      const crudo = await text(flujo)
      const para = envelope.rcptTo.map(({ address }) => address)
      const que = esto.conducta.alMensaje?.(para[0] ?? '') ?? 'tomar'
      if (que === 'callar') return
      if (que === 'cortar') return cortar()
      if (que !== 'tomar') return seguir(respuesta(que))
      esto.recibidos.push({ de: envelope.mailFrom ? envelope.mailFrom.address : '', para, crudo })
      seguir()
    },
  })
  servidor.on('error', () => {})
  servidor.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const escucha = servidor.listen(0, '127.0.0.1')
  await once(escucha, 'listening')
  const esto: ServidorSmtp = {
    url: `smtp://127.0.0.1:${(escucha.address() as AddressInfo).port}`,
    recibidos: [],
    conducta,
    async cerrar() {
      const cerrado = once(servidor.server, 'close')
      servidor.close()
      cortar()
      await cerrado
    },
  }
  return esto
}
