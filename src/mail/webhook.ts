import { createHmac } from 'node:crypto'
import { type Clock, SendFailed, type SmsTransport } from '../application/ports.ts'
import { smsBody } from './sms-body.ts'

/** Milliseconds; shorter than a lease of the outbox, and than the minute that a transport may take. */
const TIMEOUT_MS = 20_000

/**
 * Client errors that say “not now”, not “never”: timeout, too early, too many; and a secret that the gateway does not
 * take (any more), which is mended on our side and loses nobody’s message.
 */
const TRANSIENT_STATUSES = new Set([401, 403, 408, 425, 429])

/**
 * Reads SMS_WEBHOOK_URL.
 * @throws when it is not http or https, or carries what belongs in a header or nowhere.
 */
export function parseWebhookUrl(text: string): URL {
  const url = URL.parse(text)
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
const sign = (secret: string, seconds: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

/**
 * Hands each SMS to a gateway by a signed JSON POST. Any 2xx takes it; another 4xx than {@link TRANSIENT_STATUSES} means that it
 * never will; all the rest, that it may be tried again under the same id. Redirections are not followed: the key goes
 * to who was named in the settings and to nobody else.
 * @param timeoutMs until the headers of the answer.
 */
export function webhookTransport(
  address: string,
  secret: string,
  clock: Pick<Clock, 'now'>,
  timeoutMs = TIMEOUT_MS,
): SmsTransport {
  const url = parseWebhookUrl(address)
  return {
    async send(sms) {
      const body = smsBody(sms)
      const seconds = String(Math.floor(clock.now().getTime() / 1000))
      const status = await requestStatus(url, timeoutMs, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Idempotency-Key': sms.id,
          'X-Sence-Timestamp': seconds,
          'X-Sence-Hmac': sign(secret, seconds, body),
        },
        body: body,
      })
      if (status >= 200 && status < 300) return
      throw new SendFailed(`http_${status}`, status >= 400 && status < 500 && !TRANSIENT_STATUSES.has(status))
    },
    /** Not all gateways know HEAD: a refusal too says that one is there. A fault of its own or a redirection does not. */
    check: () =>
      requestStatus(url, timeoutMs, { method: 'HEAD' }).then(
        (status) => status < 300 || (status >= 400 && status < 500),
        () => false,
      ),
    close: async () => {},
  }
}

/** @returns the status; what the gateway says beside it is not read. @throws {EnvioFallido} for now, with a code only. */
async function requestStatus(url: URL, timeoutMs: number, init: RequestInit): Promise<number> {
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const { status, body } = await fetch(url, { ...init, redirect: 'manual', signal })
    await body?.cancel()
    return status
  } catch (error) {
    throw new SendFailed(errorCode(error), false)
  }
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'desconocido'
  if (error.name === 'TimeoutError') return 'ETIMEDOUT'
  const { code } = Object(error.cause) as NodeJS.ErrnoException
  return code ?? 'desconocido'
}
