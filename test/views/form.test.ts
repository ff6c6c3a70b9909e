import { describe, expect, it } from 'vitest'
import { captchaUrls, pasoUrl } from '../../src/domain/urls.ts'
import type { FieldView } from '../../src/http/views/view-models.ts'
import { field, form, formWithErrors, render, result, stoppedView } from '../support/http/view-samples.ts'

const LETTERS = captchaUrls('ficha-del-captcha')

/** Renders a form with only this field. @returns the tag of its control. */
async function renderControl(view: FieldView): Promise<string> {
  const html = await render('form', { ...form, sections: [{ title: 'Una', fields: [view] }] })
  return html.match(new RegExp(`<(?:input|select)[^>]*\\sid="${view.name}"[^>]*>`))?.[0] ?? ''
}

describe('a form', () => {
  it('leaves validation to the server, and carries its hidden fields and the CSRF token', async () => {
    const html = await render('form', form)
    expect(html).toContain(
      `<form class="main-form" method="post" action="${pasoUrl('natural', 'registrar')}" novalidate>`,
    )
    expect(html).toContain('<input type="hidden" name="_csrf" value="ficha-de-la-pagina">')
    expect(html).toContain('<input type="hidden" name="solicitud" value="8f14e45f">')
    expect(html).toContain('<input type="hidden" name="captchaFicha" value="ficha-del-captcha">')
    expect(html).toContain('(*) Campos obligatorios.')
  })

  it('is multipart only when it has a file field, which says what it accepts and what happens to it', async () => {
    const hasFiles = await render('form', { ...form, hasFiles: true })
    expect(hasFiles).toContain('enctype="multipart/form-data" novalidate>')
    const control = await renderControl(
      field('documento', {
        control: 'file',
        hint: 'Hasta 1 MB',
        note: ['Lo guardamos cifrado.'],
        accept: '.jpg,.pdf',
        error: 'Elija un archivo',
      }),
    )
    expect(control).toContain('type="file"')
    expect(control).toContain('accept=".jpg,.pdf"')
    expect(control).toContain('aria-describedby="documento-hint documento-note documento-error"')
    expect(control).not.toContain('value=')
  })

  it('is submitted by Enter as by its main button, not by Refrescar', async () => {
    const html = await render('form', form)
    expect(html.match(/<button[^>]*>/)?.[0]).not.toContain('name=')
  })

  it('starts with a summary that links to each field when it has errors', async () => {
    const html = await render('form', formWithErrors)
    expect(html).toContain('id="error-summary" role="alert" tabindex="-1"')
    expect(html).toContain(
      '<li><a href="#comuna">Elija una comuna de la región Metropolitana de Santiago</a></li>',
    )
    expect(html).toContain('<li>El formulario estuvo abierto mucho tiempo y venció.</li>')
  })

  it('numbers its sections when there are many', async () => {
    expect(await render('form', form)).toContain('Parte 2 de 5')
    const short = { ...form, sections: form.sections.slice(0, 1) }
    expect(await render('form', short)).not.toContain('Parte 1')
  })

  it('has its secondary buttons after the main one, sent as accion', async () => {
    expect(await render('form', form)).toMatch(
      /button--primary">Crear Cuenta<\/button>\s*<button class="button" name="accion" value="codigo" formnovalidate>/,
    )
  })

  it('refreshes the captcha in its frame through another form, which sends nothing of this one', async () => {
    const html = await render('form', form)
    expect(html).toMatch(/<iframe [^>]*name="letras" src="\/captcha\/ficha-del-captcha" title="[^"]+"/)
    expect(html).toContain('form="refresh">Refrescar</button>')
    const refreshForm = /<form id="refresh"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
    expect(refreshForm).toMatch(/^<form id="refresh" method="post" action="\/captcha" target="letras">/)
    expect([...refreshForm.matchAll(/ name="(\w+)"/g)].map(([, name]) => name)).toEqual([
      '_csrf',
      'formulario',
      'ficha',
    ])
  })

  it('lists the secrets to type again, each linked to its field', async () => {
    const html = await render('form', formWithErrors)
    expect(html).toContain(
      'escriba de nuevo: <a href="#repetirClave">Repetir Clave CS</a>, <a href="#respuestaSecreta">Respuesta Secreta</a>.</p>',
    )
    const nothingToTypeAgain = {
      ...formWithErrors,
      errors: { title: 'Revise 1 dato', errors: [], typeAgain: [] },
    }
    expect(await render('form', nothingToTypeAgain)).not.toContain('escriba de nuevo')
  })
})

describe('a control', () => {
  it('is described by its hint and its error', async () => {
    const control = await renderControl(field('rut', { hint: 'Con o sin puntos', error: 'Revise el RUT' }))
    expect(control).toContain('aria-describedby="rut-hint rut-error"')
    expect(control).toContain('aria-invalid="true"')
  })

  it('is marked as required, and keeps what was typed', async () => {
    const control = await renderControl(field('nombres', { value: 'María "Ñ"' }))
    expect(control).toContain(' required')
    expect(control).toContain('value="María &#34;Ñ&#34;"')
    expect(await renderControl(field('block', { required: false }))).not.toContain('required')
  })

  it('never truncates, and tells scripts how much fits', async () => {
    const control = await renderControl(field('numero', { max: 20 }))
    expect(control).not.toContain('maxlength')
    expect(control).toContain('data-max="20"')
  })

  it('that is a checkbox is sent as si', async () => {
    const checked = await renderControl(field('sinCelular', { control: 'checkbox', value: 'si' }))
    expect(checked).toContain('type="checkbox"')
    expect(checked).toContain('value="si" checked')
    expect(await renderControl(field('sinCelular', { control: 'checkbox' }))).not.toContain('checked')
  })

  it('of the captcha says Ingresar and how to get new letters', async () => {
    expect(await renderControl(field('captcha', { control: 'captcha', hint: 'Ingresar' }))).toContain(
      'placeholder="Ingresar"',
    )
    expect(await render('captcha-frame', LETTERS)).toMatch(/alt="Letras que debe escribir[^"]*Refrescar/)
  })

  it('of the captcha has a labelled and described sound, never played by itself, with a link for old browsers', async () => {
    const html = await render('captcha-frame', LETTERS)
    const sound = html.match(/<audio[^>]*>.*?<\/audio>/s)?.[0] ?? ''
    expect(sound).toMatch(/^<audio [^>]*controls preload="none" src="\/captcha\/ficha-del-captcha\.wav"/)
    expect(sound).toContain('aria-labelledby="captcha-sound"')
    expect(sound).toContain(`<a href="${captchaUrls('ficha-del-captcha').sound}">Escuchar las letras</a>`)
    expect(sound).not.toMatch(/autoplay|loop/)
    expect(html).toContain('id="captcha-sound">Escuchar las letras<')
    const page = await render('form', form)
    expect(page).toMatch(/<iframe [^>]*aria-describedby="captcha-sound-hint"/)
    expect(page).toMatch(/id="captcha-sound-hint">Cada letra se dice con una palabra/)
  })

  it('that is a select groups its options and keeps the selected one', async () => {
    const html = await render('form', form)
    expect(html).toMatch(/<option value="">Seleccione…<\/option>\s*<optgroup label="Arica y Parinacota">/)
    expect(html).toContain('<option value="13119" selected>Maipú</option>')
  })

  it('that is a select shows the canonical name of the option when it was chosen by an alias', async () => {
    const options = [
      { value: '05502', text: 'Calera' },
      { value: '05502', text: 'La Calera (Calera)', alias: true as const },
    ]
    const comuna = field('comuna', { control: 'select', value: '05502', groups: [{ options }] })
    const html = await render('form', { ...form, sections: [{ title: 'X', fields: [comuna] }] })
    expect(html).toContain('<option value="05502" selected>Calera</option>')
    expect(html).toContain('<option value="05502">La Calera (Calera)</option>')
  })
})

describe('a result', () => {
  it('shows a provisoria as one word, and its print button stays hidden until a script shows it', async () => {
    const html = await render('result', result)
    expect(html).toContain('<code id="clave-provisoria" translate="no">K7MXPQ4RTA</code>')
    expect(html).toContain('Letra por letra: K, 7, M, X, P, Q, 4, R, T, A.')
    expect(html).toMatch(/<button[^>]* data-print hidden>Imprimir</)
    expect(await render('result', stoppedView)).not.toContain('Imprimir')
  })

  it('posts actions that change something, with the CSRF token and its hidden fields', async () => {
    const postForm = (await render('result', result)).match(
      /<form method="post" action="\/terminar">.*?<\/form>/s,
    )?.[0]
    expect(postForm).toContain('name="_csrf" value="ficha-de-la-pagina"')
    expect(postForm).toContain('name="solicitud" value="8f14e45f"')
  })
})
