import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROVISORIA_LENGTH } from '../../src/domain/secrets/clave.ts'
import { formatMoment } from '../../src/domain/values/fecha.ts'
import { TOLD_ALPHABET } from '../../src/domain/values/told.ts'
import { countSeptets, MAX_SMS_SEPTETS } from '../../src/mail/gsm7.ts'
import { smsText } from '../../src/mail/messages/sms.ts'
import { renderSms } from '../../src/mail/sms-renderer.ts'
import { anyText, holds } from '../domain/properties.ts'

describe('GSM-7', () => {
  it.each([
    ['', 0],
    ['SENCE', 5],
    ['¿Señor Núñez?'.replace('ú', 'u'), 13],
    ['à è é ù ì ò Ç Å å ä ö ü Ñ ß', 27],
    ['@£$¥ΔΦΓΛΩΠΨΣΘΞ¡§¤_\n\r', 20],
  ])('counts for %j %i septets', (text, septets) => {
    expect(countSeptets(text)).toBe(septets)
  })

  it.each([...'áíóúÁÍÓÚçêõ€[]{}~^|\\\t`“”–…😀', 'n\u0303', '\u001b', '\0'])(
    'excludes %j: not in the set, or longer than one septet',
    (text) => {
      expect(countSeptets(text)).toBeUndefined()
    },
  )

  it('counts a text exactly when each of its letters counts', () => {
    holds(
      fc.property(anyText, (text) => {
        const letters = [...text]
        const fits = letters.every((letter) => countSeptets(letter) === 1)
        expect(countSeptets(text)).toBe(fits ? letters.length : undefined)
      }),
    )
  })

  it('covers the 127 letters of the standard', () => {
    const letters = Array.from({ length: 0x3000 }, (_, codePoint) => String.fromCodePoint(codePoint))
    expect(letters.filter((letter) => countSeptets(letter) === 1)).toHaveLength(127)
  })
})

describe('the SMS with a clave provisoria', () => {
  const clave = fc.string({
    unit: fc.constantFrom(...TOLD_ALPHABET),
    minLength: PROVISORIA_LENGTH,
    maxLength: PROVISORIA_LENGTH,
  })
  const moment = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2099-12-31T00:00:00Z'),
    noInvalidDate: true,
  })

  it('names its sender, the clave, its expiry in Chile, and that it must not be shared', () => {
    expect(smsText({ kind: 'clave_provisoria', clave: 'K7WQ4HNXRT', expires: '05-03-2026 15:32' })).toBe(
      'SENCE: su clave provisoria es K7WQ4HNXRT. Sirve una vez, para cambiar su CS, hasta el 05-03-2026 15:32 (hora de Chile). No la comparta con nadie.',
    )
  })

  it('fits one GSM-7 message, whatever the clave and the time', () => {
    holds(
      fc.property(clave, moment, (clave, expiry) => {
        const expires = formatMoment(expiry)
        const { text } = renderSms({ kind: 'clave_provisoria', clave, expires }, '987654321', 'id')
        expect(countSeptets(text)).toBeLessThanOrEqual(MAX_SMS_SEPTETS)
        expect(text).toContain(clave)
        expect(text).toContain(expires)
        expect(text).not.toMatch(/https?:|www\./)
      }),
    )
  })

  it.each(['K7WQ4HNXRT'.repeat(3), 'CLAVE€'])(
    'is not sent when it would not fit one message (%s)',
    (clave) => {
      const aviso = { kind: 'clave_provisoria' as const, clave, expires: '05-03-2026 15:32' }
      expect(() => renderSms(aviso, '987654321', 'id')).toThrow(
        expect.objectContaining({ code: 'sms_no_cabe', permanent: true }),
      )
    },
  )
})
