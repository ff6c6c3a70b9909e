/**
 * All that people read, drawn from the catalogues themselves: every form, every page that ends or stops a process,
 * every fixed page, every mail. What is added to a catalogue is here without more.
 */
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Correo } from '../../src/application/ports.ts'
import type { PaginaFinal } from '../../src/domain/pagina.ts'
import * as finales from '../../src/domain/paginas.ts'
import { paginaAlto } from '../../src/domain/paginas-alto.ts'
import { PAGINAS_CON_BOTON, paginaCorreoConfirmado, paginaDeEnlace } from '../../src/domain/paginas-enlace.ts'
import { ESTADOS_CON_PAGINA, paginaDeError, paginaSinCookies } from '../../src/domain/paginas-error.ts'
import { CAMBIOS_DE_PERFIL, EFECTOS, MOTIVOS_DE_ALTO } from '../../src/domain/pasos.ts'
import { PERFILES } from '../../src/domain/perfil.ts'
import type { Tramite } from '../../src/domain/tramite.ts'
import { operacionesDe, tramites } from '../../src/domain/tramites.ts'
import { vistaDeFormulario } from '../../src/http/formulario-vista.ts'
import type { FormularioVista } from '../../src/http/vista.ts'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { crearRedactor } from '../../src/mail/redactor.ts'
import { formularioConErrores, pintar } from './vistas.ts'

const RAIZ = fileURLToPath(new URL('../../', import.meta.url))
const correo = 'm*****a@correo.cl'
const vence = '16:42 del 05-03-2026'
const faltan = ['fechaNacimiento', 'email', 'preguntaSecreta', 'domicilio'] as const

/** What each page that is made of data can say, under the name of the function that makes it. */
const VARIANTES: Readonly<Record<string, readonly PaginaFinal[]>> = {
  paginaAlto: MOTIVOS_DE_ALTO.flatMap((motivo) =>
    PERFILES.flatMap((perfil) =>
      [undefined, 'C-4827'].map((caso) =>
        paginaAlto(motivo, { perfil, operacion: 'recuperar', faltan, caso }),
      ),
    ),
  ),
  paginaDeEnlace: PAGINAS_CON_BOTON.map(paginaDeEnlace),
  paginaCorreoConfirmado: EFECTOS.map(paginaCorreoConfirmado),
  paginaRegistrado: [
    finales.paginaRegistrado('natural', correo),
    finales.paginaRegistrado('migrante', correo),
    ...['empresa', 'otec'].flatMap((tipo) =>
      [true, false].map((verificada) =>
        finales.paginaRegistrado('juridica', correo, {
          razonSocial: 'Capacitaciones del Sur',
          tipo,
          verificada,
        }),
      ),
    ),
  ],
  paginaRecuperada: [null, correo].flatMap((emailEnmascarado) =>
    [null, '+56 9 **** 4321'].flatMap((celularEnmascarado) =>
      ([null, 'K7MXPQ4RTA'] as const).flatMap((clave) =>
        (['page', 'mail'] as const).map((entrega) =>
          finales.paginaRecuperada({
            perfil: 'migrante',
            clave,
            vence,
            emailEnmascarado,
            celularEnmascarado:
              emailEnmascarado || entrega === 'page' ? celularEnmascarado : '+56 9 **** 4321',
            entrega,
          }),
        ),
      ),
    ),
  ),
  paginaClaveMostrada: PERFILES.map(finales.paginaClaveMostrada),
  paginaEnlacePedido: PERFILES.map(finales.paginaEnlacePedido),
  paginaCambiada: PERFILES.flatMap((perfil) =>
    [[], faltan].flatMap((datos) =>
      [true, false].map((tieneCorreo) => finales.paginaCambiada(perfil, datos, tieneCorreo)),
    ),
  ),
  paginaActualizada: [true, false].flatMap((yaNoVerificada) =>
    [null, { enmascarado: correo, espera24h: true }, { enmascarado: correo, espera24h: false }].flatMap(
      (emailPendiente) =>
        [null, ...CAMBIOS_DE_PERFIL.map((cambio) => ({ cambio, caso: 'C-4827' }))].map((cambioDePerfil) =>
          finales.paginaActualizada({
            perfil: 'natural',
            emailPendiente,
            yaNoVerificada,
            origen: null,
            cambioDePerfil,
          }),
        ),
    ),
  ),
  // Drawn by paginaAlto.
  paginaOtecNoVigente: [],
  paginaOtroRepresentante: [],
}

/** Pages that need data and have no variants above: they would be read by no test. */
export const PAGINAS_SIN_LEER: string[] = []

/** Drawn as pages of errors, below. */
const DE_ERROR = new Set(['paginaDeError', 'paginaSinCookies'])

async function paginasFinales(): Promise<Record<string, PaginaFinal>> {
  const paginas: Record<string, PaginaFinal> = {}
  for (const ruta of globSync('src/domain/paginas*.ts', { cwd: RAIZ })) {
    const modulo: Record<string, unknown> = await import(`${RAIZ}${ruta}`)
    for (const [nombre, hacer] of Object.entries(modulo)) {
      if (typeof hacer !== 'function' || !nombre.startsWith('pagina') || DE_ERROR.has(nombre)) continue
      const variantes = VARIANTES[nombre] ?? (hacer.length === 0 ? [hacer()] : undefined)
      if (!variantes) PAGINAS_SIN_LEER.push(`${ruta}: ${nombre}`)
      for (const [indice, pagina] of (variantes ?? []).entries()) paginas[`${nombre} ${indice + 1}`] = pagina
    }
  }
  return paginas
}

/** The forms of the table, each step of them, by their addresses. */
const formularios = (): [string, FormularioVista][] =>
  PERFILES.flatMap((perfil) =>
    operacionesDe(perfil).flatMap((operacion) => {
      const celdas: Partial<Record<string, Tramite>> = tramites[perfil]
      const tramite = celdas[operacion]
      return Object.entries(tramite?.pasos ?? {}).map(([nombre, paso]): [string, FormularioVista] => {
        if (!tramite) throw new Error(`no ${operacion} in ${perfil}`)
        const accion = `/${perfil}/${operacion}${nombre && '/'}${nombre}`
        const vista = vistaDeFormulario({
          perfil,
          operacion,
          tramite,
          paso,
          accion,
          tecleado: {},
          primerPaso: nombre === '',
          traido: false,
          rechazos: [],
          preparacion: {},
          figuras: { diasDeDocumento: 90 },
          captcha: { ficha: 'ficha', marco: '/captcha/ficha' },
          ocultos: {},
          otras: [],
          volver: { texto: 'Volver', url: '/' },
        })
        return [accion, vista]
      })
    }),
  )

/** Every page of the site, drawn, by what it is. */
export async function paginasLeidas(): Promise<Record<string, string>> {
  const fijas = globSync('views/*.ejs', { cwd: RAIZ })
    .map((ruta) => ruta.replace(/^views\/|\.ejs$/g, ''))
    .filter((vista) => !['formulario', 'resultado', 'error', 'letras'].includes(vista))
  const modelos: [nombre: string, vista: string, modelo: object][] = [
    ...fijas.map((vista): [string, string, object] => [vista, vista, {}]),
    ...formularios().map(([url, vista]): [string, string, object] => [url, 'formulario', vista]),
    ...Object.entries(await paginasFinales()).map(([nombre, pagina]): [string, string, object] => [
      nombre,
      'resultado',
      { ...pagina, ocultos: {} },
    ]),
    ['formulario con errores', 'formulario', formularioConErrores],
    ['letras', 'letras', { imagen: '/captcha/ficha.png', sonido: '/captcha/ficha.wav' }],
    ['error sin cookies', 'error', { ...paginaSinCookies(), referencia: 'referencia' }],
    ...ESTADOS_CON_PAGINA.map((estado): [string, string, object] => [
      `error ${estado}`,
      'error',
      { ...paginaDeError(estado), referencia: 'referencia' },
    ]),
  ]
  const dibujadas = modelos.map(async ([nombre, vista, modelo]) => [nombre, await pintar(vista, modelo)])
  return Object.fromEntries(await Promise.all(dibujadas))
}

/** Every mail, drawn, by its type. */
export function correosLeidos(): Record<string, Correo> {
  const redactar = crearRedactor()
  return Object.fromEntries(
    Object.values(EJEMPLOS).map((aviso) => [aviso.tipo, redactar(aviso, 'persona@ejemplo.cl', aviso.tipo)]),
  )
}
