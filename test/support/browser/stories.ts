/** Steps shared by the stories of all perfiles, and the mails they follow. */
import { expect } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { nieOf, RESPUESTA, rutOf } from '../data/personas.ts'
import { enlaceFor } from '../http/journeys.ts'
import type { TestSite } from '../http/site.ts'
import type { BrowserVisit } from './browser-visit.ts'

/** Recuperar with the respuesta secreta, from its first page on. */
export async function answerPregunta(
  v: BrowserVisit,
  perfil: 'natural' | 'juridica' | 'migrante',
  number: number,
  respuestaSecreta = RESPUESTA,
): Promise<void> {
  await v.goTo(pasoUrl(perfil, 'recuperar'))
  await v.submit(perfil === 'migrante' ? { nie: nieOf(number) } : { rut: rutOf(number) }, 'Validar')
  await v.submit({ respuestaSecreta }, 'Generar Nueva Clave')
}

/** Fills in the form for a new CS and submits it. */
export async function chooseClave(v: BrowserVisit, clave: string): Promise<void> {
  await v.submit({ claveNueva: clave, repetirClaveNueva: clave }, 'Cambiar Clave')
  expect(await v.title()).toBe('Su CS fue cambiada')
}

/** Opens the link of the latest mail that has it, and presses the button of its page. */
export async function followMail(
  v: BrowserVisit,
  site: TestSite,
  email: string,
  { enlace, button }: { enlace: string; button: string },
): Promise<void> {
  await v.goTo(await enlaceFor(site, email, enlace))
  await v.press(button)
}

export async function confirmEmail(v: BrowserVisit, site: TestSite, email: string): Promise<void> {
  await followMail(v, site, email, { enlace: 'Confirmar mi correo', button: 'Confirmar mi correo' })
  expect(await v.title()).toBe('Su correo está confirmado')
}

export async function sayNoFuiYo(v: BrowserVisit, site: TestSite, email: string): Promise<void> {
  await followMail(v, site, email, { enlace: 'No fui yo', button: 'No fui yo' })
  expect(await v.title()).toBe('Congelamos la cuenta')
}
