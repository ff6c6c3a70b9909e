import { createHmac } from 'node:crypto'
import { EnvioFallido, type Reloj, type TransporteSms } from '../application/ports.ts'
import { cuerpoDeSms } from './sms-cuerpo.ts'

/** Milliseconds; shorter than a lease of the outbox, and than the minute that a transport may take. */
const PLAZO_MS = 20_000

/**
 * Client errors that say “not now”, not “never”: timeout, too early, too many; and a secret that the gateway does not
 * take (any more), which is mended on our side and loses nobody’s message.
 */
const POR_AHORA = new Set([401, 403, 408, 425, 429])

/**
 * Reads SMS_WEBHOOK_URL.
 * @throws when it is not http or https, or carries what belongs in a header or nowhere.
 */
export function leerWebhook(texto: string): URL {
  const url = URL.parse(texto)
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new Error('must be an http or https address')
  if (url.username || url.password || url.hash)
    throw new Error('must have neither user, password nor fragment')
  return url
}

/**
 * The signature of a POST, for the header `X-Sence-Hmac`: `v1=` and, in hexadecimal, HMAC-SHA-256 under the shared
 * secret over the seconds of `X-Sence-Timestamp`, a dot and the body as it is sent. The contract is in
 * docs/operating.md.
 */
const firmar = (secreto: string, segundos: string, cuerpo: string): string =>
  `v1=${createHmac('sha256', secreto).update(`${segundos}.${cuerpo}`).digest('hex')}`

/**
 * Hands each SMS to a gateway by a signed JSON POST. Any 2xx takes it; another 4xx than {@link POR_AHORA} means that it
 * never will; all the rest, that it may be tried again under the same id. Redirections are not followed: the key goes
 * to who was named in the settings and to nobody else.
 * @param plazoMs until the headers of the answer.
 */
export function transporteWebhook(
  direccion: string,
  secreto: string,
  reloj: Pick<Reloj, 'ahora'>,
  plazoMs = PLAZO_MS,
): TransporteSms {
  const url = leerWebhook(direccion)
  return {
    async enviar(sms) {
      const cuerpo = cuerpoDeSms(sms)
      const segundos = String(Math.floor(reloj.ahora().getTime() / 1000))
      const estado = await pedir(url, plazoMs, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Idempotency-Key': sms.id,
          'X-Sence-Timestamp': segundos,
          'X-Sence-Hmac': firmar(secreto, segundos, cuerpo),
        },
        body: cuerpo,
      })
      if (estado >= 200 && estado < 300) return
      throw new EnvioFallido(`http_${estado}`, estado >= 400 && estado < 500 && !POR_AHORA.has(estado))
    },
    /** Not all gateways know HEAD: a refusal too says that one is there. A fault of its own or a redirection does not. */
    comprobar: () =>
      pedir(url, plazoMs, { method: 'HEAD' }).then(
        (estado) => estado < 300 || (estado >= 400 && estado < 500),
        () => false,
      ),
    cerrar: async () => {},
  }
}

/** @returns the status; what the gateway says beside it is not read. @throws {EnvioFallido} for now, with a code only. */
async function pedir(url: URL, plazoMs: number, pedido: RequestInit): Promise<number> {
  try {
    const signal = AbortSignal.timeout(plazoMs)
    const { status, body } = await fetch(url, { ...pedido, redirect: 'manual', signal })
    await body?.cancel()
    return status
  } catch (error) {
    throw new EnvioFallido(codigoDe(error), false)
  }
}

function codigoDe(error: unknown): string {
  if (!(error instanceof Error)) return 'desconocido'
  if (error.name === 'TimeoutError') return 'ETIMEDOUT'
  const { code } = Object(error.cause) as NodeJS.ErrnoException
  return code ?? 'desconocido'
}
