import { describe, expect, it } from 'vitest'
import type { Aviso } from '../../src/domain/notices/avisos.ts'
import { SAMPLES } from '../../src/mail/messages/samples.ts'
import { createRenderer } from '../../src/mail/renderer.ts'
import { mailHtmlErrors } from '../support/copy/html.ts'

const compose = createRenderer()
const mailOf = (aviso: Aviso) => compose(aviso, 'persona@ejemplo.cl', 'id-1')
const enlacesOf = (aviso: Aviso) => Object.values(aviso).filter((value) => /^https:/.test(String(value)))

/** What a person reads of an HTML document, with the targets of its links. */
const readableText = (html: string) =>
  html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<div class="preheader"[\s\S]*?<\/div>/, '')
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

describe.each(Object.values(SAMPLES))('the message $kind', (aviso) => {
  it('says no identificador whole, so that a mailbox that is not the account’s learns none', () => {
    const mail = mailOf(aviso)
    for (const text of [mail.subject, mail.text, mail.html])
      expect(text).not.toMatch(/\b\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]\b/)
  })

  const mail = mailOf(aviso)

  it('reads the same every time', () => {
    expect(`${mail.subject}\n\n${mail.text}`).toMatchSnapshot()
  })

  it('has every link in both parts', () => {
    expect(enlacesOf(aviso).length).toBeGreaterThan(
      /^acceso_|^administrador_|^codigo|^comprobacion|^cuenta_cerrada|^llave_|^sistema_|^nie_|^orden_detenida|^orden_sin_efecto|^documento_reabierto/.test(
        aviso.kind,
      )
        ? -1
        : 0,
    )
    for (const enlace of enlacesOf(aviso)) {
      expect(mail.html).toContain(`href="${enlace}"`)
      expect(mail.text.split('\n')).toContain(enlace)
    }
  })

  it('says in HTML all that its text says', () => {
    const html = readableText(mail.html)
    for (const line of mail.text.split('\n')) {
      const content = line.replace(/^(?:- |--$)/, '').replace(/:$/, '')
      for (const part of content.split(/(?<=^[^.:]+): /)) expect(html).toContain(part.trim())
    }
  })

  it('says who sends it, where to ask, and that SENCE never asks for the clave', () => {
    for (const part of [mail.text, readableText(mail.html)]) {
      expect(part).toContain('Servicio Nacional de Capacitación y Empleo (SENCE)')
      expect(part).toContain('800 80 10 30, de lunes a viernes de 09:00 a 18:00')
      expect(part).toContain('SENCE nunca le pedirá su clave')
    }
  })

  it('has no personal data, clave or codigo in the subject, and no identificador anywhere', () => {
    const everything = `${mail.subject} ${mail.text} ${readableText(mail.html)}`
    expect(everything).not.toMatch(/\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]/)
    expect(mail.subject).not.toMatch(/\d|@/)
    expect(mail.subject).not.toContain(aviso.name ?? 'María')
    if (aviso.kind === 'clave_provisoria') expect(mail.subject).not.toContain(aviso.clave)
  })

  it('loads nothing from any server', () => {
    expect(mail.html).not.toMatch(/<img|<link|<script|url\(|@import|\ssrc=/i)
  })

  it('is valid HTML', async () => {
    expect(await mailHtmlErrors(mail.html)).toEqual([])
  })

  it('has a plain subject of at most 60 characters', () => {
    expect(mail.subject.length).toBeLessThanOrEqual(60)
    expect(mail.subject).toMatch(/^[\p{Lu}][\p{L} ]+$/u)
  })

  it('previews only its first sentence: no clave, codigo, link or name', () => {
    const [, preheader = '', blanks = ''] =
      /<div class="preheader"[^>]*>([^<&]*)((?:&#847;&zwnj;&nbsp;)*)<\/div>/.exec(mail.html) ?? []
    expect(preheader.length).toBeGreaterThan(20)
    expect(mail.text).toContain(preheader)
    expect(blanks.length / '&#847;&zwnj;&nbsp;'.length).toBeGreaterThanOrEqual(100)
    expect(preheader).not.toMatch(/https?:|@|\b[A-Z0-9]{10}\b|\b\d{6}\b/)
    if (typeof aviso.name === 'string') expect(preheader).not.toContain(aviso.name.split(' ')[0])
  })

  it('shows the address of every link, and links the call centre’s number', () => {
    for (const [, url] of mail.html.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      if (url !== 'tel:800801030') expect(mail.html).toContain(`>${url}</a>`)
    }
    expect(mail.html.split('800 80 10 30')).toHaveLength(mail.html.split('href="tel:800801030"').length)
  })

  it('is a Spanish document whose tables are marked as layout', () => {
    expect(mail.html).toMatch(/^<!doctype html>\s*<html lang="es-CL"/)
    expect(mail.html.match(/<table\b/g)).toHaveLength(
      mail.html.match(/<table role="presentation"/g)?.length ?? 0,
    )
  })
})

describe('an aviso', () => {
  it('escapes HTML in a name', () => {
    const mail = mailOf({ ...SAMPLES.clave_cambiada, name: "<b>O'Hi</b><%=1%>" })
    expect(mail.html).not.toContain('<b>')
    expect(readableText(mail.html)).toContain("Hola, <b>O'Hi</b><%=1%>:")
    expect(mail.text).toContain("Hola, <b>O'Hi</b><%=1%>:")
  })

  it('omits a name that is missing or could become a link', () => {
    for (const name of [null, '', '  ', 'Gane en premio.cl']) {
      expect(mailOf({ ...SAMPLES.clave_cambiada, name }).text).toMatch(/^Hola:\n/)
    }
  })

  it.each([
    ['María José', 'Hola, María:'],
    [' Ma. Inés\r\n', 'Hola, Ma.:'],
    ['Su cuenta sera cerrada hoy - deposite en', 'Hola, Su:'],
    ['Ñ'.repeat(25), `Hola, ${'Ñ'.repeat(25)}:`],
    ['Su-cuenta-sera-cerrada-hoy', 'Hola:'],
  ])('greets %j by the first word only, of at most 25 letters', (name, greeting) => {
    expect(mailOf({ ...SAMPLES.clave_cambiada, name }).text.split('\n')[0]).toBe(greeting)
  })

  it.each([
    ['Capacitaciones del Sur Limitada', 'Hola, Capacitaciones del Sur Limitada:'],
    ['Escuela Técnica O’Higgins S.A.', 'Hola, Escuela Técnica O’Higgins S.A.:'],
    ['Formación 21 & Cía. SpA', 'Hola, Formación 21 & Cía. SpA:'],
    ['Premios en evil.cl', 'Hola:'],
    ['Llame al 600 123 456', 'Hola:'],
    ['escriba a uno@evil', 'Hola:'],
    ['Una razón social '.repeat(4), 'Hola:'],
  ])('greets the organisation %j by its whole name, unless it is a lure', (organizacion, greeting) => {
    const mail = mailOf({ ...SAMPLES.clave_cambiada, name: { organizacion } })
    expect(mail.text.split('\n')[0]).toBe(greeting)
  })

  it('offers “No fui yo” wherever something was done to the account', () => {
    for (const aviso of Object.values(SAMPLES)) {
      expect(mailOf(aviso).text.includes('No fui yo:\n')).toBe('noFuiYoEnlace' in aviso)
    }
  })

  it('omits the list of changes when only a new e-mail was requested', () => {
    const mail = mailOf({ ...SAMPLES.datos_actualizados, changes: [] })
    expect(mail.text).not.toContain('Lo que cambió')
    expect(mail.text).toContain('m•••@ejemplo.cl')
  })

  it('says whether a new e-mail waits 24 hours', () => {
    expect(mailOf({ ...SAMPLES.confirmar_email, waits24h: true }).text).toContain('24 horas después')
    expect(mailOf({ ...SAMPLES.confirmar_email, waits24h: false }).text).toContain('apenas confirme')
  })
})
