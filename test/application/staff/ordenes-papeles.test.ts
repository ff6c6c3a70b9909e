/** What two of the staff do on papers that they saw of who has an account (product.md “Two people”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endByFactors } from '../../../src/application/accounts/end-former.ts'
import { freezeCuenta } from '../../../src/application/staff/cuentas/freeze-cuenta.ts'
import type { AskedOrden } from '../../../src/application/staff/ordenes/make-orden.ts'
import type { Organismo } from '../../../src/domain/organisations/organismo.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import { organizacionCuenta, registerOrganizacion } from '../../support/data/organizaciones.ts'
import { rutOf } from '../../support/data/personas.ts'
import { emailOf, mailsFor, naturalCuenta, registerConfirmed } from '../../support/http/journeys.ts'
import { applyNow, ask, decide, estadoOf, objetar } from '../../support/http/ordenes.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

describe.each(ENGINES)('what two people decide on papers, on %s', (engine) => {
  let p: TestProduct
  let number = 36_500_000
  let company = 76_950_000
  const registro = new Map<string, Organismo>()
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const load = (changes: Partial<Organismo>) => {
    registro.set(rutOf(company), organismoOf(company, changes))
    return loadRegistro(p.deps, ...registro.values())
  }
  const VERIFICAR = { kind: 'verificar', reason: 'papeles_vistos' } as const
  const OF_COMPANY = { ...VERIFICAR, perfil: 'juridica', documentoVisto: 'poder' } as const
  const askCompany = (asked: Partial<AskedOrden> = {}) => ask(p, company, { ...OF_COMPANY, ...asked })

  it('«verificar» changes the identity and nothing else, once another person granted what they have seen', async () => {
    await registerConfirmed(p, ++number)
    const orden = await ask(p, number, VERIFICAR)
    await p.deps.store.transaction(async (uow) => {
      const cuenta = await uow.cuentas.findByIdentificador('natural', rutOf(number))
      if (cuenta) await uow.cuentas.save({ ...cuenta, sexo: 'otro' })
    })
    expect((await decide(p, orden)).result).toBe('cambio_entretanto')
    const { version: seen } = await naturalCuenta(p, number)
    expect((await decide(p, orden, { by: 'ana', seen })).result).toBe('misma_persona')
    p.clock.advance({ minutes: 1 })
    expect((await decide(p, orden, { seen })).result).toBe('bien')
    expect((await mailsFor(p, emailOf(number))).at(-1)?.text).toContain('quedará verificada')
    const before = await naturalCuenta(p, number)
    expect(before.identidad).toBe('declarada')
    await applyNow(p, orden)
    const { identidad, version, updatedAt, ...after } = await naturalCuenta(p, number)
    expect(identidad).toBe('verificada')
    expect(before).toMatchObject(after)
    expect(await auditOf(p, before.id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ event: 'identidad_cambiada', result: 'verificada', actor: 'sistema' }),
      ]),
    )
    await expect(ask(p, number, VERIFICAR)).rejects.toThrow('ya_verificada')
  })

  it('«verificar» is stopped by an objection, which freezes; a frozen account is not verified', async () => {
    await registerConfirmed(p, ++number)
    const orden = await ask(p, number, VERIFICAR)
    await decide(p, orden)
    await objetar(p, emailOf(number), 'No permitirlo')
    expect(await estadoOf(p, orden)).toBe('objetada')
    await applyNow(p, orden)
    expect(await naturalCuenta(p, number)).toMatchObject({ estado: 'congelada', identidad: 'declarada' })
    await expect(ask(p, number, VERIFICAR)).rejects.toThrow('congelada')
    await registerConfirmed(p, ++number)
    const granted = await ask(p, number, VERIFICAR)
    await decide(p, granted)
    const about = { perfil: 'natural', identificador: rutOf(number) } as const
    await freezeCuenta(p.deps, OPERADOR, { ...about, reason: 'uso_sospechoso' })
    expect(await estadoOf(p, granted)).toBe('sin_efecto')
  })

  it('«representante» gives a company whom its papers name, and nothing of the former one serves any more', async () => {
    await registerOrganizacion(p, ++company)
    const named = { rut: rutOf(9_000_003), nombres: 'Eva Soto' }
    const other = { kind: 'representante', reason: 'nuevo_representante' } as const
    await expect(askCompany(other)).rejects.toThrow('no_corresponde')
    await registerConfirmed(p, ++number)
    const ofPerson = { ...other, ...named, documentoVisto: 'poder' } as const
    await expect(ask(p, number, ofPerson)).rejects.toThrow('no_corresponde')
    await load({ rutRepresentante: rutOf(9_000_004) })
    await expect(askCompany({ ...other, ...named })).rejects.toThrow('otro_representante')
    await load({ rutRepresentante: named.rut })
    const orden = await askCompany({ ...other, ...named })
    expect((await decide(p, orden, { by: 'ana' })).result).toBe('misma_persona')
    const { version } = await organizacionCuenta(p, company)
    expect((await decide(p, orden, { seen: version - 1 })).result).toBe('cambio_entretanto')
    expect((await decide(p, orden)).result).toBe('bien')
    p.clock.advance({ minutes: 1 })
    await applyNow(p, orden)
    expect(await estadoOf(p, orden)).toBe('aplicada')
    expect(await organizacionCuenta(p, company)).toMatchObject({
      ...{ rutRepresentante: named.rut, emailRepresentante: null, celularRepresentante: null },
      ...{ identidad: 'coincide', verifiedBy: null },
    })
    expect((await mailsFor(p, emailOf(company))).at(-1)?.text).toContain('No fui yo')
  })

  it('«representante» is stopped by an objection, which freezes, and not by the former one who changes the CS', async () => {
    await registerOrganizacion(p, ++company)
    await p.deps.store.transaction(async (uow) => {
      const cuenta = await uow.cuentas.findByIdentificador('juridica', rutOf(company))
      if (cuenta) await uow.cuentas.save({ ...cuenta, emailConfirmedAt: p.clock.now() })
    })
    const named = { rut: rutOf(9_000_003), nombres: 'Eva Soto' }
    const orden = await askCompany({ kind: 'representante', reason: 'sin_el_anterior', ...named })
    await decide(p, orden)
    const { id, rutRepresentante } = await organizacionCuenta(p, company)
    await p.deps.store.transaction((uow) =>
      endByFactors(uow, id, ['clave'], { context: OPERADOR, at: p.clock.now() }),
    )
    expect(await estadoOf(p, orden)).toBe('concedida')
    await objetar(p, emailOf(company), 'No permitirlo')
    await applyNow(p, orden)
    expect(await organizacionCuenta(p, company)).toMatchObject({ estado: 'congelada', rutRepresentante })
  })

  it('«verificar» never passes what the register says, but for the very entry that both looked at', async () => {
    await registerOrganizacion(p, ++company)
    await expect(askCompany({ reason: 'registro_atrasado' })).rejects.toThrow('registro_cambio')
    await expect(askCompany({ documentoVisto: 'cedula' })).rejects.toThrow('no_corresponde')
    const granted = await askCompany()
    await decide(p, granted)
    await load({ rutRepresentante: rutOf(9_000_001) })
    await applyNow(p, granted)
    expect(await estadoOf(p, granted)).toBe('sin_efecto')
    await expect(askCompany()).rejects.toThrow('otro_representante')
    const against = await askCompany({ reason: 'registro_atrasado' })
    await decide(p, against)
    await load({ rutRepresentante: rutOf(9_000_002) })
    await applyNow(p, against)
    expect(await estadoOf(p, against)).toBe('sin_efecto')
    expect(await organizacionCuenta(p, company)).toMatchObject({ identidad: 'declarada', settledEntry: null })
    const again = await askCompany({ reason: 'registro_atrasado' })
    await decide(p, again)
    await applyNow(p, again)
    expect(await organizacionCuenta(p, company)).toMatchObject({ identidad: 'verificada' })
  })
})
