import { mayRetireFrom, maySignFrom, type SigningKey } from '../domain/openid/signing-keys.ts'
import { formatMoment } from '../domain/values/fecha.ts'

/** A key that signs tokens, and what may be done with it. @param keys all of them. */
export function signingKeyLine(key: SigningKey, keys: readonly SigningKey[]): string {
  const { id, estado, signingSince, publishedAt, retiredAt } = key
  const on = (at: Date | null | undefined) => (at ? formatMoment(at) : '')
  if (estado === 'retirada') return `${id}: retirada el ${on(retiredAt)}`
  if (estado === 'firma') return `${id}: firma desde el ${on(signingSince)}`
  if (signingSince === null)
    return `${id}: publicada el ${on(publishedAt)}; puede firmar desde el ${on(maySignFrom(key))}`
  return `${id}: ya no firma; se puede retirar desde el ${on(mayRetireFrom(key, keys))}`
}
