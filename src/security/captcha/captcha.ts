import { type Azar, type Captcha, type Cifrador, type Reloj, Saturado } from '../../application/ports.ts'
import { CAPTCHA_MINUTOS, enMinutos } from '../../domain/plazos.ts'
import { iguales } from '../huellas.ts'
import { crearSemaforo } from '../semaforo.ts'
import { sembrar } from './azar-sembrado.ts'
import { dibujar, MARCO } from './dibujo.ts'
import { ALFABETO } from './letras.ts'
import { rasterizar } from './png.ts'

export interface OpcionesCaptcha {
  cifrador: Cifrador
  reloj: Reloj
  azar: Azar
  /** The right answer to every challenge, for automatic tests only (setting TEST_CAPTCHA). */
  respuestaFija?: string
  /** Pictures that may wait to be drawn: some seconds of work. Those after them are turned away. */
  enEspera?: number
  /** Pictures that are kept, a few kB each: one that is asked for again is not drawn again. */
  guardadas?: number
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
/** Pictures drawn at a time, so that a rush for them leaves room on libuv's pool for keys and files. */
const DIBUJOS_A_LA_VEZ = 2
/** When to come back once too many wait. */
const SEGUNDOS_DE_ESPERA = 5

/**
 * Challenges that live in their own tokens. The picture is drawn from the challenge's id, a secret inside the
 * token: the same one each time, so that asking again gives a program no second look at the same letters.
 */
export function crearCaptcha(opciones: OpcionesCaptcha): Captcha {
  const { cifrador, reloj, azar, respuestaFija, enEspera = 100, guardadas = 200 } = opciones
  const semaforo = crearSemaforo(DIBUJOS_A_LA_VEZ)

  const abrir = (ficha: string): Reto | undefined => {
    try {
      return JSON.parse(cifrador.descifrar(ficha, CONTEXTO))
    } catch {
      return undefined
    }
  }
  const dibujos = new Map<string, Promise<Buffer>>()

  /** The picture of a challenge; those who ask at once for the same one share it. The oldest unused ones go. */
  const dibujo = (reto: Reto): Promise<Buffer> => {
    const guardado = dibujos.get(reto.id)
    if (!guardado && semaforo.estado().enEspera >= enEspera) throw new Saturado(SEGUNDOS_DE_ESPERA)
    const hecho =
      guardado ?? semaforo.correr(() => rasterizar(dibujar(reto.texto, sembrar(reto.id)), 2 * MARCO.ancho))
    dibujos.delete(reto.id)
    dibujos.set(reto.id, hecho)
    if (!guardado) hecho.catch(() => dibujos.delete(reto.id))
    const [masViejo = ''] = dibujos.keys()
    if (dibujos.size > guardadas) dibujos.delete(masViejo)
    return hecho
  }
  const vencio = ({ vence }: Reto) => vence <= reloj.ahora().getTime()

  return {
    emitir(formulario, sello) {
      const largo = Number(azar.texto('56', 1))
      const vence = enMinutos(reloj.ahora(), CAPTCHA_MINUTOS).getTime()
      const reto: Reto = { id: azar.uuid(), texto: azar.texto(ALFABETO, largo), formulario, sello, vence }
      return cifrador.cifrar(JSON.stringify(reto), CONTEXTO)
    },

    async imagen(ficha) {
      const reto = abrir(ficha)
      if (!reto || vencio(reto)) return undefined
      return dibujo(reto)
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

/** Letters count; their case and any blanks do not. */
const normalizar = (respuesta: string) => respuesta.replace(/\s/g, '').toUpperCase()
