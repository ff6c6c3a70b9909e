/** One browser and one product for all the tests of a file, and a look at what went wrong after each. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { abrirChromium, rutaDeChromium } from './chromium.ts'
import { VisitaConTeclado } from './teclado.ts'
import { type Modo, Visita } from './visita.ts'

/** `describe` for tests that need Chromium; without it they are passed over, which the setup says. */
export const enChromium = describe.skipIf(!rutaDeChromium())

interface Servida {
  base: string
  cerrar(): Promise<void>
}

export interface Escena<S extends Servida> {
  sitio: S
  /** A new visit, which is held to no problem at all and ended after the test. */
  entrar(modo: Modo): Promise<Visita>
}

/** To be called inside a `describe`. @param opciones of the browser. */
export function escena<S extends Servida>(
  abrir: () => Promise<S>,
  opciones?: Parameters<typeof abrirChromium>[0],
): Escena<S> {
  let navegador: Browser
  let sitio: S
  const visitas: Visita[] = []
  const abiertos: (() => Promise<void>)[] = []

  beforeAll(async () => {
    navegador = await abrirChromium(opciones)
    abiertos.push(() => navegador.close())
    sitio = await abrir()
    abiertos.push(() => sitio.cerrar())
  })
  afterEach(async () => {
    for (const visita of visitas.splice(0)) {
      await visita.terminar()
      expect(visita.problemas).toEqual([])
    }
  })
  afterAll(async () => {
    for (const cerrar of abiertos) await cerrar()
  })

  return {
    get sitio() {
      return sitio
    },
    async entrar(modo) {
      const visita = await (modo.teclado ? VisitaConTeclado : Visita).comenzar(navegador, sitio.base, modo)
      visitas.push(visita)
      return visita
    },
  }
}
