import { expect, it } from 'vitest'
import type { Sistemas } from '../../src/application/ports.ts'
import { sistemaOf } from '../support/data/sistemas.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce } from '../support/storage/contract.ts'

describeOnEachEngine('other systems', (store) => {
  const within = <T>(run: (sistemas: Sistemas) => Promise<T>) =>
    store().transaction(({ sistemas }) => run(sistemas))

  it('are found as they were stored, by name, with their secrets', async () => {
    const secretos = [
      { hash: 'nueva', createdAt: addMinutes(5), expiresAt: null },
      { hash: 'anterior', createdAt: NOW, expiresAt: addMinutes(60) },
    ]
    const one = sistemaOf({ secretos, backchannelLogoutUri: 'https://cursos.test/salida' })
    const other = sistemaOf({ id: 'otec', nombre: 'Asistencia', tipo: 'tercero', autenticacion: 'ninguna' })
    for (const sistema of [one, other]) expect(await within((all) => all.create(sistema))).toBe(true)
    expect(await store().single.sistemas.findById('cursos')).toEqual(one)
    expect(await store().single.sistemas.findById('nadie')).toBeUndefined()
    expect(await store().read(({ sistemas }) => sistemas.findAll())).toEqual([other, one])
    expect(await within((all) => all.findByNombre('ASISTENCIA '))).toEqual(other)
  })

  it('never have names that people could not tell apart', async () => {
    const names = ['Otec', 'ÓTEC', ' otec.', 'o-tec']
    const made = await runAtOnce(4, (index) =>
      within((all) => all.create(sistemaOf({ id: `nombre-${index}`, nombre: names[index] ?? '' }))),
    )
    expect(made.filter(Boolean)).toHaveLength(2)
    const [one] = await within((all) => all.findAll())
    if (!one) throw new Error('none was stored')
    const another = sistemaOf({ id: 'aparte', nombre: 'Aparte' })
    expect(await within((all) => all.create(another))).toBe(true)
    expect(await within((all) => all.save({ ...another, nombre: one.nombre.toUpperCase() }))).toBe(false)
    expect(await within((all) => all.findById('aparte'))).toEqual(another)
  })

  it('of many that save the same version, one does', async () => {
    const sistema = sistemaOf({ id: 'version', nombre: 'Versiones' })
    await within((all) => all.create(sistema))
    const saved = await runAtOnce(6, (index) =>
      within((all) => all.save({ ...sistema, redirectUris: [`https://cursos.test/${index}`] })),
    )
    expect(saved.filter(Boolean)).toHaveLength(1)
    expect(await within((all) => all.findById('version'))).toMatchObject({
      version: 2,
      redirectUris: [`https://cursos.test/${saved.indexOf(true)}`],
    })
  })

  it('show their picture while they are active', async () => {
    const sistema = sistemaOf({ id: 'logo', nombre: 'Con logo', logoHash: 'abc' })
    await within((all) => all.create(sistema))
    expect(await within((all) => all.readLogo('logo'))).toBeUndefined()
    await within((all) => all.putLogo('logo', Uint8Array.of(137, 80)))
    const logo = await store().single.sistemas.readLogo('logo')
    expect([logo?.hash, [...(logo?.png ?? [])]]).toEqual(['abc', [137, 80]])
    await within((all) => all.save({ ...sistema, estado: 'suspendido' }))
    expect(await within((all) => all.readLogo('logo'))).toBeUndefined()
  })
})
