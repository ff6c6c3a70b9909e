import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { esperaMs } from '../../src/application/despachar-avisos.ts'
import { EnvioFallido } from '../../src/application/ports.ts'
import { transporteCarpeta } from '../../src/mail/carpeta.ts'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { crearCifrador } from '../../src/security/cifrador.ts'
import { abrirAlmacen } from '../../src/storage/index.ts'
import { llave } from '../security/claves-de-prueba.ts'
import { MOTORES } from '../support/almacenes.ts'
import { transporteMemoria } from '../support/correo.ts'
import { type Banco, HORA_MS, MINUTO_MS, montarBanco } from './banco.ts'

const ARRIENDO_MS = 2 * MINUTO_MS
const caido = async () => {
  throw new EnvioFallido('ECONNECTION', false)
}

describe('dispatching', () => {
  let banco: Banco
  const memoria = transporteMemoria()
  beforeEach(async () => {
    memoria.enviados = []
    memoria.alEnviar = async () => {}
    banco = await montarBanco('sqlite', memoria)
  })
  afterEach(() => banco.desmontar())
  const destinos = () => memoria.enviados.map(({ para }) => para).sort()

  it('sends each message once, and wipes address and contents', async () => {
    await banco.encolar('a@ejemplo.cl', EJEMPLOS.clave_provisoria)
    const [antes] = await banco.filas()
    expect(await banco.despachar()).toEqual({ enviados: 1, fallidos: 0 })
    expect(await banco.despachar()).toEqual({ enviados: 0, fallidos: 0 })
    expect(memoria.enviados).toMatchObject([{ id: antes?.id, para: 'a@ejemplo.cl' }])
    expect(memoria.enviados[0]?.texto).toContain(EJEMPLOS.clave_provisoria.clave)
    expect(await banco.filas()).toMatchObject([
      { estado: 'enviado', destinoCifrado: '', contenidoCifrado: null },
    ])
  })

  it('tries again later what the server did not take, and not before', async () => {
    await banco.encolar('a@ejemplo.cl')
    memoria.alEnviar = caido
    expect(await banco.despachar()).toEqual({ enviados: 0, fallidos: 1 })
    memoria.alEnviar = async () => {}
    expect(await banco.despachar()).toEqual({ enviados: 0, fallidos: 0 })
    banco.avanzar(MINUTO_MS)
    expect(await banco.despachar()).toEqual({ enviados: 1, fallidos: 0 })
  })

  it('loses nothing while the server is down for hours, and sends within 10 minutes of its return', async () => {
    await banco.encolar('a@ejemplo.cl')
    memoria.alEnviar = caido
    for (let minuto = 0; minuto < 6 * 60; minuto += 5) {
      await banco.despachar()
      banco.avanzar(5 * MINUTO_MS)
    }
    memoria.alEnviar = async () => {}
    for (let minuto = 0; minuto < 9; minuto++) {
      await banco.despachar()
      banco.avanzar(MINUTO_MS)
    }
    expect(destinos()).toEqual(['a@ejemplo.cl'])
  })

  it('abandons a refused recipient at once, says so in the audit, and the others leave', async () => {
    for (const email of ['a@ejemplo.cl', 'mala@ejemplo.cl', 'z@ejemplo.cl']) await banco.encolar(email)
    memoria.alEnviar = async ({ para }) => {
      if (para.startsWith('mala')) throw new EnvioFallido('smtp_550', true)
    }
    expect(await banco.despachar()).toEqual({ enviados: 2, fallidos: 1 })
    expect(destinos()).toEqual(['a@ejemplo.cl', 'z@ejemplo.cl'])
    expect((await banco.filas()).filter(({ estado }) => estado === 'abandonado')).toMatchObject([
      { ultimoError: 'smtp_550', destinoCifrado: '', contenidoCifrado: null },
    ])
    expect(await banco.bitacora()).toMatchObject([
      {
        evento: 'aviso_abandonado',
        actor: 'sistema',
        detalle: { tipo: 'clave_cambiada', codigo: 'smtp_550' },
      },
    ])
  })

  it('abandons after 3 days of tries', async () => {
    await banco.encolar('a@ejemplo.cl')
    memoria.alEnviar = caido
    for (let hora = 0; hora <= 72; hora += 6) {
      expect(await banco.filas()).toMatchObject([{ estado: 'pendiente' }])
      await banco.despachar()
      banco.avanzar(6 * HORA_MS)
    }
    expect(await banco.filas()).toMatchObject([{ estado: 'abandonado', contenidoCifrado: null }])
  })

  it('sends the others when one cannot be read, and keeps it for when its key is back', async () => {
    await banco.encolar('a@ejemplo.cl')
    const ajeno = crearCifrador([llave('perdida')])
    const [fila] = await banco.filas()
    await banco.cambiarFila(fila?.id ?? '', { contenidoCifrado: ajeno.cifrar('{}', 'aviso') })
    await banco.encolar('b@ejemplo.cl')
    expect(await banco.despachar()).toEqual({ enviados: 1, fallidos: 1 })
    expect(destinos()).toEqual(['b@ejemplo.cl'])
    expect(banco.fallas).toHaveLength(1)
    expect(await banco.filas()).toContainEqual(
      expect.objectContaining({ estado: 'pendiente', ultimoError: 'interno' }),
    )
  })

  it('never reads the contents of one message in the place of another', async () => {
    await banco.encolar('a@ejemplo.cl', EJEMPLOS.clave_provisoria)
    await banco.encolar('b@ejemplo.cl', EJEMPLOS.codigo)
    const [una, otra] = await banco.filas()
    await banco.cambiarFila(otra?.id ?? '', { contenidoCifrado: una?.contenidoCifrado ?? null })
    await banco.despachar()
    expect(memoria.enviados).toHaveLength(1)
  })

  it('sends once after a restart what was committed when the process was killed', async () => {
    await banco.encolar('a@ejemplo.cl')
    const reiniciado = await abrirAlmacen(banco.url)
    expect(await banco.despachar({ almacen: reiniciado }, 'otro')).toEqual({ enviados: 1, fallidos: 0 })
    await reiniciado.cerrar()
    expect(await banco.despachar()).toEqual({ enviados: 0, fallidos: 0 })
    expect(destinos()).toEqual(['a@ejemplo.cl'])
  })

  it('leaves one copy when killed after the sending and before writing it down', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'correo-'))
    const correo = transporteCarpeta(dir, 'Clave SENCE <no-responder@sence.cl>')
    await banco.encolar('a@ejemplo.cl')
    const [fila] = await banco.filas()
    const { almacen } = banco.deps
    let transacciones = 0
    const muere = {
      ...almacen,
      transaccion: (async (trabajo) => {
        transacciones += 1
        if (transacciones > 1) throw new Error('killed')
        return almacen.transaccion(trabajo)
      }) satisfies typeof almacen.transaccion,
    }
    expect(await banco.despachar({ correo, almacen: muere })).toEqual({ enviados: 0, fallidos: 1 })
    expect(await banco.despachar({ correo }, 'otro')).toEqual({ enviados: 0, fallidos: 0 })
    banco.avanzar(ARRIENDO_MS)
    expect(await banco.despachar({ correo }, 'otro')).toEqual({ enviados: 1, fallidos: 0 })
    expect(await readdir(dir)).toEqual([`${fila?.id}.eml`])
    const { messageId } = await PostalMime.parse(await readFile(join(dir, `${fila?.id}.eml`)))
    expect(messageId).toBe(`<${fila?.id}@sence.cl>`)
    await rm(dir, { recursive: true })
  })
})

test.each(MOTORES)('on %s, sends each message once when two workers come at the same time', async (motor) => {
  const memoria = transporteMemoria()
  const banco = await montarBanco(motor, memoria)
  const para = Array.from({ length: 30 }, (_, i) => `p${String(i).padStart(2, '0')}@ejemplo.cl`)
  for (const email of para) await banco.encolar(email)
  await Promise.all(['uno', 'dos', 'uno', 'dos'].map((quien) => banco.despachar({}, quien)))
  expect(memoria.enviados.map((correo) => correo.para).sort()).toEqual(para)
  await banco.desmontar()
})

describe('the wait after a failure', () => {
  const entera = { texto: () => '999' }
  const media = { texto: () => '000' }
  const DIA_MS = 24 * HORA_MS

  it.each([
    [0, 1],
    [1, 2],
    [2, 4],
    [3, 8],
    [4, 8],
    [500, 8],
  ])(
    'with %i failures before is at most %i minutes on the first day, and at least half of it',
    (intentos, minutos) => {
      expect(esperaMs(intentos, DIA_MS - 1, entera) / MINUTO_MS).toBeCloseTo(minutos, 1)
      expect(esperaMs(intentos, DIA_MS - 1, media) / MINUTO_MS).toBe(minutos / 2)
    },
  )

  it('grows to an hour after a day', () => {
    expect(esperaMs(100, DIA_MS, entera)).toBeLessThanOrEqual(HORA_MS)
    expect(esperaMs(100, DIA_MS, media)).toBe(HORA_MS / 2)
  })
})
