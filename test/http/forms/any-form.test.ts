import type { Express } from 'express'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FormContent } from '../../../src/domain/forms/form-content.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { ok, refuse } from '../../../src/domain/outcome/result.ts'
import type { Form } from '../../../src/http/forms/form.ts'
import { HttpError } from '../../../src/http/request/errors.ts'
import { createFormApp } from '../../support/http/form-app.ts'
import { filledForm, inputValue, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const URL = '/noticias/suscribir'
const END = '/noticias/gracias'
const CONTENT = {
  sections: [{ title: 'Datos', fields: ['nombres', 'email', 'telefonoTrabajo', 'captcha'] }],
  labels: { nombres: 'Cómo se llama' },
  button: 'Suscribir',
} as const satisfies FormContent

/** What the form is about, which the tests change. */
interface Subscription {
  asksTelefono: boolean
  isOpen: boolean
  emails: string[]
  /** Bodies of the forms received. */
  sent: Set<string>
  pagesPrepared: number
}

/** Neither a perfil nor a tramite: the least that the mechanism takes. */
const subscriptionForm = (p: TestProduct, about: Subscription): Form<Subscription, typeof CONTENT> => ({
  url: URL,
  heading: { title: 'SUSCRIBIR', opening: [[{ text: 'Reciba noticias.' }]], back: '/' },
  content: CONTENT,
  hiddenFields: ['origen'],
  buttons: [{ value: 'despues', text: 'Recordármelo después', run: async () => END }],
  load: () => (about.isOpen ? { ok: true, state: { ...about } } : { ok: false, error: new HttpError(404) }),
  overrides: ({ asksTelefono }) =>
    asksTelefono ? { requiredFields: ['telefonoTrabajo'], hidesButtons: true } : {},
  view: () => {
    about.pagesPrepared++
    return { hiddenFields: { origen: 'portada' }, initialValues: { nombres: 'Ana' } }
  },
  async submit({ context, values, form }) {
    const { status } = p.deps.captcha.check(form.token, form.form, context.formSeal, form.respuesta)
    if (status !== 'correcta') return refuse('captcha_distinta', 'captcha')
    if (!about.sent.has(form.body)) about.emails.push(values.email)
    about.sent.add(form.body)
    return ok(END)
  },
  resume: async ({ form }) => (about.sent.has(form.body) ? END : undefined),
})

describe('any form, without a profile', () => {
  let p: TestProduct
  let app: Express
  const about: Subscription = {
    asksTelefono: false,
    isOpen: true,
    emails: [],
    sent: new Set(),
    pagesPrepared: 0,
  }
  beforeAll(async () => {
    p = await createTestProduct()
    app = createFormApp(p, subscriptionForm(p, about))
  })
  beforeEach(() => {
    Object.assign(about, { asksTelefono: false, isOpen: true, emails: [], sent: new Set(), pagesPrepared: 0 })
  })
  afterAll(() => p.close())

  const typed = { nombres: 'Inés', email: 'ines@correo.test', telefonoTrabajo: '' }

  it('shows its words, fields, captcha and buttons', async () => {
    const page = await new ScriptFreeBrowser(app).open(URL)
    expect([page.status, page.title]).toEqual([200, 'SUSCRIBIR'])
    for (const text of [
      'Reciba noticias.',
      'Cómo se llama *',
      'Captcha *',
      'Suscribir',
      'Recordármelo después',
    ])
      expect(textOf(page)).toContain(text)
    expect(inputValue(page, 'nombres')).toBe('Ana')
    expect(inputValue(page, 'origen')).toBe('portada')
  })

  it('comes back with 422, what was typed and what is wrong', async () => {
    const me = new ScriptFreeBrowser(app)
    const page = await me.submit(URL, { ...typed, nombres: '', origen: 'aviso' })
    expect([page.status, page.errors]).toEqual([422, ['Complete este dato: Cómo se llama']])
    expect(inputValue(page, 'email')).toBe(typed.email)
    expect(inputValue(page, 'origen')).toBe('aviso')
    expect(inputValue(page, 'captcha')).toBe('')
    const wrongLetters = await me.submitFrom(page, { ...typed, captcha: 'ZZZZ' })
    expect([wrongLetters.status, wrongLetters.errors]).toEqual([422, [refusalText('captcha_distinta')]])
    expect(about.emails).toEqual([])
  })

  it('leads on with 303, and no page is prepared to read it', async () => {
    const me = new ScriptFreeBrowser(app)
    const { action, all } = filledForm(await me.open(URL), typed)
    const before = about.pagesPrepared
    const response = await me.postRaw(action, all)
    expect([response.status, response.headers.location]).toEqual([303, END])
    expect([about.emails, about.pagesPrepared]).toEqual([[typed.email], before])
  })

  it('sent twice at once does its work once, and both lead to the same place', async () => {
    const me = new ScriptFreeBrowser(app)
    const { action, all } = filledForm(await me.open(URL), typed)
    const responses = await Promise.all([me.postRaw(action, all), me.postRaw(action, all)])
    expect(responses.map(({ headers }) => headers.location)).toEqual([END, END])
    expect(about.emails).toEqual([typed.email])
  })

  it('sent again when what it is about is gone leads where the first one did, and only the same form', async () => {
    const me = new ScriptFreeBrowser(app)
    const { action, all } = filledForm(await me.open(URL), typed)
    await me.postRaw(action, all)
    about.isOpen = false
    const again = await me.postRaw(action, all)
    expect([again.status, again.headers.location]).toEqual([303, END])
    expect((await me.postRaw(action, { ...all, nombres: 'Otra' })).status).toBe(404)
    expect((await me.open(URL)).status).toBe(404)
    expect(about.emails).toEqual([typed.email])
  })

  it('of a session that is over comes back with what was typed', async () => {
    const page = await new ScriptFreeBrowser(app).open(URL)
    const me = new ScriptFreeBrowser(app)
    await me.open(URL)
    const back = await me.submitFrom(page, typed)
    expect([back.status, back.errors[0]]).toEqual([422, refusalText('formulario_vencido')])
    expect(inputValue(back, 'email')).toBe(typed.email)
    expect(about.emails).toEqual([])
    expect((await me.submitFrom(back, typed)).url).toBe(END)
  })

  it('has another button, which does not send the fields', async () => {
    const me = new ScriptFreeBrowser(app)
    expect((await me.submit(URL, {}, 'despues')).url).toBe(END)
    expect(about.emails).toEqual([])
  })

  it('requires, omits and hides what its state says, whatever its page showed', async () => {
    const me = new ScriptFreeBrowser(app)
    const page = await me.open(URL)
    about.asksTelefono = true
    const refused = await me.submitFrom(page, typed)
    expect([refused.status, refused.errors[0]]).toEqual([422, 'Complete este dato: Teléfono Trabajo'])
    expect(textOf(refused)).not.toContain('Recordármelo después')
    const pressed = await me.submitFrom(page, typed, 'despues')
    expect([pressed.status, pressed.errors[0]]).toEqual([422, refusalText('otro_boton')])
  })
})
