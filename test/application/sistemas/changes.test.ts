import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAviso } from '../../../src/application/notices/avisos.ts'
import { verifySecreto } from '../../../src/application/openid/verify-secreto.ts'
import type { StaffContext } from '../../../src/application/ports.ts'
import { SISTEMA_CHANGES } from '../../../src/application/staff/sistemas/change-one.ts'
import {
  changeSistema,
  resumeSistema,
  rotateSecreto,
  suspendSistema,
} from '../../../src/application/staff/sistemas/change-sistema.ts'
import { createSistema } from '../../../src/application/staff/sistemas/create-sistema.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'
import type { TypedTerms } from '../../../src/domain/sistemas/terms.ts'
import { storedFuncionario } from '../../support/data/personal.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { runAtOnce } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const POWERS = ['administrar_sistemas'] as const
const OPERADOR: StaffContext = {
  actor: { kind: 'operador', nombre: 'ana', powers: POWERS },
  requestId: 'orden',
}
const administrador = (renewedFor: string | null): StaffContext => ({
  actor: { kind: 'funcionario', id: 'f', rol: 'administrador', powers: POWERS, renewedFor },
  requestId: 'peticion',
})
const TERMS: TypedTerms = {
  nombre: 'Cursos en línea',
  tipo: 'propio',
  redirectUris: ['https://cursos.test/vuelta'],
  postLogoutUris: [],
  volverOrigins: ['https://cursos.test'],
  scopes: ['openid', 'run'],
  autenticacion: 'basic',
  backchannelLogoutUri: null,
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
const codes = (result: Result<unknown>) => (result.ok ? ['bien'] : result.refusals.map(({ code }) => code))

describe.each(ENGINES)('systems that sign people in, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  let count = 0
  /** One with a name and an origin of its own. */
  function register(terms: Partial<TypedTerms> = {}, more = {}) {
    count += 1
    const own = { nombre: `Sistema ${count}`, volverOrigins: [`https://s${count}.test`] }
    return createSistema(p.deps, OPERADOR, {
      terms: { ...TERMS, ...own, ...terms },
      sector: null,
      logo: null,
      ...more,
    })
  }

  it('are registered with a secret that is said once, changed, suspended and resumed; all of it is audited', async () => {
    const { sistema, secret } = value(await register())
    expect([sistema.id, secret]).toEqual([
      expect.stringMatching(/^[a-z\d]{24}$/),
      expect.stringMatching(/^[\w-]{43}$/),
    ])
    const stored = async () => {
      const found = await p.deps.store.single.sistemas.findById(sistema.id)
      if (!found) throw new Error('it is gone')
      return found
    }
    expect(await stored()).toEqual(sistema)
    expect(JSON.stringify(await stored())).not.toContain(secret)
    const now = p.clock.now()
    expect(verifySecreto(p.deps, await stored(), secret ?? '', now)).toBe(true)
    const scopes = ['openid', 'email']
    const changed = await changeSistema(p.deps, OPERADOR, sistema, { terms: { scopes, nombre: 'Cursos' } })
    expect(value(changed)).toMatchObject({ nombre: 'Cursos', scopes, sector: sistema.sector, version: 2 })
    expect(await stored()).toEqual(value(changed))
    expect(codes(await changeSistema(p.deps, OPERADOR, sistema, { terms: { scopes } }))).toEqual([
      'sistema_cambio_entretanto',
    ])
    const { id } = sistema
    expect(codes(await suspendSistema(p.deps, OPERADOR, { id }))).toEqual(['bien'])
    expect(codes(await suspendSistema(p.deps, OPERADOR, { id }))).toEqual(['sistema_ya_suspendido'])
    expect(verifySecreto(p.deps, await stored(), secret ?? '', now)).toBe(false)
    expect(codes(await resumeSistema(p.deps, OPERADOR, { id }))).toEqual(['bien'])
    expect(codes(await resumeSistema(p.deps, OPERADOR, { id }))).toEqual(['sistema_ya_activo'])
    expect(codes(await rotateSecreto(p.deps, OPERADOR, { id: 'nadie' }, 24))).toEqual(['sistema_no_existe'])
    const audited = await p.deps.store.read(({ audit }) => audit.findAfter(0, 100))
    expect(audited.map(({ event, result, detail }) => [event, result, detail])).toEqual([
      ['sistema_creado', 'bien', { tipo: 'propio', sistema: id }],
      ['sistema_cambiado', 'bien', { sistema: id, cambios: 'nombre,scopes' }],
      ['sistema_cambiado', 'sistema_cambio_entretanto', { sistema: id }],
      ['sistema_suspendido', 'bien', { sistema: id }],
      ['sistema_suspendido', 'sistema_ya_suspendido', { sistema: id }],
      ['sistema_reanudado', 'bien', { sistema: id }],
      ['sistema_reanudado', 'sistema_ya_activo', { sistema: id }],
      ['sistema_secreto_rotado', 'sistema_no_existe', {}],
    ])
  })

  it('keep every secret that was said, however many are given at once', async () => {
    const { sistema, secret } = value(await register())
    const rotated = await runAtOnce(4, () => rotateSecreto(p.deps, OPERADOR, { id: sistema.id }, 24))
    const said = [secret, ...rotated.map((one) => value(one).secret)]
    const found = await p.deps.store.single.sistemas.findById(sistema.id)
    if (!found) throw new Error('it is gone')
    for (const one of said) expect(verifySecreto(p.deps, found, one ?? '', p.clock.now())).toBe(true)
    expect(found.secretos.filter(({ expiresAt }) => expiresAt === null)).toHaveLength(1)
  })

  it('never share a name or an origin; share what people are known by where that is asked', async () => {
    const { sistema } = value(await register({ nombre: 'Cursos en línea' }))
    expect(codes(await register({ nombre: 'CURSOS EN LINEA', volverOrigins: [] }))).toEqual([
      'sistema_nombre_en_uso',
    ])
    const { volverOrigins } = sistema
    expect(codes(await register({ nombre: 'Otros', volverOrigins }))).toEqual(['sistema_origen_en_uso'])
    const other = { nombre: 'Otros', volverOrigins: [] }
    expect(codes(await register(other, { sector: 'nadie' }))).toEqual(['sistema_no_existe'])
    const { sistema: shared } = value(await register(other, { sector: sistema.id }))
    expect(shared.sector).toBe(sistema.sector)
    const { sistema: apart } = value(await register({ nombre: 'Aparte', volverOrigins: [] }))
    expect(apart.sector).not.toBe(sistema.sector)
    const taken = { terms: { volverOrigins } }
    expect(codes(await changeSistema(p.deps, OPERADOR, apart, taken))).toEqual(['sistema_origen_en_uso'])
  })

  it('have a secret unless they are public', async () => {
    const { sistema, secret } = value(await register({ autenticacion: 'ninguna' }))
    expect([secret, sistema.secretos]).toEqual([null, []])
    expect(codes(await rotateSecreto(p.deps, OPERADOR, sistema, 24))).toEqual(['sistema_sin_secreto'])
    const basic = value(await changeSistema(p.deps, OPERADOR, sistema, { terms: { autenticacion: 'basic' } }))
    const given = value(await rotateSecreto(p.deps, OPERADOR, basic, 24))
    const again = await changeSistema(p.deps, OPERADOR, given.sistema, {
      terms: { autenticacion: 'ninguna' },
    })
    expect(value(again).secretos).toEqual([])
  })

  it('are changed in the console only by who showed their second factor again for it', async () => {
    const asked = { terms: { ...TERMS, nombre: 'De la consola' }, sector: null, logo: null }
    for (const renewedFor of [null, 'personal'])
      expect(codes(await createSistema(p.deps, administrador(renewedFor), asked))).toEqual([
        'sistema_segundo_factor',
      ])
    const { sistema } = value(await createSistema(p.deps, administrador(SISTEMA_CHANGES), asked))
    expect(sistema.createdBy).toBe('funcionario:f')
    const withoutFactor = administrador(null)
    for (const refused of [
      await changeSistema(p.deps, withoutFactor, sistema, { terms: {} }),
      await rotateSecreto(p.deps, withoutFactor, sistema, 24),
      await suspendSistema(p.deps, withoutFactor, sistema),
      await resumeSistema(p.deps, withoutFactor, sistema),
    ])
      expect(codes(refused)).toEqual(['sistema_segundo_factor'])
  })

  it('tell everybody who administers staff of each change, whoever did it too, and of nothing that was refused', async () => {
    const staff = [
      storedFuncionario({ id: 'f', email: 'f@sence.test', nombre: 'Rosa Díaz', rol: 'administrador' }),
      storedFuncionario({ id: 'g', email: 'g@sence.test', rol: 'administrador' }),
      storedFuncionario({ id: 's', email: 's@sence.test', rol: 'administrador', estado: 'suspendido' }),
      storedFuncionario({ id: 'v', email: 'v@sence.test', rol: 'supervisor' }),
    ]
    for (const one of staff) await p.deps.store.transaction(({ funcionarios }) => funcionarios.create(one))
    const rosa = administrador(SISTEMA_CHANGES)
    const terms = { ...TERMS, nombre: 'Avisado', volverOrigins: [] }
    const made = value(await createSistema(p.deps, rosa, { terms, sector: null, logo: null }))
    const { id } = made.sistema
    const redirectUris = ['https://otra.test/vuelta']
    value(await changeSistema(p.deps, rosa, { id }, { terms: { nombre: 'Otro nombre', redirectUris } }))
    value(await changeSistema(p.deps, rosa, { id }, { terms: { redirectUris } }))
    const rotated = value(await rotateSecreto(p.deps, OPERADOR, { id }, 24))
    value(await suspendSistema(p.deps, rosa, { id }))
    await suspendSistema(p.deps, rosa, { id })
    value(await resumeSistema(p.deps, rosa, { id }))
    const now = p.clock.now()
    const rows = await p.deps.store.transaction(({ avisos }) => avisos.lease('correo', 't', now, now, 100))
    const opened = rows.map((row) => openAviso(p.deps.cipher, row))
    const toldTo = (to: string) =>
      opened.flatMap((one) =>
        one.to === to && one.aviso.kind === 'sistema_cambiado'
          ? [[one.aviso.sistema, one.aviso.change, one.aviso.by]]
          : [],
      )
    const by = { funcionario: 'Rosa Díaz' }
    const each = [
      ['Avisado', { what: 'registrado' }, by],
      ['Avisado', { what: 'cambiado', parts: ['nombre', 'redirectUris'] }, by],
      ['Otro nombre', { what: 'secreto' }, { operador: 'ana' }],
      ['Otro nombre', { what: 'suspendido' }, by],
      ['Otro nombre', { what: 'reanudado' }, by],
    ]
    for (const to of ['f@sence.test', 'g@sence.test'])
      expect(toldTo(to)).toEqual(expect.arrayContaining(each))
    expect(opened).toHaveLength(2 * each.length)
    for (const secret of [made.secret, rotated.secret])
      expect(JSON.stringify(opened)).not.toContain(secret ?? '')
  })

  it('have a picture, and none that is something else', async () => {
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#036' } })
      .png()
      .toBuffer()
    const { sistema } = value(await register({}, { logo: picture }))
    const logo = await p.deps.store.single.sistemas.readLogo(sistema.id)
    expect(logo?.hash).toBe(sistema.logoHash)
    expect(logo && (await sharp(logo.png).metadata()).format).toBe('png')
    for (const wrong of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', ''])
      expect(
        codes(await changeSistema(p.deps, OPERADOR, sistema, { terms: {}, logo: Buffer.from(wrong) })),
      ).toEqual(['sistema_logo'])
    value(await changeSistema(p.deps, OPERADOR, sistema, { terms: {}, logo: null }))
    expect(await p.deps.store.single.sistemas.readLogo(sistema.id)).toBeUndefined()
  })
})
