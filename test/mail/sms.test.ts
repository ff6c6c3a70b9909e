import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ALFABETO_PROVISORIA, LARGO_PROVISORIA } from '../../src/domain/clave.ts'
import { mostrarMomento } from '../../src/domain/fecha.ts'
import { SEPTETOS_DE_UN_SMS, septetosDe } from '../../src/mail/gsm7.ts'
import { textoDeSms } from '../../src/mail/mensajes/sms.ts'
import { redactarSms } from '../../src/mail/redactor-sms.ts'
import { anyText, holds } from '../domain/properties.ts'

describe('GSM-7', () => {
  it.each([
    ['', 0],
    ['SENCE', 5],
    ['¿Señor Núñez?'.replace('ú', 'u'), 13],
    ['à è é ù ì ò Ç Å å ä ö ü Ñ ß', 27],
    ['@£$¥ΔΦΓΛΩΠΨΣΘΞ¡§¤_\n\r', 20],
  ])('%j takes %i septets', (texto, septetos) => {
    expect(septetosDe(texto)).toBe(septetos)
  })

  it.each([...'áíóúÁÍÓÚçêõ€[]{}~^|\\\t`“”–…😀', 'n\u0303', '\u001b', '\0'])(
    '%j has letters that it lacks, or that take more than one septet',
    (texto) => {
      expect(septetosDe(texto)).toBeUndefined()
    },
  )

  test('a text has septets exactly when each of its letters has one, whatever name or hour is in it', () => {
    holds(
      fc.property(anyText, (texto) => {
        const letras = [...texto]
        const cabe = letras.every((letra) => septetosDe(letra) === 1)
        expect(septetosDe(texto)).toBe(cabe ? letras.length : undefined)
      }),
    )
  })

  test('the basic set is the 127 letters of the standard', () => {
    const letras = Array.from({ length: 0x3000 }, (_, punto) => String.fromCodePoint(punto))
    expect(letras.filter((letra) => septetosDe(letra) === 1)).toHaveLength(127)
  })
})

describe('the SMS with a temporary key', () => {
  const clave = fc.string({
    unit: fc.constantFrom(...ALFABETO_PROVISORIA),
    minLength: LARGO_PROVISORIA,
    maxLength: LARGO_PROVISORIA,
  })
  const momento = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2099-12-31T00:00:00Z'),
    noInvalidDate: true,
  })

  test('names who sends it, the key, its end in Chile, and that it is not to be shared', () => {
    expect(textoDeSms({ tipo: 'clave_provisoria', clave: 'K7WQ4HNXRT', vence: '05-03-2026 15:32' })).toBe(
      'SENCE: su clave provisoria es K7WQ4HNXRT. Sirve una vez, para cambiar su CS, hasta el 05-03-2026 15:32 (hora de Chile). No la comparta con nadie.',
    )
  })

  test('is one message of GSM-7 letters, whatever the key and the hour', () => {
    holds(
      fc.property(clave, momento, (clave, fin) => {
        const vence = mostrarMomento(fin)
        const { texto } = redactarSms({ tipo: 'clave_provisoria', clave, vence }, '987654321', 'id')
        expect(septetosDe(texto)).toBeLessThanOrEqual(SEPTETOS_DE_UN_SMS)
        expect(texto).toContain(clave)
        expect(texto).toContain(vence)
        expect(texto).not.toMatch(/https?:|www\./)
      }),
    )
  })

  test.each(['K7WQ4HNXRT'.repeat(3), 'CLAVE€'])('that would not be one message (%s) is not sent', (clave) => {
    const aviso = { tipo: 'clave_provisoria' as const, clave, vence: '05-03-2026 15:32' }
    expect(() => redactarSms(aviso, '987654321', 'id')).toThrow(
      expect.objectContaining({ codigo: 'sms_no_cabe', permanente: true }),
    )
  })
})
