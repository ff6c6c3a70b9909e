/** Use cases called without HTTP around them, so that many can run at the same instant. */
import { cambiarClave, validateForCambiar } from '../../../src/application/citizen/cambiar/cambiar.ts'
import { registrar } from '../../../src/application/citizen/registrar.ts'
import { openEnlace } from '../../../src/application/links/open-enlace.ts'
import type { Context, Deps, Solicitud } from '../../../src/application/ports.ts'
import type { FormSubmission } from '../../../src/application/request/once.ts'
import type { DataOf } from '../../../src/domain/forms/tramites.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { CONTEXT } from '../data/askers.ts'
import { CLAVE, RESPUESTA, rutOf } from '../data/personas.ts'
import { emailOf, enlaceFor } from '../http/journeys.ts'
import { LETTERS, type TestProduct } from './test-product.ts'

/** A form as sent, with a captcha answered right. Two with the same `body` and captcha are the same form. */
export const submission = (deps: Deps, form: string, body: string): FormSubmission => ({
  form,
  token: deps.captcha.issue(form, CONTEXT.formSeal),
  respuesta: LETTERS,
  body,
})

/** What a natural person types in Registrar. */
export const registrarData = (number: number, email: string): DataOf<'registrar', ''> => ({
  perfil: 'natural',
  rut: rutOf(number),
  nombres: 'Ana',
  apellidoPaterno: 'Soto',
  apellidoMaterno: null,
  fechaNacimiento: '1994-10-03',
  direccion: 'Los Aromos',
  numero: '1',
  block: null,
  departamento: null,
  region: '13',
  comuna: '13101',
  email,
  telefonoParticular: null,
  celular: null,
  sinCelular: true,
  telefonoTrabajo: null,
  clave: CLAVE,
  repetirClave: CLAVE,
  preguntaSecreta: 'p03',
  respuestaSecreta: RESPUESTA,
  captcha: LETTERS,
})

export const registrarForm = (deps: Deps, body: string): FormSubmission =>
  submission(deps, pasoUrl('natural', 'registrar'), body)

/** Registers the natural person with that number. */
export const registerNumber = (
  deps: Deps,
  number: number,
  email = emailOf(number),
  form = registrarForm(deps, `${number} ${email}`),
): Promise<Result<Solicitud>> =>
  registrar(deps, CONTEXT, { data: registrarData(number, email), form, volver: null })

/** What came of a solicitud: its estado and why it stopped, or the first refusal. */
export const estadoOf = (result: Result<Solicitud>): string | undefined =>
  result.ok ? (result.value.reason ?? result.value.estado) : result.refusals[0]?.code

/** Id of a solicitud that was begun; '' when it was refused. */
export const idOf = (started: Result<Solicitud>): string => (started.ok ? started.value.id : '')

/** Paso 1 of Cambiar, with the clave of the registration. */
export const startCambiar = (deps: Deps, number: number, body: string): Promise<Result<Solicitud>> =>
  validateForCambiar(deps, CONTEXT, {
    data: { perfil: 'natural', rut: rutOf(number), claveActual: CLAVE },
    form: submission(deps, pasoUrl('natural', 'cambiar'), body),
    volver: null,
  })

/** Paso 2 of Cambiar. */
export const chooseClave = (
  deps: Deps,
  started: Result<Solicitud>,
  claveNueva: string,
): ReturnType<typeof cambiarClave> =>
  cambiarClave(deps, CONTEXT, {
    solicitudId: idOf(started),
    claveNueva,
    form: submission(deps, pasoUrl('natural', 'cambiar', 'nueva'), claveNueva),
  })

export const credentialOf = (number: number, clave: string) => ({
  perfil: 'natural' as const,
  identificador: rutOf(number),
  clave,
})

/** Id of the latest link under that text in the mails of a person; '' when it cannot be used. */
export async function enlaceIdFor(p: TestProduct, number: number, text: string): Promise<string> {
  const url = await enlaceFor(p, emailOf(number), text)
  return (await openEnlace(p.deps, url.split('/').at(-1) ?? ''))?.id ?? ''
}

/** As {@link CONTEXT}, from another address. */
export const contextFrom = (address: string): Context => ({
  ...CONTEXT,
  networkFingerprint: address,
  networks: [address],
})
