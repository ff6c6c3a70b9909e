import type { Azar, Captcha, Cifrador, Reloj } from '../../application/ports.ts'
import { CAPTCHA_MINUTOS, enMinutos } from '../../domain/plazos.ts'
import { iguales } from '../huellas.ts'
import { crearSemaforo } from '../semaforo.ts'
import { sembrar } from './azar-sembrado.ts'
import { dibujar, MARCO } from './dibujo.ts'
import { crearGuardados } from './guardados.ts'
import { ALFABETO } from './letras.ts'
import { mezclar } from './mezcla.ts'
import { rasterizar } from './png.ts'
import { enWav } from './wav.ts'

export interface OpcionesCaptcha {
  cifrador: Cifrador
  reloj: Reloj
  azar: Azar
  /** The right answer to every challenge, for automatic tests only (setting TEST_CAPTCHA). */
  respuestaFija?: string
  /** Pictures and sounds that may wait to be made: some seconds of work. Those after them are turned away. */
  enEspera?: number
  /** Pictures that are kept, a few kB each: one that is asked for again is not drawn again. */
  guardadas?: number
  /** Sounds that are kept, some 95 kB each: a player asks for one in parts. */
  sonidosGuardados?: number
}

/** What a token holds, encrypted. */
interface Reto {
  id: string
  texto: string
  formulario: string
  sello: string
  /** Milliseconds since 1970. */
  vence: number
}

const CONTEXTO = 'captcha'
const LETRAS = 4
/** Of what was typed: letters and some blanks. */
const LARGO_QUE_SE_LEE = 50
/** Pictures and sounds made at a time, so that a rush for them leaves room on libuv's pool for keys and files. */
const OBRAS_A_LA_VEZ = 2

/**
 * Challenges that live in their own tokens. Picture and sound are made from the challenge's id, a secret inside
 * the token: the same ones each time, so that asking again gives a program no second try at the same letters.
 */
export function crearCaptcha(opciones: OpcionesCaptcha): Captcha {
  const { cifrador, reloj, azar, respuestaFija, enEspera = 100 } = opciones
  const semaforo = crearSemaforo(OBRAS_A_LA_VEZ)
  const imagenDe = crearGuardados({ semaforo, enEspera, cuantos: opciones.guardadas ?? 200 })
  const sonidoDe = crearGuardados({ semaforo, enEspera, cuantos: opciones.sonidosGuardados ?? 50 })

  const abrir = (ficha: string): Reto | undefined => {
    try {
      return JSON.parse(cifrador.descifrar(ficha, CONTEXTO))
    } catch {
      return undefined
    }
  }
  const vencio = ({ vence }: Reto) => vence <= reloj.ahora().getTime()
  const vigente = (ficha: string): Reto | undefined => {
    const reto = abrir(ficha)
    return reto && !vencio(reto) ? reto : undefined
  }

  return {
    emitir(formulario, sello) {
      const vence = enMinutos(reloj.ahora(), CAPTCHA_MINUTOS).getTime()
      const reto: Reto = { id: azar.uuid(), texto: azar.texto(ALFABETO, LETRAS), formulario, sello, vence }
      return cifrador.cifrar(JSON.stringify(reto), CONTEXTO)
    },

    async imagen(ficha) {
      const reto = vigente(ficha)
      if (!reto) return undefined
      return imagenDe.dar(reto.id, () => rasterizar(dibujar(reto.texto, sembrar(reto.id)), 2 * MARCO.ancho))
    },

    async sonido(ficha) {
      const reto = vigente(ficha)
      if (!reto) return undefined
      return sonidoDe.dar(reto.id, () => enWav(mezclar(reto.texto, sembrar(`sonido ${reto.id}`))))
    },

    porHacer(ficha, que) {
      const reto = vigente(ficha)
      return reto !== undefined && !(que === 'imagen' ? imagenDe : sonidoDe).tiene(reto.id)
    },

    comprobar(ficha, formulario, sello, respuesta) {
      const reto = abrir(ficha)
      if (!reto) return { estado: 'vencida', id: null }
      const ajeno = reto.formulario !== formulario || reto.sello !== sello
      if (ajeno || vencio(reto)) return { estado: 'vencida', id: reto.id }
      const acierta = iguales(normalizar(respuesta), normalizar(respuestaFija ?? reto.texto))
      return { estado: acierta ? 'correcta' : 'distinta', id: reto.id }
    },
  }
}

/** Letters count, full-width ones too; their case and whatever is between or around them do not. */
const normalizar = (respuesta: string) =>
  respuesta
    .slice(0, LARGO_QUE_SE_LEE)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
