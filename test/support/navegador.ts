/** A browser without JavaScript, as small as the tests need: cookies, redirects, forms with their hidden fields. */
import type { Server } from 'node:http'
import type { Express } from 'express'
import supertest from 'supertest'
import { LETRAS } from './producto.ts'

export interface Pagina {
  estado: number
  /** Where it is, without the request or the link that its address names. */
  url: string
  html: string
  titulo: string
  cabeceras: Record<string, string>
  /** Text of the error summary, one entry each. */
  errores: string[]
}

export type Campos = Record<string, string | string[]>

/** A file as it is sent. */
export interface Adjunto {
  campo: string
  nombre: string
  bytes: Uint8Array
}

/** What every form that asks for a file gets, unless told: a photo, as small as there is. */
export const ADJUNTO: Adjunto = {
  campo: 'documento',
  nombre: 'pasaporte.png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
}

const PERSONA = 'Mozilla/5.0'
const ENTIDADES: Record<string, string> = { amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'", quot: '"' }
const sinEntidades = (texto: string) =>
  texto.replace(/&(#?\w+);/g, (todo, nombre) => ENTIDADES[nombre] ?? todo)
const sinEtiquetas = (html: string) =>
  sinEntidades(html.replace(/<\/?(?:a|code|span|strong)\b[^>]*>/g, '').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

export class Navegador {
  readonly #agente: ReturnType<typeof supertest.agent>
  readonly #cabeceras: Record<string, string>

  /**
   * @param app a server that listens where many requests go at once.
   * @param cabeceras sent with each request.
   */
  constructor(app: Express | Server, cabeceras: Record<string, string> = {}) {
    this.#agente = supertest.agent(app)
    this.#cabeceras = { 'User-Agent': PERSONA, ...cabeceras }
  }

  /** Opens an address and follows where it leads. */
  async abrir(url: string): Promise<Pagina> {
    const { pathname, search } = new URL(url, 'http://clave.test')
    return this.seguir(await this.pedir(pathname + search), pathname + search)
  }

  /** Asks for an address and does not follow. */
  pedir(url: string) {
    return this.#agente.get(url).set(this.#cabeceras)
  }

  /**
   * Opens a form, fills it in and sends it. The captcha's letters are filled in where it has one, unless given.
   * @param boton sends this as `accion`, as that button does.
   */
  async enviar(url: string, campos: Campos, boton?: string): Promise<Pagina> {
    return this.enviarDesde(await this.abrir(url), campos, boton)
  }

  /** Fills in the form of a page that is open and sends it. */
  async enviarDesde(pagina: Pagina, campos: Campos, boton?: string): Promise<Pagina> {
    return this.enviarCon(pagina, campos, [ADJUNTO], boton)
  }

  /** As {@link enviarDesde}, with these files where the form sends files. */
  async enviarCon(
    pagina: Pagina,
    campos: Campos,
    adjuntos: readonly Adjunto[],
    boton?: string,
  ): Promise<Pagina> {
    const { accion, todos } = formularioDe(pagina, campos, boton)
    if (!pagina.html.includes('enctype="multipart/form-data"')) return this.publicar(accion, todos)
    return this.seguir(await this.enPartes(accion, todos, adjuntos), accion)
  }

  /** Posts in parts and does not follow. */
  enPartes(url: string, campos: Campos, adjuntos: readonly Adjunto[]) {
    const peticion = this.#agente.post(url).set(this.#cabeceras)
    for (const [nombre, valor] of Object.entries(campos))
      for (const uno of [valor].flat()) peticion.field(nombre, uno)
    for (const { campo, nombre, bytes } of adjuntos)
      peticion.attach(campo, Buffer.from(bytes), { filename: nombre })
    return peticion
  }

  /** Presses the button of a small form (a page with an action): the one that posts to an address ending so. */
  async presionar(pagina: Pagina, destino: string): Promise<Pagina> {
    const formularios = [...pagina.html.matchAll(/<form[^>]* action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)]
    const [, url, html] = formularios.find(([, accion]) => accion?.endsWith(destino)) ?? []
    if (!url) throw new Error(`no button for ${destino} at ${pagina.url}`)
    return this.publicar(url, ocultosDe(html ?? ''))
  }

  /** Posts a body as it is and follows where it leads. */
  async publicar(url: string, campos: Campos | string): Promise<Pagina> {
    return this.seguir(await this.crudo(url, campos), url)
  }

  /** Posts and does not follow. */
  crudo(url: string, campos: Campos | string) {
    const cuerpo = typeof campos === 'string' ? campos : enCuerpo(campos)
    return this.#agente.post(url).type('form').set(this.#cabeceras).send(cuerpo)
  }

  /** Goes where an answer leads. */
  async seguir(respuesta: supertest.Response, url: string): Promise<Pagina> {
    const { location } = respuesta.headers
    if (location && [301, 303].includes(respuesta.status)) return this.abrir(location)
    const html = respuesta.text ?? ''
    return {
      estado: respuesta.status,
      url: url.replace(/\?(?:solicitud|enlace)=[^&]*$/, ''),
      html,
      titulo: sinEtiquetas(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? ''),
      cabeceras: respuesta.headers,
      errores: erroresDe(html),
    }
  }
}

/** A body as a form sends it. */
export const enCuerpo = (campos: Campos): string =>
  new URLSearchParams(
    Object.entries(campos).flatMap(([nombre, valor]): [string, string][] =>
      Array.isArray(valor) ? valor.map((uno): [string, string] => [nombre, uno]) : [[nombre, valor]],
    ),
  ).toString()

/** Where the form of a page goes, and all that it would send with these fields filled in. */
export function formularioDe(pagina: Pagina, campos: Campos, boton?: string) {
  const accion = /<form class="formulario"[^>]* action="([^"]+)"/.exec(pagina.html)?.[1]
  if (!accion) throw new Error(`no form at ${pagina.url}: ${pagina.titulo} ${pagina.errores.join(' ')}`)
  const todos: Campos = { ...camposDe(pagina.html), ...campos, ...(boton && { accion: boton }) }
  return { accion, todos }
}

const ocultosDe = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, nombre, valor]) => [
      nombre ?? '',
      sinEntidades(valor ?? ''),
    ]),
  )

/** What a form would send as it stands: hidden fields, and the captcha's letters. */
function camposDe(html: string): Record<string, string> {
  return { ...ocultosDe(html), ...(html.includes('name="captcha"') && { captcha: LETRAS }) }
}

/** Address of the frame with the letters of a form. */
export const marcoEn = (pagina: Pagina): string => /<iframe[^>]* src="([^"]+)"/.exec(pagina.html)?.[1] ?? ''

/** Value of a text box as it is drawn. */
export const valorDe = (pagina: Pagina, nombre: string): string | undefined => {
  const caja = new RegExp(`<input[^>]* name="${nombre}" value="([^"]*)"`).exec(pagina.html)
  return caja ? sinEntidades(caja[1] ?? '') : undefined
}

/** Value of a list as it is drawn: '' when nothing is chosen. */
export const elegidoEn = (pagina: Pagina, nombre: string): string | undefined => {
  const [, opciones] =
    new RegExp(`<select[^>]* name="${nombre}"[^>]*>([\\s\\S]*?)</select>`).exec(pagina.html) ?? []
  return opciones === undefined ? undefined : (/value="([^"]*)" selected/.exec(opciones)?.[1] ?? '')
}

/** What a page says, without its header, menu and foot. */
export const textoDe = (pagina: Pagina): string =>
  sinEtiquetas(/<main[^>]*>([\s\S]*?)<\/main>/.exec(pagina.html)?.[1] ?? '')

function erroresDe(html: string): string[] {
  const resumen = /class="resumen[\s\S]*?<ul[^>]*>([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? ''
  return [...resumen.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, entrada]) => sinEtiquetas(entrada ?? ''))
}
