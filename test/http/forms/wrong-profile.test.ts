import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REFUSAL_TEXTS } from '../../../src/domain/outcome/refusals.ts'
import { OPERACIONES, type Operacion } from '../../../src/domain/perfil.ts'
import { pasoUrl, paths, urlOfPaso } from '../../../src/domain/urls.ts'
import {
  CLAVE,
  migranteRegistration,
  naturalRegistration,
  nieOf,
  rutOf,
} from '../../support/data/personas.ts'
import { registerNatural } from '../../support/http/journeys.ts'
import {
  type FormFields,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  selectedIn,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const PERSONA = 12_345_678
const EMPRESA = 76_543_210
const CARRIED_OVER = 'Trajimos lo que escribió'

const FIRST_PASOS: { operacion: Operacion; paso?: string }[] = [
  ...OPERACIONES.map((operacion) => ({ operacion })),
  { operacion: 'actualizar', paso: 'clave' },
]

/** First paso, field, identificador of another profile, refusal code and where its button leads. */
const PATHS = FIRST_PASOS.flatMap((at) => [
  [
    urlOfPaso({ perfil: 'migrante', ...at }),
    'nie',
    rutOf(PERSONA),
    'nie_es_rut',
    urlOfPaso({ perfil: 'natural', ...at }),
  ] as const,
  [
    urlOfPaso({ perfil: 'migrante', ...at }),
    'nie',
    rutOf(EMPRESA),
    'nie_es_rut_de_empresa',
    urlOfPaso({ perfil: 'juridica', ...at }),
  ] as const,
  [
    urlOfPaso({ perfil: 'natural', ...at }),
    'rut',
    rutOf(EMPRESA),
    'rut_de_empresa',
    urlOfPaso({ perfil: 'juridica', ...at }),
  ] as const,
  [
    urlOfPaso({ perfil: 'natural', ...at }),
    'rut',
    nieOf(PERSONA),
    'rut_es_nie',
    urlOfPaso({ perfil: 'migrante', ...at }),
  ] as const,
  [
    urlOfPaso({ perfil: 'juridica', ...at }),
    'rut',
    nieOf(PERSONA),
    'rut_es_nie',
    urlOfPaso({ perfil: 'migrante', ...at }),
  ] as const,
])
const FACILITADOR_CODES = [
  [pasoUrl('facilitador', 'cambiar'), 'nie', rutOf(PERSONA), 'nie_es_rut', pasoUrl('natural', 'cambiar')],
  [
    pasoUrl('facilitador', 'cambiar'),
    'nie',
    rutOf(EMPRESA),
    'nie_es_rut_de_empresa',
    pasoUrl('juridica', 'cambiar'),
  ],
] as const

const csrfIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''

/** Values for the other fields of a first paso. */
const OTHER_FIELDS = {
  claveActual: CLAVE,
  fechaNacimiento: '03-10-1994',
  rutRepresentante: rutOf(PERSONA),
  emailRegistrado: 'ana@correo.test',
}

describe('an identificador of another profile', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const switchProfile = (me: ScriptFreeBrowser, page: LoadedPage, fields: FormFields) =>
    me.submitFrom(page, fields, 'puerta')

  it.each([...PATHS, ...FACILITADOR_CODES])(
    '%s with %s=%s gets a hint whose button carries it to the right form, once',
    async (url, field, identificador, code, destination) => {
      const me = new ScriptFreeBrowser(p.app)
      const fields = { ...OTHER_FIELDS, [field]: identificador }
      const page = await me.submit(url, fields)
      expect(page.status).toBe(422)
      expect(page.errors).toContain(REFUSAL_TEXTS[code])
      expect(page.html).toContain('name="accion" value="puerta"')

      const other = await switchProfile(me, page, fields)
      expect(other).toMatchObject({ status: 200, url: destination, errors: [] })
      expect(textOf(other)).toContain(CARRIED_OVER)
      const own = destination.split('/')[1] === 'migrante' ? 'nie' : 'rut'
      expect(inputValue(other, own)).toBe(identificador)
      expect(other.html).not.toContain(CLAVE)
      const shared = url.endsWith('actualizar') ? OTHER_FIELDS.emailRegistrado : undefined
      expect(inputValue(other, 'emailRegistrado')).toBe(shared)
      const anew = await me.open(destination)
      expect(inputValue(anew, own)).toBe('')
      expect(textOf(anew)).not.toContain(CARRIED_OVER)
    },
  )

  it('carries nothing longer than the target field allows', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const long = 'a'.repeat(5000)
    const sent = naturalRegistration(EMPRESA, { direccion: long, nombres: long, comuna: long })
    const other = await switchProfile(me, await me.submit(pasoUrl('natural', 'registrar'), sent), sent)
    expect([other.url, inputValue(other, 'email')]).toEqual([pasoUrl('juridica', 'registrar'), sent.email])
    expect(other.html).not.toContain('aaaaaaaaaa')
  })

  it('carries the fields both registrations share, but no secret, captcha or “continue anyway” mark', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const sent = migranteRegistration(PERSONA, { nie: rutOf(PERSONA), telefonoTrabajo: '22 345 6789' })
    const other = await switchProfile(me, await me.submit(pasoUrl('migrante', 'registrar'), sent), sent)
    expect(other.url).toBe(pasoUrl('natural', 'registrar'))
    for (const field of ['nombres', 'apellidoPaterno', 'fechaNacimiento', 'email', 'telefonoTrabajo']) {
      expect(inputValue(other, field)).toBe(sent[field])
    }
    expect(selectedIn(other, 'comuna')).toBe('13101')
    expect(other.html).toMatch(/name="sinCelular" value="si" checked/)
    for (const field of ['clave', 'repetirClave', 'respuestaSecreta', 'captcha']) {
      expect(inputValue(other, field)).toBe('')
    }
    const { clave, repetirClave, preguntaSecreta, respuestaSecreta } = naturalRegistration(PERSONA)
    const claves = { clave, repetirClave, preguntaSecreta, respuestaSecreta } as Record<string, string>
    const created = await me.submitFrom(other, { ...naturalRegistration(PERSONA), ...claves })
    expect(created.title).toBe('Su cuenta fue creada')
  })

  it.each([
    [
      pasoUrl('migrante', 'recuperar'),
      { nie: rutOf(13_345_678) },
      pasoUrl('migrante', 'recuperar', 'pregunta'),
    ],
    [
      pasoUrl('natural', 'recuperar'),
      { rut: rutOf(77_543_210) },
      pasoUrl('natural', 'recuperar', 'pregunta'),
    ],
  ])('%s continues if the checkbox says that the number is right', async (url, fields, end) => {
    const me = new ScriptFreeBrowser(p.app)
    expect((await me.open(url)).html).not.toContain('continuarDeTodosModos')
    const page = await me.submit(url, fields)
    expect((await me.submitFrom(page, { ...fields, continuarDeTodosModos: 'si' })).url).toBe(end)
  })

  it('keeps nothing readable in the session and nothing in the URL', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const open = await me.request(pasoUrl('migrante', 'recuperar'))
    const sid = decodeURIComponent(/clave=s%3A([^.]+)/.exec(String(open.headers['set-cookie']))?.[1] ?? '')
    const fields = { nie: rutOf(14_345_678), _csrf: csrfIn(open.text), accion: 'puerta' }
    const response = await me.postRaw(pasoUrl('migrante', 'recuperar'), fields)
    expect(response.status).toBe(303)
    expect(response.headers.location).toBe(pasoUrl('natural', 'recuperar'))
    const fingerprint = p.deps.fingerprints.fingerprint('sesion', `clave:${sid}`)
    const session = await p.deps.store.transaction((uow) => uow.sessions.read(fingerprint))
    expect(session?.data).toContain('"wrongProfile":"')
    expect(session?.data).not.toMatch(/14\.?345\.?678/)
  })

  it('is carried over for ten minutes, and only to its target form', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const fields = { nie: rutOf(15_345_678) }
    const carryOver = async () => {
      const page = await me.submit(pasoUrl('migrante', 'recuperar'), fields)
      const _csrf = csrfIn(page.html)
      await me.postRaw(pasoUrl('migrante', 'recuperar'), { ...fields, _csrf, accion: 'puerta' })
    }
    await carryOver()
    expect(inputValue(await me.open(pasoUrl('juridica', 'recuperar')), 'rut')).toBe('')
    expect(inputValue(await me.open(pasoUrl('natural', 'cambiar')), 'rut')).toBe('')
    p.clock.advance({ minutes: 9 })
    expect(inputValue(await me.open(pasoUrl('natural', 'recuperar')), 'rut')).toBe(fields.nie)
    await carryOver()
    p.clock.advance({ minutes: 10 })
    expect(inputValue(await me.open(pasoUrl('natural', 'recuperar')), 'rut')).toBe('')
  })

  it('is not shown to another session, and “Terminar” forgets it', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const fields = { nie: rutOf(16_345_678) }
    const page = await me.submit(pasoUrl('migrante', 'recuperar'), fields)
    const _csrf = csrfIn(page.html)
    await me.postRaw(pasoUrl('migrante', 'recuperar'), { ...fields, _csrf, accion: 'puerta' })
    expect(inputValue(await new ScriptFreeBrowser(p.app).open(pasoUrl('natural', 'recuperar')), 'rut')).toBe(
      '',
    )
    await me.post(paths.terminar, { _csrf })
    expect(inputValue(await me.open(pasoUrl('natural', 'recuperar')), 'rut')).toBe('')
  })

  it('pressing the button twice, or without a wrong number, does no harm', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const fields = { nie: rutOf(17_345_678) }
    const page = await me.submit(pasoUrl('migrante', 'recuperar'), fields)
    await switchProfile(me, page, fields)
    expect(inputValue(await switchProfile(me, page, fields), 'rut')).toBe(fields.nie)
    const corrected = await switchProfile(me, page, { nie: nieOf(17_345_678) })
    expect([corrected.url, corrected.errors]).toEqual([
      pasoUrl('migrante', 'recuperar'),
      [REFUSAL_TEXTS.otro_boton],
    ])
    expect(inputValue(corrected, 'nie')).toBe(nieOf(17_345_678))
    const empty = await switchProfile(me, await me.open(pasoUrl('natural', 'recuperar')), {})
    expect(empty.errors).toEqual([REFUSAL_TEXTS.otro_boton])
  })

  it('gets the same pages with and without an account', async () => {
    await registerNatural(p, 18_345_678)
    const seen = await Promise.all(
      [18_345_678, 18_345_679].map(async (number) => {
        const me = new ScriptFreeBrowser(p.app)
        const page = await me.submit(pasoUrl('migrante', 'registrar'), { nie: rutOf(number) })
        const other = await switchProfile(me, page, { nie: rutOf(number) })
        return [page, other].map(({ status, url, html }) => [
          status,
          url,
          html
            .replaceAll(rutOf(number), 'RUT')
            .replace(/(type="hidden"[^>]* value|nonce)="[^"]*"/g, '')
            .replace(/\/captcha\/[^"]+/g, '')
            .replace(/visita-[\w-]+/g, ''),
        ])
      }),
    )
    expect(seen[0]).toEqual(seen[1])
  })

  it('costs no try on the right form', async () => {
    const me = await registerNatural(p, 19_345_678)
    for (let round = 0; round < 7; round++) {
      await me.submit(pasoUrl('migrante', 'cambiar'), { nie: rutOf(19_345_678), claveActual: 'no es esta' })
    }
    const fields = { rut: rutOf(19_345_678), claveActual: CLAVE }
    expect((await me.submit(pasoUrl('natural', 'cambiar'), fields)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })
})
