/** A person's visit in Chromium: one browser context with its page, and everything that went wrong in it. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { ADJUNTO, type Adjunto, type Campos } from './navegador.ts'
import { LETRAS } from './producto.ts'

/** How a person may come: with or without JavaScript, on a phone or a desktop. */
export interface Modo {
  javaScriptEnabled: boolean
  ancho: number
  /** Without a mouse. */
  teclado?: true
}

const modo = (javaScriptEnabled: boolean, ancho: number) => ({
  javaScriptEnabled,
  ancho,
  nombre: `${javaScriptEnabled ? 'with' : 'without'} JavaScript at ${ancho} px`,
})

export const CON_JAVASCRIPT = modo(true, 1280)
export const SIN_JAVASCRIPT = modo(false, 360)

/** Two ways of coming that have nothing in common, to be given to `describe.each`. */
export const OPUESTOS = [CON_JAVASCRIPT, SIN_JAVASCRIPT]

/** With nothing but the keys. */
export const CON_TECLADO: Modo & { nombre: string } = {
  ...CON_JAVASCRIPT,
  teclado: true,
  nombre: 'with JavaScript at 1280 px and the keyboard alone',
}

/** Every way of coming. */
export const TODOS = [...OPUESTOS, modo(true, 360), modo(false, 1280)]

/** The page that answers with 4xx or 5xx is itself a failed load to the console of Chromium. */
const PAGINA_CON_ESTADO = /^Failed to load resource: the server responded with a status of (4|50[03])/

const enUnaLinea = (texto: string | null) => (texto ?? '').replace(/\s+/g, ' ').trim()

export class Visita {
  readonly pagina: Page
  readonly contexto: BrowserContext
  /** Errors of the console (policy violations too), of scripts, and requests to other origins. */
  readonly problemas: string[] = []
  readonly #base: string

  protected constructor(contexto: BrowserContext, pagina: Page, base: string) {
    this.contexto = contexto
    this.pagina = pagina
    this.#base = base
    contexto.on('console', (mensaje) => {
      const deLaPagina = mensaje.location().url.split('#')[0] === mensaje.page()?.url().split('#')[0]
      const esperado = deLaPagina && PAGINA_CON_ESTADO.test(mensaje.text())
      if (['error', 'warning'].includes(mensaje.type()) && !esperado) this.problemas.push(mensaje.text())
    })
    contexto.on('weberror', (error) => this.problemas.push(String(error.error())))
    contexto.on('request', (pedido) => {
      if (new URL(pedido.url()).origin !== base) this.problemas.push(`left the origin: ${pedido.url()}`)
    })
  }

  static async comenzar(
    navegador: Browser,
    base: string,
    { javaScriptEnabled, ancho }: Modo,
  ): Promise<Visita> {
    const contexto = await navegador.newContext({
      javaScriptEnabled,
      viewport: { width: ancho, height: 800 },
      locale: 'es-CL',
      reducedMotion: 'reduce',
    })
    return new this(contexto, await contexto.newPage(), base)
  }

  /** Another tab of the same browser. */
  async pestana(): Promise<Visita> {
    return new Visita(this.contexto, await this.contexto.newPage(), this.#base)
  }

  async ir(direccion: string): Promise<void> {
    await this.pagina.goto(new URL(direccion, this.#base).href)
  }

  /** Writes in the boxes of the form by their names, chooses in its lists and marks its boxes. */
  async llenar(campos: Campos): Promise<void> {
    // A tab behind another draws seldom, and typing waits for it.
    await this.pagina.bringToFront()
    const estado = await this.estado()
    for (const [nombre, valor] of Object.entries(campos)) {
      const actual = estado[nombre]
      const control = this.campo(nombre)
      if (actual?.valor === valor) continue
      if (actual?.tipo === 'checkbox') await control.setChecked(valor === 'si')
      else if (actual?.tipo === 'select-one') await control.selectOption(valor)
      else await control.fill(String(valor))
    }
  }

  /** Kind and content of every control of the form by its name, as `llenar` takes them. */
  protected estado(): Promise<Record<string, { tipo: string; valor: string }>> {
    return this.pagina
      .locator('form.formulario')
      .evaluate((formulario) =>
        Object.fromEntries(
          Array.from(formulario.elements, ({ name, type, value, checked }) => [
            name,
            { tipo: type, valor: type === 'checkbox' ? (checked ? 'si' : '') : value },
          ]),
        ),
      )
  }

  /** What the form holds now, by name, as `llenar` takes it. */
  async contenido(nombres: readonly string[]): Promise<Campos> {
    const estado = await this.estado()
    return Object.fromEntries(nombres.map((nombre) => [nombre, estado[nombre]?.valor ?? '']))
  }

  campo(nombre: string) {
    return this.pagina.locator(`form.formulario [name="${nombre}"]`)
  }

  /** Text of a box as it stands. */
  valor(nombre: string): Promise<string> {
    return this.campo(nombre).inputValue()
  }

  boton(texto: string) {
    return this.pagina.getByRole('button', { name: texto, exact: true })
  }

  /** Presses a button and waits for the page that it leads to. */
  async presionar(texto: string): Promise<void> {
    await this.cambiarDePagina(() => this.boton(texto).click())
  }

  /** Follows a link of the page. */
  async seguir(texto: string | RegExp): Promise<void> {
    const enlace = this.pagina.getByRole('main').getByRole('link', { name: texto })
    await this.cambiarDePagina(() => enlace.first().click())
  }

  /** Does something that leads to another page, and waits for it with its styles and its scripts run. */
  async cambiarDePagina(hacer: () => Promise<unknown>): Promise<void> {
    await Promise.all([this.pagina.waitForEvent('load'), hacer()])
  }

  /** Chooses the file of the form. */
  async adjuntar({ nombre, bytes }: Pick<Adjunto, 'nombre' | 'bytes'> = ADJUNTO): Promise<void> {
    await this.campo('documento').setInputFiles({
      name: nombre,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })
  }

  /** Fills in a form, its file and its captcha, and sends it. */
  async enviar(campos: Campos, boton: string, archivo?: Parameters<Visita['adjuntar']>[0]): Promise<void> {
    await this.llenar(campos)
    if ((await this.campo('documento').count()) > 0) await this.adjuntar(archivo)
    if ((await this.campo('captcha').count()) > 0) await this.llenar({ captcha: LETRAS })
    await this.presionar(boton)
  }

  /** Id of what has the focus. */
  enfocado(): Promise<string | null> {
    return this.pagina.locator(':focus').getAttribute('id')
  }

  /** Text of the one element that a selector finds, blanks joined. */
  async texto(selector: string): Promise<string> {
    return enUnaLinea(await this.pagina.locator(selector).textContent())
  }

  titulo(): Promise<string> {
    return this.texto('h1')
  }

  /** The path of the page. */
  ruta(): string {
    return new URL(this.pagina.url()).pathname
  }

  /** Entries of the error summary. */
  async errores(): Promise<string[]> {
    return (await this.pagina.locator('.resumen__lista li').allTextContents()).map(enUnaLinea)
  }

  async terminar(): Promise<void> {
    await this.contexto.close()
  }
}
