import type { Bloque } from './mensajes/mensaje.ts'

const DIBUJO: { [C in Bloque['clase']]: (bloque: Extract<Bloque, { clase: C }>) => string } = {
  parrafo: ({ texto }) => texto,
  boton: ({ texto, url }) => `${texto}:\n${url}`,
  enlace: ({ texto, url }) => `${texto}:\n${url}`,
  destacado: ({ etiqueta, valor }) => `${etiqueta}: ${valor}`,
  lista: ({ titulo, elementos }) => `${titulo}:\n${elementos.map((elemento) => `- ${elemento}`).join('\n')}`,
}

type BloquePorClase = { [C in Bloque['clase']]: Extract<Bloque, { clase: C }> }
const dibujar = <C extends Bloque['clase']>(clase: C, bloque: BloquePorClase[C]): string =>
  DIBUJO[clase](bloque)

/** The text part of a message: all that its HTML says, each address alone on its line. */
export function textoDe(partes: {
  saludo: string
  bloques: readonly Bloque[]
  pie: readonly string[]
}): string {
  const cuerpo = [partes.saludo, ...partes.bloques.map((bloque) => dibujar(bloque.clase, bloque))]
  return `${cuerpo.join('\n\n')}\n\n--\n${partes.pie.join('\n')}\n`
}
