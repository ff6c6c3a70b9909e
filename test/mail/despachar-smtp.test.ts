import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { transporteSmtp } from '../../src/mail/smtp.ts'
import { type ServidorSmtp, servidorSmtp } from '../support/smtp.ts'
import { type Banco, MINUTO_MS, montarBanco } from './banco.ts'

const PLAZOS = { conexion: 1000, saludo: 1000, inactividad: 1000, total: 5000 }

describe('dispatching to a real SMTP server', () => {
  let servidor: ServidorSmtp
  let banco: Banco
  beforeEach(async () => {
    servidor = await servidorSmtp()
    banco = await montarBanco(
      'sqlite',
      transporteSmtp(servidor.url, 'Clave SENCE <no-responder@sence.cl>', PLAZOS),
    )
  })
  afterEach(async () => {
    await banco.deps.correo.cerrar()
    await banco.desmontar()
    await servidor.cerrar()
  })
  const llegaron = () => servidor.recibidos.map(({ para }) => para.join()).sort()

  it('delivers the notice, its id in the Message-ID', async () => {
    await banco.encolar('persona@ejemplo.cl', EJEMPLOS.enlace_recuperar)
    const [fila] = await banco.filas()
    expect(await banco.despachar()).toEqual({ enviados: 1, fallidos: 0 })
    const correo = await PostalMime.parse(servidor.recibidos[0]?.crudo ?? '')
    expect(correo.messageId).toBe(`<${fila?.id}@sence.cl>`)
    expect(correo.subject).toBe('Enlace para recuperar su Clave Sence')
    expect(correo.text).toContain(EJEMPLOS.enlace_recuperar.enlace)
    expect(correo.html).toContain(EJEMPLOS.enlace_recuperar.enlace)
  })

  it('tries again when the server refuses connections', async () => {
    await banco.encolar('persona@ejemplo.cl')
    servidor.conducta = { alConectar: 'rehusar' }
    expect(await banco.despachar()).toEqual({ enviados: 0, fallidos: 1 })
    servidor.conducta = {}
    banco.avanzar(MINUTO_MS)
    expect(await banco.despachar()).toEqual({ enviados: 1, fallidos: 0 })
    expect(llegaron()).toEqual(['persona@ejemplo.cl'])
  })

  it('sends the others while the server hangs on one, which is tried again', async () => {
    for (const email of ['a@ejemplo.cl', 'lenta@ejemplo.cl', 'z@ejemplo.cl']) await banco.encolar(email)
    servidor.conducta = { alDestinatario: (email) => (email.startsWith('lenta') ? 'callar' : 'tomar') }
    expect(await banco.despachar()).toEqual({ enviados: 2, fallidos: 1 })
    expect(llegaron()).toEqual(['a@ejemplo.cl', 'z@ejemplo.cl'])
    servidor.conducta = {}
    banco.avanzar(MINUTO_MS)
    await banco.despachar()
    expect(llegaron()).toEqual(['a@ejemplo.cl', 'lenta@ejemplo.cl', 'z@ejemplo.cl'])
  })

  it('abandons a rejected recipient and sends the others', async () => {
    for (const email of ['a@ejemplo.cl', 'mala@ejemplo.cl', 'z@ejemplo.cl']) await banco.encolar(email)
    servidor.conducta = {
      alDestinatario: (email) =>
        email.startsWith('mala') ? { codigo: 550, texto: '5.1.1 unknown' } : 'tomar',
    }
    expect(await banco.despachar()).toEqual({ enviados: 2, fallidos: 1 })
    expect(llegaron()).toEqual(['a@ejemplo.cl', 'z@ejemplo.cl'])
    expect(await banco.filas()).toContainEqual(
      expect.objectContaining({ estado: 'abandonado', ultimoError: 'smtp_550' }),
    )
    expect(banco.fallas).toEqual([])
  })
})
