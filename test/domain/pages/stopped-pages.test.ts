import { expect, it } from 'vitest'
import { operacionesOf } from '../../../src/domain/forms/tramites.ts'
import { stoppedPage } from '../../../src/domain/pages/stopped-pages.ts'
import { PERFILES } from '../../../src/domain/perfil.ts'
import { actualizarWithClaveUrl } from '../../../src/domain/urls.ts'

const lacking = { operacion: 'cambiar', missing: ['domicilio'], caso: undefined } as const

it.each(PERFILES)(
  'who lacks minimum data is led to a form that their perfil has, or to a caso: %s',
  (perfil) => {
    const { actions, list } = stoppedPage('faltan_datos', { ...lacking, perfil })
    expect(list?.items).toHaveLength(1)
    const hasForm = operacionesOf(perfil).includes('actualizar')
    expect(actions.map(({ to }) => to)).toEqual([hasForm ? 'tramite' : 'caso', hasForm ? 'caso' : 'home'])
    const form = actualizarWithClaveUrl(perfil, 'cambiar')
    expect(actions.some(({ url }) => url === form)).toBe(hasForm)
  },
)

it('who has a caso for it is told to say its number, and asked for no other', () => {
  const page = stoppedPage('faltan_datos', { ...lacking, perfil: 'facilitador', caso: 'ABCD2345' })
  expect(page.actions.map(({ to }) => to)).toEqual(['home'])
  expect(JSON.stringify(page.paragraphs)).toContain('ABCD2345')
  expect(JSON.stringify(page.paragraphs)).not.toContain('Pida')
})
