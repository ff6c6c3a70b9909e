import { describe, expect, it } from 'vitest'
import SECTIONS from '../../views/mas-informacion.json' with { type: 'json' }
import { failure, form, formWithErrors, render, result, stoppedView } from '../support/http/view-samples.ts'

const PAGES: Record<string, [view: string, model: object]> = {
  home: ['home', {}],
  form: ['form', form],
  'form with errors': ['form', formWithErrors],
  'result with a clave': ['result', result],
  'stopped result': ['result', stoppedView],
  error: ['error', failure],
  'mas-informacion': ['mas-informacion', {}],
  privacidad: ['privacidad', {}],
  accesibilidad: ['accesibilidad', {}],
}

const attributes = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '')

describe.each(Object.entries(PAGES))('the page %s', (_name, [view, model]) => {
  it('is a complete document in Chilean Spanish with one h1', async () => {
    const html = await render(view, model)
    expect(html.trimStart()).toMatch(/^<!doctype html>\s*<html lang="es-CL">/)
    expect(html.trimEnd()).toMatch(/<\/html>$/)
    expect(html.match(/<h1[ >]/g)).toHaveLength(1)
    expect(html.match(/<main[ >]/g)).toHaveLength(1)
  })

  it('has no inline style, script or handler, as the content security policy requires', async () => {
    const html = await render(view, model)
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i)
    for (const [script] of html.matchAll(/<script\b[^>]*>[^<]*<\/script>/g)) {
      expect(script).toMatch(/\ssrc="[^"]+"[^>]*><\/script>$/)
    }
  })

  it('has unique ids and refers only to existing ones', async () => {
    const html = await render(view, model)
    const ids = attributes(html, 'id')
    expect(ids).toEqual([...new Set(ids)])
    const referencedIds = [
      ...attributes(html, 'for'),
      ...['aria-describedby', 'aria-labelledby'].flatMap((name) =>
        attributes(html, name).flatMap((v) => v.split(' ')),
      ),
      ...attributes(html, 'href').flatMap((href) => (href.startsWith('#') ? [href.slice(1)] : [])),
    ]
    expect(referencedIds.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('gives every image an alt attribute', async () => {
    const html = await render(view, model)
    for (const [image] of html.matchAll(/<img\b[^>]*>/g)) expect(image).toMatch(/\salt="/)
  })
})

it('starts the title with “Error:” only when the form has errors', async () => {
  expect(await render('form', formWithErrors)).toContain('<title>Error: REGISTRAR PERSONA NATURAL')
  expect(await render('form', form)).toContain('<title>REGISTRAR PERSONA NATURAL')
})

describe('Más información', () => {
  it('has the same sections as the menu, in the same order', async () => {
    const html = await render('mas-informacion', {})
    const sections = [...html.matchAll(/<h2 id="([^"]+)">([^<]+)<\/h2>/g)]
      .map(([, id, title]) => ({ id, title }))
      .filter(({ id }) => id !== 'toc')
    expect(sections).toEqual(SECTIONS)
  })
})

describe('the home page', () => {
  it('has the buttons of the guides in their order, including those of the persona jurídica', async () => {
    const html = await render('home', {})
    const [natural = '', juridica = '', migrante = ''] = html.split('<section class="card">').slice(1)
    const buttons = (cardHtml: string) =>
      [...cardHtml.matchAll(/<li><a href="([^"]+)">([^<]+)</g)].map(([, , text]) => text)
    const four = ['REGÍSTRESE AQUÍ.', 'RECUPERAR CS AQUÍ.', 'CAMBIE SU CS AQUÍ.', 'ACTUALICE SUS DATOS AQUÍ.']
    expect(buttons(natural)).toEqual(four)
    expect(buttons(migrante.slice(0, migrante.indexOf('</section>')))).toEqual(four)
    expect(buttons(juridica)).toEqual([
      'REGÍSTRESE AQUÍ.',
      'RECUPERAR CS AQUÍ.',
      'CAMBIE SU CS AQUÍ.',
      'RECUPERAR CS PARA FACILITADOR EXTRANJERO',
      'ACTUALICE SUS DATOS AQUÍ.',
      'SOLICITAR CS PARA FACILITADOR EXTRANJERO',
    ])
  })
})
