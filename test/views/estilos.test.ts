import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { contraste, propiedadesDe } from '../support/colores.ts'

const raiz = fileURLToPath(new URL('../../', import.meta.url))
const leer = (ruta: string) => readFileSync(`${raiz}${ruta}`, 'utf8')
const hoja = (nombre: string) => leer(`public/css/${nombre}.css`)
const juntas = (patron: string) => globSync(patron, { cwd: raiz }).map(leer).join('\n')

const [clara = '', oscura = ''] = hoja('estilo').split('@media (prefers-color-scheme: dark)')
const CLARO = propiedadesDe(clara)
const PALETAS: Record<string, Record<string, string>> = {
  'by day': CLARO,
  'in the dark': { ...CLARO, ...propiedadesDe(oscura.slice(0, oscura.indexOf('}\n}'))) },
  'on paper': { ...CLARO, ...propiedadesDe(hoja('impresion')) },
}
/** What is written, and on what. */
const TEXTOS: [color: string, fondo: string][] = [
  ...['--fondo', '--palido', '--informacion'].flatMap((fondo): [string, string][] =>
    ['--texto', '--texto-suave', '--titulo', '--enlace'].map((color) => [color, fondo]),
  ),
  ['--error', '--fondo'],
  ['--error', '--palido'],
  ['--texto', '--exito-fondo'],
  ['--exito-titulo', '--exito-fondo'],
  ['--enlace', '--exito-fondo'],
  ['--texto', '--alto-fondo'],
  ['--alto-titulo', '--alto-fondo'],
  ['--enlace', '--alto-fondo'],
]
/** What must be seen to use the page: edges of controls, and of what tells how it went. */
const FORMAS: [color: string, fondo: string][] = [
  ['--borde-control', '--fondo'],
  ['--borde-control', '--palido'],
  ['--rojo', '--fondo'],
  ['--azul', '--fondo'],
  ['--exito', '--exito-fondo'],
]

describe.each(Object.entries(PALETAS))('the palette %s', (_nombre, paleta) => {
  const de = (nombre: string) => paleta[nombre] ?? ''

  it.each(TEXTOS)('reads %s on %s at 4.5 to 1 or more', (color, fondo) => {
    expect(contraste(de(color), de(fondo))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(FORMAS)('tells %s from %s at 3 to 1 or more', (color, fondo) => {
    expect(contraste(de(color), de(fondo))).toBeGreaterThanOrEqual(3)
  })

  it('reads white on the bars and on the main button, pressed or not', () => {
    for (const fondo of ['--barra', '--azul', '--azul-oscuro']) {
      expect(contraste('#fff', de(fondo)), fondo).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('shows the focus on anything: its two rings differ, and one of them from whatever is under them', () => {
    expect(contraste(de('--foco'), de('--anillo'))).toBeGreaterThanOrEqual(9)
    for (const fondo of ['--fondo', '--palido', '--informacion', '--barra', '--azul', '--alto-fondo']) {
      const rings = ['--foco', '--anillo'].map((anillo) => contraste(de(anillo), de(fondo)))
      expect(Math.max(...rings), fondo).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('contrast', () => {
  it('is measured as WCAG does', () => {
    expect(contraste('#000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contraste('#777777', '#fff')).toBeCloseTo(4.48, 2)
    expect(contraste('#0f69b4', '#0f69b4')).toBe(1)
  })
})

describe('the style sheets', () => {
  const css = juntas('public/css/*.css').replace(/\/\*[\s\S]*?\*\//g, '')
  const usos = juntas('{views,public/js}/**/*.{ejs,js}')

  it('style nothing that no view or script has', () => {
    const clases = new Set([...css.matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/g)].map(([, clase = '']) => clase))
    // A last word that is put together: panel--<%= tono %>, caja--<%= ancho %>.
    const hay = (clase: string) => usos.includes(clase) || usos.includes(`${clase.split('--')[0]}--<%`)
    expect([...clases].filter((clase) => !hay(clase))).toEqual([])
    expect(clases.size).toBeGreaterThan(60)
  })

  it('take every colour of text from the palette, so that the dark and paper may change it', () => {
    const sueltos = [...css.matchAll(/(?<!-)\bcolor:\s*(#[\da-f]+)/gi)].map(([, color]) => color)
    // On what is dark always: the bars and the main button; the letters of a captcha are drawn on white.
    expect([...new Set(sueltos)].sort()).toEqual(['#000', '#1d1d1f', '#d5deea', '#fff'])
  })

  it('move nothing for who asked for less movement', () => {
    const resto = css.replace(/@media \(prefers-reduced-motion: no-preference\) \{[\s\S]*?\n\}/g, '')
    expect(resto).not.toMatch(/transition|animation|scroll-behavior/)
    expect(css).toContain('scroll-behavior')
  })

  it('fetch nothing from elsewhere', () => {
    const direcciones = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, direccion]) => direccion)
    expect(direcciones.length).toBeGreaterThan(5)
    expect(
      direcciones.filter((direccion) => !/^"\.\.\/(fonts|img)\/[\w.-]+"$/.test(direccion ?? '')),
    ).toEqual([])
    expect(css).not.toContain('@import')
  })
})

describe('on paper', () => {
  const papel = hoja('impresion')
  const ocultas = papel.slice(0, papel.indexOf('display: none')).split('{').at(-2) ?? ''

  it.each(['.navegacion', '.botones', '.alternativas', '.terminar', '.pie__enlaces', '.saltar', '.captcha'])(
    '%s, of no use there, does not print',
    (clase) => {
      expect(ocultas).toContain(clase)
    },
  )

  it('a key prints large, with what the screen need not say', () => {
    expect(papel).toMatch(/\.provisoria code \{\s*font-size: 30pt/)
    expect(papel).toMatch(/\.solo-papel \{\s*display: block/)
    expect(hoja('estilo')).toMatch(/\.solo-papel \{\s*display: none/)
  })
})
