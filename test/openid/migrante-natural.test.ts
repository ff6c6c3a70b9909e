import * as client from 'openid-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ingresarUrl } from '../../src/domain/ingresar-paths.ts'
import type { Perfil } from '../../src/domain/perfil.ts'
import { becomeNatural, nieCuenta, registerMigrante } from '../support/data/migrantes.ts'
import { CLAVE, nieOf, rutOf } from '../support/data/personas.ts'
import { naturalCuenta } from '../support/http/journeys.ts'
import { decodeEntities } from '../support/http/script-free-browser.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import {
  authorizationRequest,
  exchange,
  type RelyingParty,
  registerRelyingParty,
} from '../support/openid/relying-party.ts'
import { type Arrival, Visitor } from '../support/openid/visitor.ts'

const SCOPE = 'openid run migrante'

let site: TestSite
let party: RelyingParty
beforeAll(async () => {
  site = await openTestSite()
  party = await registerRelyingParty(site, { scopes: ['openid', 'run', 'migrante'] })
})
afterAll(() => site.close())

const found = (page: Arrival, pattern: RegExp) => decodeEntities(pattern.exec(page.html)?.[1] ?? '')
const hidden = (page: Arrival, name: string) => found(page, new RegExp(`name="${name}" value="([^"]*)"`))

/** Types an identifier and the CS where the system sends them. @returns the request, and the page that follows. */
async function typeIn(perfil: Perfil, identificador: Record<string, string>) {
  const visitor = new Visitor(site.base)
  const request = await authorizationRequest(party, { scope: SCOPE })
  const entry = await visitor.open(request.url)
  const interaccion = new URL(entry.url).searchParams.get('interaccion') ?? ''
  const form = await visitor.open(ingresarUrl(perfil, interaccion))
  const page = await visitor.submit(ingresarUrl(perfil), {
    ...Object.fromEntries(
      [...form.html.matchAll(/type="hidden" name="([^"]+)"/g)].map(([, name = '']) => [
        name,
        hidden(form, name),
      ]),
    ),
    ...identificador,
    clave: CLAVE,
  })
  return { visitor, request, page }
}

/** Signs in by the pages. @returns what the system is told. */
async function told(perfil: Perfil, identificador: Record<string, string>) {
  const { visitor, request, page } = await typeIn(perfil, identificador)
  const back = await visitor.open(found(page, /http-equiv="refresh" content="0; url=([^"]+)"/))
  const tokens = await exchange(party, back.url, request)
  const sub = tokens.claims()?.sub ?? ''
  return client.fetchUserInfo(party.config, tokens.access_token, sub)
}

it('keeps the sub of a migrant who became a natural person, and tells the RUT in place of the NIE', async () => {
  const number = site.number()
  const me = await registerMigrante(site, number)
  const { id } = await nieCuenta(site, number)
  const before = await told('migrante', { nie: nieOf(number) })
  expect(before).toEqual({
    ...{ sub: before.sub, tipo_persona: 'migrante', identidad_verificada: false },
    ...{ nie: nieOf(number), pais: 'VEN' },
  })

  await becomeNatural(site, me, number, rutOf(number))
  expect((await naturalCuenta(site, number)).id).toBe(id)
  const [numero, DV] = rutOf(number).split('-')
  expect(await told('natural', { rut: rutOf(number) })).toEqual({
    ...{ sub: before.sub, tipo_persona: 'natural', identidad_verificada: false },
    RolUnico: { numero: Number(numero), DV, tipo: 'RUN' },
  })
  // The former identifier leads to the new one, and signs nobody in by itself.
  const { page } = await typeIn('migrante', { nie: nieOf(number) })
  expect(found(page, /<h1[^>]*>([^<]+)/).trim()).toBe('Ahora use su RUT')
})
