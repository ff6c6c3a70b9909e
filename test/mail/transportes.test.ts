import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Correo, TransporteCorreo } from '../../src/application/ports.ts'
import { transporteCarpeta } from '../../src/mail/carpeta.ts'
import { transporteSmtp } from '../../src/mail/smtp.ts'
import { leerRemitente } from '../../src/mail/sobre.ts'
import { type Conducta, type ServidorSmtp, servidorSmtp } from '../support/smtp.ts'

const REMITENTE = 'Clave SENCE <no-responder@sence.cl>'
/** Only for servers that hang: a slow machine must not end a conversation that goes well. */
const APURADO = { conexion: 100, saludo: 100, inactividad: 100, total: 1000 }
const correo = (cambios: Partial<Correo> = {}): Correo => ({
  id: '0198c7de-0000-7000-8000-000000000001',
  para: 'persona@ejemplo.cl',
  asunto: 'Código de prueba: ñandú',
  html: '<p>Hola, señora</p>',
  texto: 'Hola, señora\n.\nfin\n',
  ...cambios,
})

const CON_MAS_DESTINOS = [
  'a@ejemplo.cl\r\nBcc: b@ejemplo.cl',
  'a@ejemplo.cl, b@ejemplo.cl',
  'a@ejemplo.cl;b@ejemplo.cl',
  'a@ejemplo.cl b@ejemplo.cl',
  '<a@ejemplo.cl>,<b@ejemplo.cl>',
  'Grupo: a@ejemplo.cl, b@ejemplo.cl;',
  'a@ejemplo.cl\n',
  '',
]

describe('SMTP', () => {
  let servidor: ServidorSmtp
  let transporte: TransporteCorreo
  beforeEach(async () => {
    servidor = await servidorSmtp()
    transporte = transporteSmtp(servidor.url, REMITENTE)
  })
  afterEach(async () => {
    await transporte.cerrar()
    await servidor.cerrar()
  })

  it('delivers both parts, marked as automatic, with an id made from the idempotency key', async () => {
    await transporte.enviar(correo())
    const [recibido] = servidor.recibidos
    expect(recibido?.de).toBe('no-responder@sence.cl')
    expect(recibido?.para).toEqual(['persona@ejemplo.cl'])
    const leido = await PostalMime.parse(recibido?.crudo ?? '')
    expect(leido).toMatchObject({
      subject: 'Código de prueba: ñandú',
      from: { name: 'Clave SENCE', address: 'no-responder@sence.cl' },
      to: [{ name: '', address: 'persona@ejemplo.cl' }],
      messageId: '<0198c7de-0000-7000-8000-000000000001@sence.cl>',
    })
    expect(leido.html).toContain('<p>Hola, señora</p>')
    expect(leido.text).toContain('Hola, señora\n.\nfin')
    expect(leido.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    )
  })

  it.each(CON_MAS_DESTINOS)('sends nothing to %j, which is not one address', async (para) => {
    await expect(transporte.enviar(correo({ para }))).rejects.toMatchObject({
      codigo: 'direccion_invalida',
      permanente: true,
    })
    expect(servidor.recibidos).toEqual([])
  })

  it.each([
    { codigo: 550, texto: '5.1.1 no such user here <persona@ejemplo.cl>', permanente: true },
    { codigo: 552, texto: '5.2.2 mailbox full', permanente: true },
    { codigo: 450, texto: '4.2.0 greylisted', permanente: false },
    { codigo: 503, texto: '5.5.1 bad sequence', permanente: false },
    { codigo: 554, texto: '5.7.1 relay access denied', permanente: false },
  ])('takes "$codigo $texto" as final: $permanente', async ({ codigo, texto, permanente }) => {
    const fallo = { name: 'EnvioFallido', codigo: `smtp_${codigo}`, permanente }
    servidor.conducta = { alDestinatario: () => ({ codigo, texto }) }
    await expect(transporte.enviar(correo())).rejects.toMatchObject(fallo)
    servidor.conducta = { alMensaje: () => ({ codigo, texto }) }
    await expect(transporte.enviar(correo())).rejects.toMatchObject(fallo)
    servidor.conducta = {}
    await transporte.enviar(correo())
    expect(servidor.recibidos).toHaveLength(1)
  })

  it.each<[string, Conducta]>([
    ['refuses the connection', { alConectar: 'rehusar' }],
    ['never greets', { alConectar: 'callar' }],
    ['never answers for a recipient', { alDestinatario: () => 'callar' }],
    ['never says whether it took the message', { alMensaje: () => 'callar' }],
    ['cuts the connection after the message', { alMensaje: () => 'cortar' }],
  ])('fails for now, in bounded time, when the server %s', async (_que, conducta) => {
    servidor.conducta = conducta
    const apurado = transporteSmtp(servidor.url, REMITENTE, APURADO)
    const fallo = await apurado.enviar(correo()).catch((error: unknown) => error)
    await apurado.cerrar()
    expect(fallo).toMatchObject({ name: 'EnvioFallido', permanente: false })
    expect(String(fallo)).not.toContain('persona@ejemplo.cl')
    expect(servidor.recibidos).toEqual([])
  })

  it('fails for now when nobody listens, and says that mail cannot leave', async () => {
    await expect(transporte.comprobar()).resolves.toBe(true)
    await servidor.cerrar()
    await expect(transporte.comprobar()).resolves.toBe(false)
    await expect(transporte.enviar(correo())).rejects.toMatchObject({
      name: 'EnvioFallido',
      permanente: false,
    })
    servidor = await servidorSmtp()
  })

  it('will not hand a message in the clear to a server that is not this machine', async () => {
    const lejano = transporteSmtp(servidor.url.replace('127.0.0.1', '0.0.0.0'), REMITENTE)
    await expect(lejano.enviar(correo())).rejects.toMatchObject({ name: 'EnvioFallido', permanente: false })
    await lejano.cerrar()
    expect(servidor.recibidos).toEqual([])
  })
})

describe('the folder', () => {
  let dir: string
  let transporte: TransporteCorreo
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'correo-')), 'sin', 'crear')
    transporte = transporteCarpeta(dir, REMITENTE)
  })
  afterEach(() => rm(join(dir, '..', '..'), { recursive: true }))

  it('keeps each message under its id, for its owner only', async () => {
    await transporte.enviar(correo())
    expect(await readdir(dir)).toEqual([`${correo().id}.eml`])
    const ruta = join(dir, `${correo().id}.eml`)
    expect((await stat(ruta)).mode & 0o077).toBe(0)
    expect(await PostalMime.parse(await readFile(ruta))).toMatchObject({
      subject: 'Código de prueba: ñandú',
      to: [{ address: 'persona@ejemplo.cl' }],
      messageId: '<0198c7de-0000-7000-8000-000000000001@sence.cl>',
    })
  })

  it('writes nothing again for the same id', async () => {
    await transporte.enviar(correo())
    const ruta = join(dir, `${correo().id}.eml`)
    await utimes(ruta, 1000, 1000)
    await transporte.enviar(correo({ asunto: 'Otro' }))
    expect((await stat(ruta)).mtimeMs).toBe(1_000_000)
  })

  it.each(CON_MAS_DESTINOS)('writes nothing for %j, which is not one address', async (para) => {
    await expect(transporte.enviar(correo({ para }))).rejects.toMatchObject({ permanente: true })
    await expect(readdir(dir)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('fails for now when it cannot write', async () => {
    await expect(transporte.comprobar()).resolves.toBe(true)
    await rm(dir, { recursive: true })
    await writeFile(dir, 'a file where the folder should be')
    await expect(transporte.comprobar()).resolves.toBe(false)
    await expect(transporte.enviar(correo())).rejects.toMatchObject({ codigo: 'EEXIST', permanente: false })
  })
})

describe('the sender', () => {
  it('is one address, with or without a name', () => {
    expect(leerRemitente('no-responder@sence.cl')).toEqual({ name: '', address: 'no-responder@sence.cl' })
    expect(leerRemitente(REMITENTE)).toEqual({ name: 'Clave SENCE', address: 'no-responder@sence.cl' })
  })

  it.each(['', 'Clave SENCE', 'a@sence.cl, b@sence.cl', 'Clave <sence>'])('refuses %j', (texto) => {
    expect(() => leerRemitente(texto)).toThrow('one address')
  })
})
