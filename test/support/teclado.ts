/** A visit without a mouse: all that a person does is done with the keys that anybody has. */
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { ADJUNTO, type Adjunto, type Campos } from './navegador.ts'
import { Visita } from './visita.ts'

/** No page has so many places to stop at, from the last one round to the one before it. */
const TOPE = 120

/** Goes on with the Tab key until that has the focus, seen on the screen and with a mark around it. */
export async function tabularHasta(v: Visita, destino: Locator): Promise<void> {
  for (let paso = 0; paso < TOPE; paso++) {
    await v.pagina.keyboard.press('Tab')
    if (!(await destino.evaluate((elemento) => elemento.matches(':focus')))) continue
    const contorno = await destino.evaluate((elemento) => {
      const { outlineStyle, outlineWidth } = elemento.ownerDocument.defaultView.getComputedStyle(elemento)
      return `${outlineStyle} ${outlineWidth}`
    })
    expect(contorno).toBe('solid 3px')
    return
  }
  throw new Error(`the Tab key does not reach ${destino}`)
}

/** The same visit, by key: what it fills in, chooses, presses and follows is reached with Tab. */
export class VisitaConTeclado extends Visita {
  override async llenar(campos: Campos): Promise<void> {
    const estado = await this.estado()
    for (const [nombre, { tipo, valor }] of Object.entries(estado)) {
      const nuevo = campos[nombre]
      if (nuevo === undefined || nuevo === valor) continue
      await tabularHasta(this, this.campo(nombre))
      if (tipo === 'checkbox') await this.pagina.keyboard.press('Space')
      else if (tipo === 'select-one') await this.#elegir(nombre, String(nuevo))
      else await this.#escribir(String(nuevo))
    }
  }

  override async presionar(texto: string): Promise<void> {
    await tabularHasta(this, this.boton(texto))
    await this.cambiarDePagina(() => this.pagina.keyboard.press('Enter'))
  }

  override async seguir(texto: string | RegExp): Promise<void> {
    await tabularHasta(this, this.pagina.getByRole('main').getByRole('link', { name: texto }).first())
    await this.cambiarDePagina(() => this.pagina.keyboard.press('Enter'))
  }

  override async adjuntar({ nombre, bytes }: Pick<Adjunto, 'nombre' | 'bytes'> = ADJUNTO): Promise<void> {
    await tabularHasta(this, this.campo('documento'))
    const selector = this.pagina.waitForEvent('filechooser')
    await this.pagina.keyboard.press('Space')
    await (await selector).setFiles({
      name: nombre,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })
  }

  /** In the place of what the box had. */
  async #escribir(texto: string): Promise<void> {
    await this.pagina.keyboard.press('Control+A')
    if (texto === '') await this.pagina.keyboard.press('Delete')
    else await this.pagina.keyboard.type(texto)
  }

  /** In a list, the first letters of what it says lead near it, and the arrow to it. */
  async #elegir(nombre: string, valor: string): Promise<void> {
    if (valor === '') return this.pagina.keyboard.press('Home')
    const dice = await this.campo(nombre).locator(`option[value="${valor}"]`).first().textContent()
    await this.pagina.keyboard.type(/^[a-z]*/i.exec(String(dice).trim())?.[0] ?? '')
    for (let paso = 0; paso < TOPE && (await this.valor(nombre)) !== valor; paso++) {
      await this.pagina.keyboard.press('ArrowDown')
    }
    expect(await this.valor(nombre)).toBe(valor)
  }
}
