import { describe, expect, it } from 'vitest'
import SECCIONES from '../../views/mas-informacion.json' with { type: 'json' }
import { alto, fallo, formulario, formularioConErrores, pintar, resultado } from '../support/vistas.ts'

const PAGINAS: Record<string, [vista: string, modelo: object]> = {
  inicio: ['inicio', {}],
  formulario: ['formulario', formulario],
  'formulario con errores': ['formulario', formularioConErrores],
  'resultado con clave': ['resultado', resultado],
  'resultado que detiene': ['resultado', alto],
  error: ['error', fallo],
  'mas-informacion': ['mas-informacion', {}],
  privacidad: ['privacidad', {}],
  accesibilidad: ['accesibilidad', {}],
}

const atributos = (html: string, nombre: string) =>
  [...html.matchAll(new RegExp(`\\s${nombre}="([^"]*)"`, 'g'))].map((hallado) => hallado[1] ?? '')

describe.each(Object.entries(PAGINAS))('the page %s', (_nombre, [vista, modelo]) => {
  it('is one whole document in Chilean Spanish, with one h1', async () => {
    const html = await pintar(vista, modelo)
    expect(html.trimStart()).toMatch(/^<!doctype html>\s*<html lang="es-CL">/)
    expect(html.trimEnd()).toMatch(/<\/html>$/)
    expect(html.match(/<h1[ >]/g)).toHaveLength(1)
    expect(html.match(/<main[ >]/g)).toHaveLength(1)
  })

  it('holds no style, script or handler of its own, so that a strict content policy can stand', async () => {
    const html = await pintar(vista, modelo)
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i)
    for (const [guion] of html.matchAll(/<script\b[^>]*>[^<]*<\/script>/g)) {
      expect(guion).toMatch(/\ssrc="[^"]+"[^>]*><\/script>$/)
    }
  })

  it('uses no id twice and refers only to ids that it has', async () => {
    const html = await pintar(vista, modelo)
    const ids = atributos(html, 'id')
    expect(ids).toEqual([...new Set(ids)])
    const referidos = [
      ...atributos(html, 'for'),
      ...['aria-describedby', 'aria-labelledby'].flatMap((nombre) =>
        atributos(html, nombre).flatMap((v) => v.split(' ')),
      ),
      ...atributos(html, 'href').flatMap((href) => (href.startsWith('#') ? [href.slice(1)] : [])),
    ]
    expect(referidos.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('gives every picture a text, if only an empty one', async () => {
    const html = await pintar(vista, modelo)
    for (const [imagen] of html.matchAll(/<img\b[^>]*>/g)) expect(imagen).toMatch(/\salt="/)
  })
})

it('says “Error:” in the title only where something is to be mended', async () => {
  expect(await pintar('formulario', formularioConErrores)).toContain(
    '<title>Error: REGISTRAR PERSONA NATURAL',
  )
  expect(await pintar('formulario', formulario)).toContain('<title>REGISTRAR PERSONA NATURAL')
})

describe('Más información', () => {
  it('has the sections of the list from which the menu is made, in that order', async () => {
    const html = await pintar('mas-informacion', {})
    const secciones = [...html.matchAll(/<h2 id="([^"]+)">([^<]+)<\/h2>/g)]
      .map(([, id, titulo]) => ({ id, titulo }))
      .filter(({ id }) => id !== 'indice')
    expect(secciones).toEqual(SECCIONES)
  })
})

describe('the home page', () => {
  it('has the buttons of the guides in their order, and those of the persona jurídica after them', async () => {
    const html = await pintar('inicio', {})
    const [natural = '', juridica = '', migrante = ''] = html.split('<section class="cuadro">').slice(1)
    const botones = (cuadro: string) =>
      [...cuadro.matchAll(/<li><a href="([^"]+)">([^<]+)</g)].map(([, , texto]) => texto)
    const cuatro = [
      'REGÍSTRESE AQUÍ.',
      'RECUPERAR CS AQUÍ.',
      'CAMBIE SU CS AQUÍ.',
      'ACTUALICE SUS DATOS AQUÍ.',
    ]
    expect(botones(natural)).toEqual(cuatro)
    expect(botones(migrante.slice(0, migrante.indexOf('</section>')))).toEqual(cuatro)
    expect(botones(juridica)).toEqual([
      'REGÍSTRESE AQUÍ.',
      'RECUPERAR CS AQUÍ.',
      'CAMBIE SU CS AQUÍ.',
      'RECUPERAR CS PARA FACILITADOR EXTRANJERO',
      'ACTUALICE SUS DATOS AQUÍ.',
      'SOLICITAR CS PARA FACILITADOR EXTRANJERO',
    ])
  })
})
