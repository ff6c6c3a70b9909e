import { createHash, pbkdf2Sync } from 'node:crypto'
import bcrypt from 'bcrypt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importCuentas } from '../../../src/application/operator/import-cuentas.ts'
import { wrapHashes } from '../../../src/application/worker/wrap-hashes.ts'
import type { Values } from '../../../src/domain/import/cells.ts'
import { PREGUNTAS } from '../../../src/domain/secrets/respuesta-secreta.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import {
  actualizarFields,
  cambiar,
  naturalCuenta,
  respond,
  shownProvisoria,
  validateForActualizar,
  validateForCambiar,
} from '../../support/http/journeys.ts'
import { optionsIn, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const CURRENT_HASH = /^hmac-sha256\+bcrypt\$/
const hex = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex')

const HASH_CLASSES: [string, string][] = [
  ['bcrypt', bcrypt.hashSync(CLAVE, 4).replace('$2b', '$2y')],
  ['MD5', hex('md5', CLAVE)],
  ['salted SHA-1', `sha1$sal$${hex('sha1', `sal${CLAVE}`)}`],
  ['salted SHA-256', `sha256-sufijo$sal$${hex('sha256', `${CLAVE}sal`)}`],
  ['PBKDF2', `pbkdf2-sha256$2000$sal$${pbkdf2Sync(CLAVE, 'sal', 2000, 32, 'sha256').toString('base64')}`],
]

async function importAll(p: TestProduct, ...cuentas: Values[]) {
  const records = cuentas.map((values, i) => ({
    line: i + 2,
    values: { perfil: 'natural', ...values },
  }))
  async function* batches() {
    yield records
  }
  const report = { resume: async () => {}, add: async () => {} }
  await importCuentas(
    p.deps,
    OPERADOR,
    { fileHash: hex('sha256', JSON.stringify(records)), batches: batches() },
    { rehearsal: false, report, onProgress: () => {} },
  )
}

/** Runs rounds of the worker until no hash is left to wrap. */
async function wrapAll(p: TestProduct): Promise<void> {
  while ((await wrapHashes(p.deps, 3)) > 0);
}

const COMPLETE_CUENTA = {
  nombres: 'Rosa',
  fechaNacimiento: '03-10-1994',
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  comuna: '13101',
  preguntaSecreta: 'p06',
}

describe('an account of the old system', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it.each(HASH_CLASSES.map(([kind, claveHash], i) => [kind, claveHash, 21_000_000 + i] as const))(
    'with a CS hashed in %s can change it, and its hash is upgraded on validation',
    async (_class, claveHash, number) => {
      await importAll(p, {
        ...COMPLETE_CUENTA,
        identificador: rutOf(number),
        email: `i${number}@correo.test`,
        claveHash,
      })
      const me = new ScriptFreeBrowser(p.app)
      expect(await validateForCambiar(me, number, CLAVE.toLowerCase())).toMatchObject({
        status: 422,
        errors: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
      })
      expect((await validateForCambiar(me, number)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
      const enteredHash = (await naturalCuenta(p, number)).claveHash
      expect(enteredHash).toMatch(CURRENT_HASH)
      expect((await validateForCambiar(me, number)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
      expect((await naturalCuenta(p, number)).claveHash).toBe(enteredHash)
      expect((await cambiar(me, number, CLAVE, NEW_CLAVE)).title).toBe('Su CS fue cambiada')
      expect((await validateForCambiar(me, number, CLAVE)).status).toBe(422)
    },
  )

  it.each(HASH_CLASSES.map(([kind, claveHash], i) => [kind, claveHash, 21_100_000 + i] as const))(
    'with a CS hashed in %s still validates after the hash was wrapped',
    async (kind, claveHash, number) => {
      await importAll(p, {
        ...COMPLETE_CUENTA,
        identificador: rutOf(number),
        email: `i${number}@correo.test`,
        claveHash,
      })
      const before = await naturalCuenta(p, number)
      await wrapAll(p)
      const wrapped = await naturalCuenta(p, number)
      if (kind === 'bcrypt') expect(wrapped).toEqual(before)
      else expect(wrapped.claveHash).toMatch(/^antiguo\+hmac-sha256\+bcrypt\$/)
      expect((await validateForCambiar(new ScriptFreeBrowser(p.app), number)).url).toBe(
        pasoUrl('natural', 'cambiar', 'nueva'),
      )
      expect((await naturalCuenta(p, number)).claveHash).toMatch(CURRENT_HASH)
    },
  )

  it('keeps a question that is no longer offered, and proves with it in Actualizar', async () => {
    const number = 21_200_009
    const respuestaSecreta = 'Teddy'
    await importAll(p, {
      ...COMPLETE_CUENTA,
      identificador: rutOf(number),
      email: `persona${number}@correo.test`,
      respuestaSecreta,
    })
    const me = new ScriptFreeBrowser(p.app)
    const seguridad = await validateForActualizar(me, number)
    const data = await me.submitFrom(seguridad, { preguntaSecreta: 'p06', respuestaSecreta })
    expect(data.url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
    expect(optionsIn(data, 'preguntaNueva')).toEqual(['', ...PREGUNTAS.map(({ id }) => id)])
    const refused = await me.submitFrom(
      data,
      actualizarFields(number, { preguntaNueva: 'p06', respuestaNueva: 'Nahuel Elefantito' }),
    )
    expect(refused.errors).toEqual(['Elija una de las opciones de Pregunta Secreta'])
    expect((await naturalCuenta(p, number)).preguntaSecreta).toBe('p06')
  })

  it('recovers with its answer, imported hashed or as text', async () => {
    await importAll(
      p,
      {
        ...COMPLETE_CUENTA,
        identificador: rutOf(21_200_001),
        respuestaHash: hex('md5', 'nahuel elefantito'),
      },
      { ...COMPLETE_CUENTA, identificador: rutOf(21_200_002), respuestaSecreta: 'Nahuel Elefantito' },
      { ...COMPLETE_CUENTA, identificador: rutOf(21_200_003), respuestaSecreta: 'Nahuel Elefantito' },
    )
    const respuesta = async (number: number) =>
      shownProvisoria(await respond(new ScriptFreeBrowser(p.app), number, 'NAHUEL elefantito'))
    expect(await respuesta(21_200_001)).not.toBe('')
    expect(await respuesta(21_200_002)).not.toBe('')
    await wrapAll(p)
    expect((await naturalCuenta(p, 21_200_003)).respuestaHash).toMatch(CURRENT_HASH)
    expect(await respuesta(21_200_003)).not.toBe('')
  })

  it('without a usable CS is refused, and recovers', async () => {
    const number = 21_300_001
    await importAll(p, {
      ...COMPLETE_CUENTA,
      identificador: rutOf(number),
      claveHash: `sha512crypt$${CLAVE}`,
      respuestaHash: hex('md5', 'nahuel elefantito'),
    })
    expect((await naturalCuenta(p, number)).claveHash).toBeNull()
    expect((await validateForCambiar(new ScriptFreeBrowser(p.app), number)).status).toBe(422)
    const me = new ScriptFreeBrowser(p.app)
    const provisoria = shownProvisoria(await respond(me, number, 'nahuel elefantito'))
    expect((await cambiar(me, number, provisoria, NEW_CLAVE)).title).toBe('Su CS fue cambiada')
  })

  it('with almost no data changes its CS, and is told what is missing', async () => {
    const number = 21_400_001
    await importAll(p, { identificador: rutOf(number), claveHash: hex('md5', CLAVE) })
    const page = await cambiar(new ScriptFreeBrowser(p.app), number, CLAVE, NEW_CLAVE)
    expect(page.title).toBe('Su CS fue cambiada')
    for (const datum of [
      'Fecha de Nacimiento',
      'Email',
      'Pregunta y Respuesta Secreta',
      'Dirección, Región y Comuna',
    ]) {
      expect(textOf(page)).toContain(datum)
    }
  })

  it('keeps a CS chosen while the old hash was being wrapped', async () => {
    const number = 21_500_001
    await importAll(p, { ...COMPLETE_CUENTA, identificador: rutOf(number), claveHash: hex('md5', CLAVE) })
    const { hasher } = p.deps
    const hasherWithRace = {
      ...hasher,
      async wrap(hash: string) {
        const wrapped = await hasher.wrap(hash)
        await cambiar(new ScriptFreeBrowser(p.app), number, CLAVE, NEW_CLAVE)
        return wrapped
      },
    }
    expect(await wrapHashes({ ...p.deps, hasher: hasherWithRace }, 1)).toBe(1)
    expect((await naturalCuenta(p, number)).claveHash).toMatch(CURRENT_HASH)
    expect((await validateForCambiar(new ScriptFreeBrowser(p.app), number, NEW_CLAVE)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('with a hash that cannot be decrypted does not hold up the others', async () => {
    const [withoutKey, valid] = [21_600_001, 21_600_002]
    await importAll(p, {
      ...COMPLETE_CUENTA,
      identificador: rutOf(withoutKey),
      claveHash: hex('md5', CLAVE),
    })
    await p.deps.store.transaction(async (uow) => {
      const cuenta = await uow.cuentas.findByIdentificador('natural', rutOf(withoutKey))
      if (cuenta) await uow.cuentas.save({ ...cuenta, claveHash: 'antiguo$v1.otra.a.b.c' })
    })
    await importAll(p, { ...COMPLETE_CUENTA, identificador: rutOf(valid), claveHash: hex('md5', CLAVE) })
    await wrapAll(p)
    expect((await naturalCuenta(p, withoutKey)).claveHash).toBe('antiguo$v1.otra.a.b.c')
    expect((await naturalCuenta(p, valid)).claveHash).toMatch(/^antiguo\+/)
    expect((await validateForCambiar(new ScriptFreeBrowser(p.app), withoutKey)).status).toBe(422)
  })

  it('has no weak hash in the clear, anywhere in the database', async () => {
    const everything = await p.composition.store.withSnapshot(async ({ tables, batches }) => {
      const rows: unknown[] = []
      for (const table of tables) for await (const batch of batches(table)) rows.push(batch)
      return JSON.stringify(rows)
    })
    for (const [, hash] of HASH_CLASSES.slice(1)) {
      const digest = hash.split('$').at(-1) ?? ''
      const bytes = Buffer.from(digest, /^[\da-f]+$/.test(digest) ? 'hex' : 'base64')
      for (const shape of ['hex', 'base64', 'base64url'] as const)
        expect(everything).not.toContain(bytes.toString(shape))
    }
    expect(everything).not.toContain('Elefantito')
    expect(everything).not.toContain('elefantito')
  })
})
