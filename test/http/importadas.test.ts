/** Accounts of the old system in the hands of their owners. */
import { createHash, pbkdf2Sync } from 'node:crypto'
import bcrypt from 'bcrypt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { envolverHashes } from '../../src/application/envolver-hashes.ts'
import { importarCuentas } from '../../src/application/operador/importar-cuentas.ts'
import type { Valores } from '../../src/domain/importacion-linea.ts'
import { Navegador, textoDe } from '../support/navegador.ts'
import { CLAVE, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { cambiar, claveEn, cuentaDe, responder, validar } from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'
const DE_HOY = /^hmac-sha256\+bcrypt\$/
const hex = (algoritmo: string, texto: string) => createHash(algoritmo).update(texto).digest('hex')

const CLASES: [string, string][] = [
  ['bcrypt', bcrypt.hashSync(CLAVE, 4).replace('$2b', '$2y')],
  ['MD5', hex('md5', CLAVE)],
  ['salted SHA-1', `sha1$sal$${hex('sha1', `sal${CLAVE}`)}`],
  ['salted SHA-256', `sha256-sufijo$sal$${hex('sha256', `${CLAVE}sal`)}`],
  ['PBKDF2', `pbkdf2-sha256$2000$sal$${pbkdf2Sync(CLAVE, 'sal', 2000, 32, 'sha256').toString('base64')}`],
]

async function importadas(p: ProductoDePrueba, ...cuentas: Valores[]) {
  const registros = cuentas.map((valores, i) => ({
    linea: i + 2,
    valores: { perfil: 'natural', ...valores },
  }))
  async function* tandas() {
    yield registros
  }
  const informe = { retomar: async () => {}, agregar: async () => {} }
  await importarCuentas(
    p.deps,
    { nombre: 'prueba', origen: 'prueba' },
    { archivo: hex('sha256', JSON.stringify(registros)), tandas: tandas() },
    { ensayo: false, informe, alAvanzar: () => {} },
  )
}

/** Rounds of the worker until nothing waits. */
async function envolverTodas(p: ProductoDePrueba): Promise<void> {
  while ((await envolverHashes(p.deps, 3)) > 0);
}

const COMPLETA = {
  nombres: 'Rosa',
  fechaNacimiento: '03-10-1994',
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  comuna: '13101',
  preguntaSecreta: 'p06',
}

describe('an account of the old system', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test.each(CLASES.map(([clase, claveHash], i) => [clase, claveHash, 21_000_000 + i] as const))(
    'with a key in %s enters with it at Cambiar, and its hash is one of today’s from then on',
    async (_clase, claveHash, numero) => {
      await importadas(p, {
        ...COMPLETA,
        identificador: rutDe(numero),
        email: `i${numero}@correo.test`,
        claveHash,
      })
      const yo = new Navegador(p.app)
      expect(await validar(yo, numero, CLAVE.toLowerCase())).toMatchObject({
        estado: 422,
        errores: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
      })
      expect((await validar(yo, numero)).url).toBe('/natural/cambiar/nueva')
      const entrada = (await cuentaDe(p, numero)).claveHash
      expect(entrada).toMatch(DE_HOY)
      expect((await validar(yo, numero)).url).toBe('/natural/cambiar/nueva')
      expect((await cuentaDe(p, numero)).claveHash).toBe(entrada)
      expect((await cambiar(yo, numero, CLAVE, NUEVA)).titulo).toBe('Su CS fue cambiada')
      expect((await validar(yo, numero, CLAVE)).estado).toBe(422)
    },
  )

  test.each(CLASES.map(([clase, claveHash], i) => [clase, claveHash, 21_100_000 + i] as const))(
    'with a key in %s enters with it after the hash was wrapped',
    async (clase, claveHash, numero) => {
      await importadas(p, {
        ...COMPLETA,
        identificador: rutDe(numero),
        email: `i${numero}@correo.test`,
        claveHash,
      })
      const antes = await cuentaDe(p, numero)
      await envolverTodas(p)
      const envuelta = await cuentaDe(p, numero)
      if (clase === 'bcrypt') expect(envuelta).toEqual(antes)
      else expect(envuelta.claveHash).toMatch(/^antiguo\+hmac-sha256\+bcrypt\$/)
      expect((await validar(new Navegador(p.app), numero)).url).toBe('/natural/cambiar/nueva')
      expect((await cuentaDe(p, numero)).claveHash).toMatch(DE_HOY)
    },
  )

  test('recovers with its secret answer, whether its hash or itself was in the file', async () => {
    await importadas(
      p,
      { ...COMPLETA, identificador: rutDe(21_200_001), respuestaHash: hex('md5', 'don elefantito') },
      { ...COMPLETA, identificador: rutDe(21_200_002), respuestaSecreta: 'Don Elefantito' },
      { ...COMPLETA, identificador: rutDe(21_200_003), respuestaSecreta: 'Don Elefantito' },
    )
    const respuesta = async (numero: number) =>
      claveEn(await responder(new Navegador(p.app), numero, 'DON elefantito'))
    expect(await respuesta(21_200_001)).not.toBe('')
    expect(await respuesta(21_200_002)).not.toBe('')
    await envolverTodas(p)
    expect((await cuentaDe(p, 21_200_003)).respuestaHash).toMatch(DE_HOY)
    expect(await respuesta(21_200_003)).not.toBe('')
  })

  test('without a usable key cannot enter, and recovers', async () => {
    const numero = 21_300_001
    await importadas(p, {
      ...COMPLETA,
      identificador: rutDe(numero),
      claveHash: `sha512crypt$${CLAVE}`,
      respuestaHash: hex('md5', 'don elefantito'),
    })
    expect((await cuentaDe(p, numero)).claveHash).toBeNull()
    expect((await validar(new Navegador(p.app), numero)).estado).toBe(422)
    const yo = new Navegador(p.app)
    const provisoria = claveEn(await responder(yo, numero, 'don elefantito'))
    expect((await cambiar(yo, numero, provisoria, NUEVA)).titulo).toBe('Su CS fue cambiada')
  })

  test('with almost no data changes its CS, and reads what is missing', async () => {
    const numero = 21_400_001
    await importadas(p, { identificador: rutDe(numero), claveHash: hex('md5', CLAVE) })
    const pagina = await cambiar(new Navegador(p.app), numero, CLAVE, NUEVA)
    expect(pagina.titulo).toBe('Su CS fue cambiada')
    for (const dato of [
      'Fecha de Nacimiento',
      'Email',
      'Pregunta y Respuesta Secreta',
      'Dirección, Región y Comuna',
    ]) {
      expect(textoDe(pagina)).toContain(dato)
    }
  })

  test('keeps the key that its owner chose while its old hash was being wrapped', async () => {
    const numero = 21_500_001
    await importadas(p, { ...COMPLETA, identificador: rutDe(numero), claveHash: hex('md5', CLAVE) })
    const { hasher } = p.deps
    const entretanto = {
      ...hasher,
      async envolver(hash: string) {
        const hecho = await hasher.envolver(hash)
        await cambiar(new Navegador(p.app), numero, CLAVE, NUEVA)
        return hecho
      },
    }
    expect(await envolverHashes({ ...p.deps, hasher: entretanto }, 1)).toBe(1)
    expect((await cuentaDe(p, numero)).claveHash).toMatch(DE_HOY)
    expect((await validar(new Navegador(p.app), numero, NUEVA)).url).toBe('/natural/cambiar/nueva')
  })

  test('whose hash nobody can open any more is tried once and does not hold up the others', async () => {
    const [sinLlave, buena] = [21_600_001, 21_600_002]
    await importadas(p, { ...COMPLETA, identificador: rutDe(sinLlave), claveHash: hex('md5', CLAVE) })
    await p.deps.almacen.transaccion(async (uow) => {
      const cuenta = await uow.cuentas.porIdentificador('natural', rutDe(sinLlave))
      if (cuenta) await uow.cuentas.guardar({ ...cuenta, claveHash: 'antiguo$v1.otra.a.b.c' })
    })
    await importadas(p, { ...COMPLETA, identificador: rutDe(buena), claveHash: hex('md5', CLAVE) })
    await envolverTodas(p)
    expect((await cuentaDe(p, sinLlave)).claveHash).toBe('antiguo$v1.otra.a.b.c')
    expect((await cuentaDe(p, buena)).claveHash).toMatch(/^antiguo\+/)
    expect((await validar(new Navegador(p.app), sinLlave)).estado).toBe(422)
  })

  test('keeps no weak hash in the clear, anywhere in the database', async () => {
    const todo = await p.composicion.almacen.conInstantanea(async ({ tablas, tandas }) => {
      const filas: unknown[] = []
      for (const tabla of tablas) for await (const tanda of tandas(tabla)) filas.push(tanda)
      return JSON.stringify(filas)
    })
    for (const [, hash] of CLASES.slice(1)) {
      const digestion = hash.split('$').at(-1) ?? ''
      const bytes = Buffer.from(digestion, /^[\da-f]+$/.test(digestion) ? 'hex' : 'base64')
      for (const forma of ['hex', 'base64', 'base64url'] as const)
        expect(todo).not.toContain(bytes.toString(forma))
    }
    expect(todo).not.toContain('Elefantito')
    expect(todo).not.toContain('elefantito')
  })
})
