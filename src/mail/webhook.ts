import { createHmac } from 'node:crypto'
import { type Clock, SendFailed, type SmsTransport } from '../application/ports.ts'
import { smsBody } from './sms-body.ts'

/** Milliseconds; shorter than the outbox's lease and than the minute a transport may take. */
const TIMEOUT_MS = 20_000

/**
 * 4xx statuses that mean “not now”: timeout, too early, too many; and a secret the gateway rejects, which the
 * operator fixes without losing messages.
 */
const TRANSIENT_STATUSES = new Set([401, 403, 408, 425, 429])

/**
 * Parses SMS_WEBHOOK_URL.
 * @throws Error when it is not http or https, or carries credentials or a fragment.
 */
export function parseWebhookUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new Error('must be an http or https address')
  if (url.username || url.password || url.hash)
    throw new Error('must have neither user, password nor fragment')
  return url
}

/**
 * The `X-Sence-Hmac` header: `v1=` and the hexadecimal HMAC-SHA-256, under the shared secret, of the seconds
 * in `X-Sence-Timestamp`, a dot and the body as sent. The contract is in docs/operating.md.
 */
const sign = (secret: string, seconds: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

/**
 * Sends each SMS to a gateway with a signed JSON POST. 2xx is success; a 4xx outside {@link
 * TRANSIENT_STATUSES} is permanent; anything else is retried under the same id. Redirects are not followed:
 * the clave goes only to the configured host.
 * @param timeoutMs until the response headers.
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
    /** Not all gateways support HEAD, so a 4xx counts as reachable; a redirect or a 5xx does not. */
    check: () =>
      requestStatus(url, timeoutMs, { method: 'HEAD' }).then(
        (status) => status < 300 || (status >= 400 && status < 500),
        () => false,
      ),
    close: async () => {},
  }
}

/**
 * @returns the status; the response body is not read.
 * @throws {SendFailed} transient, with a code only.
 */
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
