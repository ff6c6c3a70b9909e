import { describe, expect, it } from 'vitest'
import type { Aviso } from '../../src/domain/avisos.ts'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { crearRedactor } from '../../src/mail/redactor.ts'
import { defectosDeCorreo } from '../support/html.ts'

const redactar = crearRedactor()
const correoDe = (aviso: Aviso) => redactar(aviso, 'persona@ejemplo.cl', 'id-1')
const enlacesDe = (aviso: Aviso) => Object.values(aviso).filter((valor) => /^https:/.test(String(valor)))

/** What a person reads of an HTML document, and where its links lead. */
const leido = (html: string) =>
  html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<div class="anticipo"[\s\S]*?<\/div>/, '')
    .replace(/<a [^>]*href="tel:[^>]*>([^<]*)<\/a>/g, '$1')
    .replace(/<a [^>]*href="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

describe.each(Object.values(EJEMPLOS))('the message $tipo', (aviso) => {
  const correo = correoDe(aviso)

  it('reads the same every time', () => {
    expect(`${correo.asunto}\n\n${correo.texto}`).toMatchSnapshot()
  })

  it('has every link in both parts', () => {
    expect(enlacesDe(aviso).length).toBeGreaterThan(aviso.tipo === 'codigo' ? -1 : 0)
    for (const enlace of enlacesDe(aviso)) {
      expect(correo.html).toContain(`href="${enlace}"`)
      expect(correo.texto.split('\n')).toContain(enlace)
    }
  })

  it('says in HTML all that its text says', () => {
    const html = leido(correo.html)
    for (const linea of correo.texto.split('\n')) {
      const contenido = linea.replace(/^(?:- |--$)/, '').replace(/:$/, '')
      for (const parte of contenido.split(/(?<=^[^.:]+): /)) expect(html).toContain(parte.trim())
    }
  })

  it('tells who sends it, where to ask and that SENCE never asks for the key', () => {
    for (const parte of [correo.texto, leido(correo.html)]) {
      expect(parte).toContain('Servicio Nacional de Capacitación y Empleo (SENCE)')
      expect(parte).toContain('800 80 10 30, de lunes a viernes de 09:00 a 18:00')
      expect(parte).toContain('SENCE nunca le pedirá su clave')
    }
  })

  it('has a subject without personal data, key or code, and no identifier anywhere', () => {
    const todo = `${correo.asunto} ${correo.texto} ${leido(correo.html)}`
    expect(todo).not.toMatch(/\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]/)
    expect(correo.asunto).not.toMatch(/\d|@/)
    expect(correo.asunto).not.toContain(aviso.nombre ?? 'María')
    if (aviso.tipo === 'clave_provisoria') expect(correo.asunto).not.toContain(aviso.clave)
  })

  it('asks nothing of any server when it is opened', () => {
    expect(correo.html).not.toMatch(/<img|<link|<script|url\(|@import|\ssrc=/i)
  })

  it('is valid HTML', async () => {
    expect(await defectosDeCorreo(correo.html)).toEqual([])
  })

  it('has a plain subject of 60 letters at most', () => {
    expect(correo.asunto.length).toBeLessThanOrEqual(60)
    expect(correo.asunto).toMatch(/^[\p{Lu}][\p{L} ]+$/u)
  })

  it('shows beside the subject its first sentence, then nothing: no key, code, link or person', () => {
    const [, anticipo = '', blancos = ''] =
      /<div class="anticipo"[^>]*>([^<&]*)((?:&#847;&zwnj;&nbsp;)*)<\/div>/.exec(correo.html) ?? []
    expect(anticipo.length).toBeGreaterThan(20)
    expect(correo.texto).toContain(anticipo)
    expect(blancos.length / '&#847;&zwnj;&nbsp;'.length).toBeGreaterThanOrEqual(100)
    expect(anticipo).not.toMatch(/https?:|@|\b[A-Z0-9]{10}\b|\b\d{6}\b/)
    if (typeof aviso.nombre === 'string') expect(anticipo).not.toContain(aviso.nombre.split(' ')[0])
  })

  it('shows the address of every link, and lets the call centre be called by touching its number', () => {
    for (const [, url] of correo.html.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      if (url !== 'tel:800801030') expect(correo.html).toContain(`>${url}</a>`)
    }
    expect(correo.html.split('800 80 10 30')).toHaveLength(correo.html.split('href="tel:800801030"').length)
  })

  it('is a document in Spanish whose tables are only for layout', () => {
    expect(correo.html).toMatch(/^<!doctype html>\s*<html lang="es-CL"/)
    expect(correo.html.match(/<table\b/g)).toHaveLength(
      correo.html.match(/<table role="presentation"/g)?.length ?? 0,
    )
  })
})

describe('a notice', () => {
  it('shows a name with HTML in it as it was written, and runs none of it', () => {
    const correo = correoDe({ ...EJEMPLOS.clave_cambiada, nombre: "<b>O'Hi</b><%=1%>" })
    expect(correo.html).not.toContain('<b>')
    expect(leido(correo.html)).toContain("Hola, <b>O'Hi</b><%=1%>:")
    expect(correo.texto).toContain("Hola, <b>O'Hi</b><%=1%>:")
  })

  it('greets without a name when there is none, or when it could become a link', () => {
    for (const nombre of [null, '', '  ', 'Gane en premio.cl']) {
      expect(correoDe({ ...EJEMPLOS.clave_cambiada, nombre }).texto).toMatch(/^Hola:\n/)
    }
  })

  it.each([
    ['María José', 'Hola, María:'],
    [' Ma. Inés\r\n', 'Hola, Ma.:'],
    ['Su cuenta sera cerrada hoy - deposite en', 'Hola, Su:'],
    ['Ñ'.repeat(25), `Hola, ${'Ñ'.repeat(25)}:`],
    ['Su-cuenta-sera-cerrada-hoy', 'Hola:'],
  ])('greets %j by the first word only, of 25 letters at most', (nombre, saludo) => {
    expect(correoDe({ ...EJEMPLOS.clave_cambiada, nombre }).texto.split('\n')[0]).toBe(saludo)
  })

  it.each([
    ['Capacitaciones del Sur Limitada', 'Hola, Capacitaciones del Sur Limitada:'],
    ['Escuela Técnica O’Higgins S.A.', 'Hola, Escuela Técnica O’Higgins S.A.:'],
    ['Formación 21 & Cía. SpA', 'Hola, Formación 21 & Cía. SpA:'],
    ['Premios en evil.cl', 'Hola:'],
    ['Llame al 600 123 456', 'Hola:'],
    ['escriba a uno@evil', 'Hola:'],
    ['Una razón social '.repeat(4), 'Hola:'],
  ])('greets the organisation %j by its whole name, and a lure by none', (organizacion, saludo) => {
    const correo = correoDe({ ...EJEMPLOS.clave_cambiada, nombre: { organizacion } })
    expect(correo.texto.split('\n')[0]).toBe(saludo)
  })

  it('offers “No fui yo” wherever something was done to the account', () => {
    for (const aviso of Object.values(EJEMPLOS)) {
      expect(correoDe(aviso).texto.includes('No fui yo:\n')).toBe('enlaceNoFuiYo' in aviso)
    }
  })

  it('leaves the list of changes out when only a new e-mail was asked for', () => {
    const correo = correoDe({ ...EJEMPLOS.datos_actualizados, cambios: [] })
    expect(correo.texto).not.toContain('Lo que cambió')
    expect(correo.texto).toContain('m•••@ejemplo.cl')
  })

  it('says whether a new e-mail waits 24 hours', () => {
    expect(correoDe({ ...EJEMPLOS.confirmar_email, espera24h: true }).texto).toContain('24 horas después')
    expect(correoDe({ ...EJEMPLOS.confirmar_email, espera24h: false }).texto).toContain('apenas confirme')
  })
})
