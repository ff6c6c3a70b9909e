import type { Reloj } from '../application/ports.ts'

/** What an order sees of the machine; tests bring their own. */
export interface Mundo {
  entorno: Readonly<Record<string, string | undefined>>
  /** Who the audit names when the order names nobody: the user of the operating system. */
  quien: string
  reloj: Reloj
  /** One line of what came of the order. */
  decir(linea: string): void
  /** One line of what went wrong. */
  avisar(linea: string): void
  /** Draws a line over the last one, where somebody looks on; undefined elsewhere. A line feed ends it. */
  barra?: (texto: string) => void
  /** Asks for something without showing what is typed. @throws {OrdenFallida} when nobody can be asked. */
  preguntar(pregunta: string): Promise<string>
  /** Work that guessing at the passphrase of a new backup costs; see COSTO_DE_FRASE. */
  costoDeFrase: number
  /** Bytes that can still be written in the disk of a folder. */
  discoLibre(carpeta: string): Promise<number>
}

/** An order as it was given. */
export interface Entrada {
  /** Its words, after its name. */
  datos: string[]
  opciones: {
    operador?: string
    secretos?: string
    motivo?: string
    rechazos?: string
    codificacion?: string
    corrige?: string
    'dry-run'?: boolean
    forzar?: boolean
  }
}

/** Exit code of an order: 0 done and well, 1 not done or something is wrong. */
export type Fin = 0 | 1
export type Hacer = (mundo: Mundo, entrada: Entrada) => Promise<Fin>

export interface Orden {
  nombre: string
  /** Names of the words that go after it, as the help shows them. */
  datos: readonly string[]
  ayuda: string
  hacer: Hacer
}

/** The order cannot be done, for a reason that one line tells. Exit code 1. */
export class OrdenFallida extends Error {
  constructor(mensaje: string, cause?: unknown) {
    super(mensaje, { cause })
    this.name = 'OrdenFallida'
  }
}

/** It was not written as the help says. Exit code 2. */
export class OrdenMalEscrita extends Error {
  constructor(mensaje: string) {
    super(mensaje)
    this.name = 'OrdenMalEscrita'
  }
}
