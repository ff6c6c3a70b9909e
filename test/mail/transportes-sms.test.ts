import { createHmac } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sms } from '../../src/application/ports.ts'
import { textoDeSms } from '../../src/mail/mensajes/sms.ts'
import { transporteSmsCarpeta } from '../../src/mail/sms-carpeta.ts'
import { transporteWebhook } from '../../src/mail/webhook.ts'
import { type Respuesta, type ServidorWebhook, servidorWebhook } from '../support/webhook.ts'

const SECRETO = 'a secret that both sides know, and nobody else'
const RELOJ = { ahora: () => new Date('2026-03-05T17:32:00.900Z') }
const sms = (cambios: Partial<Sms> = {}): Sms => ({
  id: '0198c7de-0000-7000-8000-000000000001',
  para: '987654321',
  texto: 'SENCE: año nuevo, clave nueva.',
  ...cambios,
})

const NO_SON_UN_CELULAR = [
  '',
  '98765432',
  '9876543210',
  '887654321',
  '+56987654321',
  '987654321,912345678',
  '9 8765 4321',
]

describe('the webhook', () => {
  let servidor: ServidorWebhook
  beforeEach(async () => {
    servidor = await servidorWebhook()
  })
  afterEach(() => servidor.cerrar())
  const transporte = (plazoMs?: number) => transporteWebhook(servidor.url, SECRETO, RELOJ, plazoMs)

  it('posts one JSON object with the idempotency key, signed with its time as the guide tells to verify', async () => {
    await transporte().enviar(sms())
    const [pedido] = servidor.recibidos
    expect(pedido?.metodo).toBe('POST')
    expect(JSON.parse(pedido?.cuerpo ?? '')).toEqual({
      id: sms().id,
      to: '+56987654321',
      text: 'SENCE: año nuevo, clave nueva.',
    })
    const firma = createHmac('sha256', SECRETO).update(`1772731920.${pedido?.cuerpo}`).digest('hex')
    expect(pedido?.cabeceras).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': sms().id,
      'x-sence-timestamp': '1772731920',
      'x-sence-hmac': `v1=${firma}`,
    })
  })

  it('sends what the example of docs/operating.md says, byte by byte', async () => {
    const guia = await readFile(new URL('../../docs/operating.md', import.meta.url), 'utf8')
    const ejemplo = textoDeSms({ tipo: 'clave_provisoria', clave: 'K7WQ4HNXRT', vence: '05-03-2026 15:32' })
    await transporteWebhook(servidor.url, 'secreto-de-ejemplo-para-verificar', RELOJ).enviar(
      sms({ texto: ejemplo }),
    )
    const [pedido] = servidor.recibidos
    expect(guia).toContain(`\nX-Sence-Hmac: ${pedido?.cabeceras['x-sence-hmac']}\n\n${pedido?.cuerpo}\n`)
    expect(guia).toContain('`secreto-de-ejemplo-para-verificar`')
  })

  it.each([200, 201, 202, 204])('takes %i as taken', async (estado) => {
    servidor.alRecibir = () => estado
    await expect(transporte().enviar(sms())).resolves.toBeUndefined()
  })

  it.each([
    [400, true],
    [401, false],
    [404, true],
    [410, true],
    [422, true],
    [408, false],
    [425, false],
    [429, false],
    [500, false],
    [503, false],
  ])('takes %i as final: %s, and keeps the status only', async (estado, permanente) => {
    servidor.alRecibir = () => estado
    const fallo = await transporte()
      .enviar(sms())
      .catch((error: unknown) => error)
    expect(fallo).toMatchObject({ name: 'EnvioFallido', codigo: `http_${estado}`, permanente })
    expect(String(fallo)).not.toContain('987654321')
  })

  it('sends the same id again after a 500, so that the gateway knows it', async () => {
    const respuestas: Respuesta[] = [500, 200]
    servidor.alRecibir = () => respuestas.shift() ?? 500
    await expect(transporte().enviar(sms())).rejects.toMatchObject({ permanente: false })
    await transporte().enviar(sms())
    expect(servidor.recibidos.map(({ cabeceras }) => cabeceras['idempotency-key'])).toEqual([
      sms().id,
      sms().id,
    ])
    expect(servidor.recibidos[1]?.cuerpo).toBe(servidor.recibidos[0]?.cuerpo)
  })

  it.each([301, 302, 307, 308])(
    'never follows a %i: the key goes to nobody but the gateway',
    async (estado) => {
      const otro = await servidorWebhook()
      servidor.alRecibir = () => ({ estado, location: otro.url })
      await expect(transporte().enviar(sms())).rejects.toMatchObject({
        codigo: `http_${estado}`,
        permanente: false,
      })
      expect(otro.recibidos).toEqual([])
      await otro.cerrar()
    },
  )

  it.each<[Respuesta, string]>([
    ['callar', 'ETIMEDOUT'],
    ['cortar', 'UND_ERR_SOCKET'],
  ])('fails for now, in bounded time, when the gateway does %s', async (respuesta, codigo) => {
    servidor.alRecibir = () => respuesta
    await expect(transporte(200).enviar(sms())).rejects.toMatchObject({
      name: 'EnvioFallido',
      codigo,
      permanente: false,
    })
  })

  it.each(NO_SON_UN_CELULAR)('sends nothing to %j, which is not one mobile', async (para) => {
    await expect(transporte().enviar(sms({ para }))).rejects.toMatchObject({
      codigo: 'celular_invalido',
      permanente: true,
    })
    expect(servidor.recibidos).toEqual([])
  })

  it('says whether the gateway is there without sending anything', async () => {
    servidor.alRecibir = () => 405
    await expect(transporte().comprobar()).resolves.toBe(true)
    expect(servidor.recibidos).toMatchObject([{ metodo: 'HEAD', cuerpo: '' }])
    for (const respuesta of [503, { estado: 302, location: servidor.url }]) {
      servidor.alRecibir = () => respuesta
      await expect(transporte().comprobar()).resolves.toBe(false)
    }
    servidor.alRecibir = () => 'callar'
    await expect(transporte(200).comprobar()).resolves.toBe(false)
  })

  it('fails for now when nobody listens', async () => {
    await servidor.cerrar()
    await expect(transporte().comprobar()).resolves.toBe(false)
    await expect(transporte().enviar(sms())).rejects.toMatchObject({
      codigo: 'ECONNREFUSED',
      permanente: false,
    })
    servidor = await servidorWebhook()
  })
})

describe('the folder of SMS', () => {
  let dir: string
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'sms-')), 'sin', 'crear')
  })
  afterEach(() => rm(join(dir, '..', '..'), { recursive: true }))
  const ruta = () => join(dir, `${sms().id}.json`)

  it('keeps what a gateway would have got under its id, for its owner only', async () => {
    await transporteSmsCarpeta(dir).enviar(sms())
    expect(await readdir(dir)).toEqual([`${sms().id}.json`])
    expect((await stat(ruta())).mode & 0o077).toBe(0)
    expect(JSON.parse(await readFile(ruta(), 'utf8'))).toEqual({
      id: sms().id,
      to: '+56987654321',
      text: 'SENCE: año nuevo, clave nueva.',
    })
  })

  it('writes nothing again for the same id', async () => {
    await transporteSmsCarpeta(dir).enviar(sms())
    await utimes(ruta(), 1000, 1000)
    await transporteSmsCarpeta(dir).enviar(sms({ texto: 'Otro' }))
    expect((await stat(ruta())).mtimeMs).toBe(1_000_000)
  })

  it.each(NO_SON_UN_CELULAR)('writes nothing for %j, which is not one mobile', async (para) => {
    await expect(transporteSmsCarpeta(dir).enviar(sms({ para }))).rejects.toMatchObject({ permanente: true })
    await expect(readdir(dir)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('fails for now when it cannot write', async () => {
    const carpeta = transporteSmsCarpeta(dir)
    await expect(carpeta.comprobar()).resolves.toBe(true)
    await rm(dir, { recursive: true })
    await writeFile(dir, 'a file where the folder should be')
    await expect(carpeta.comprobar()).resolves.toBe(false)
    await expect(carpeta.enviar(sms())).rejects.toMatchObject({ codigo: 'EEXIST', permanente: false })
  })
})
