import { describe, expect, it } from 'vitest'
import {
  beforeSistema,
  consentOpening,
  interaccionLostPage,
  scopeSentences,
} from '../../../src/domain/pages/ingresar-pages.ts'
import type { PERFILES } from '../../../src/domain/perfil.ts'
import { SCOPES } from '../../../src/domain/sistemas/scopes.ts'

describe('what a system of others asks to see', () => {
  const seen = (perfil: (typeof PERFILES)[number]) => scopeSentences(SCOPES, perfil).join('\n')

  it('is told each in their own words, without what they have not', () => {
    expect(seen('natural')).not.toMatch(/organización|extranjero|OTEC/)
    expect(seen('juridica')).not.toMatch(/extranjero|OTEC/)
    expect(seen('juridica')).toContain('Ver el RUT de su organización')
    expect(seen('migrante')).not.toMatch(/organización|OTEC/)
    expect(seen('migrante')).toContain('Ver su RUT, si llega a tener uno')
    expect(seen('facilitador')).toContain(
      'Ver el número de su documento extranjero, su país y los RUT de sus OTEC',
    )
  })

  it('says the name once, and the document once', () => {
    expect(scopeSentences(['name', 'profile', 'run', 'rut'], 'natural')).toEqual([
      'Ver su nombre y cuándo actualizó sus datos',
      'Ver su RUT',
    ])
    expect(seen('facilitador').match(/documento extranjero/g)).toHaveLength(1)
  })

  it('to whoever lets the scope of facilitadores see their document, says so', () => {
    expect(scopeSentences(['facilitador'], 'migrante')).toEqual([
      'Ver el número de su documento extranjero y su país',
    ])
  })

  it('ends the name of an organisation, and of a system, with one full stop', () => {
    expect(interaccionLostPage({ sistema: 'Cursos S.A.', again: '/' }).lead).toMatch(/ S\.A\.$/)
    expect(consentOpening('Cursos', 'Panadería Ltda.')[0]).toEqual([{ text: 'Ingresó como Panadería Ltda.' }])
  })
})

describe('what has to be done before signing in', () => {
  const volver = { sistema: 'Cursos', interaccion: 'una' }

  it('says why, and where it leads', () => {
    expect(beforeSistema({ operacion: 'cambiar', proofs: ['provisoria'], volver })).toEqual([
      { text: 'Ingresó con una clave provisoria. Elija aquí su clave. Después puede seguir en Cursos.' },
    ])
    expect(beforeSistema({ operacion: 'actualizar', proofs: ['clave'], volver })).toEqual([
      { text: 'A su cuenta le faltan datos. Complételos aquí. Después puede seguir en Cursos.' },
    ])
  })

  it('says nothing to who began it themselves', () => {
    const { interaccion: _, ...link } = volver
    expect(beforeSistema({ operacion: 'cambiar', proofs: ['provisoria'], volver: link })).toBeUndefined()
    expect(beforeSistema({ operacion: 'cambiar', proofs: ['clave'], volver })).toBeUndefined()
    expect(beforeSistema({ operacion: 'actualizar', proofs: ['provisoria'], volver: null })).toBeUndefined()
  })
})
