/** What goes with a person from the wrong form to the right one: encrypted, in the session, once, for minutes. */
import type { Request } from 'express'
import type { Dependencias } from '../application/ports.ts'
import type { Presentacion } from '../domain/campo.ts'
import { campos, type NombreCampo } from '../domain/campos.ts'
import { hoyEnChile } from '../domain/fecha.ts'
import type { Perfil } from '../domain/perfil.ts'
import { enMinutos, PUERTA_MINUTOS } from '../domain/plazos.ts'
import { enOtraPuerta, puertaDe } from '../domain/puertas.ts'
import type { Paso } from '../domain/tramite.ts'
import { camposDelPaso, leerPaso, type Tecleado, tomar } from './cuerpo.ts'
import { selloDe } from './peticion.ts'

type Medios = Pick<Dependencias, 'azar' | 'cifrador' | 'reloj'>

interface Traido {
  /** Address of the one form that may take it. */
  url: string
  tecleado: Tecleado
  venceEn: string
}

const CONTROLES_CON_TEXTO: ReadonlySet<Presentacion['control']> = new Set([
  'texto',
  'email',
  'tel',
  'lista',
  'casilla',
])

const contextoDe = (sello: string) => `sesion:${sello}:puerta`

/** Of lists and boxes, whose values are ours and short. */
const LARGO_DE_OPCION = 100

/** What was typed that may show again later, or in another form: no secret, no captcha, no file, nothing longer than its field takes. */
export function llevable(tecleado: Tecleado, nombres: readonly NombreCampo[]): Tecleado {
  const visibles = nombres.filter((nombre) => {
    const { control, secreto, maximo = LARGO_DE_OPCION }: Presentacion = campos[nombre]
    const cabe = typeof tecleado[nombre] === 'string' && tecleado[nombre].length <= maximo
    return cabe && CONTROLES_CON_TEXTO.has(control) && !secreto && nombre !== 'continuarDeTodosModos'
  })
  return tomar(tecleado, visibles)
}

/**
 * Keeps what was typed for the form of the profile that it belongs in, in place of anything kept before.
 * @param urlEn the address of the same step in another profile.
 * @returns that form's address; nothing when what was typed points to no other form.
 */
export function llevar(
  medios: Medios,
  req: Request,
  desde: { perfil: Perfil; paso: Paso; tecleado: Tecleado },
  urlEn: (perfil: Perfil) => string,
): string | undefined {
  const ahora = medios.reloj.ahora()
  const sinInsistir = { ...desde.tecleado, continuarDeTodosModos: '' }
  const leido = leerPaso(desde.paso, sinInsistir, { hoy: hoyEnChile(ahora) })
  const puerta = leido.ok ? undefined : leido.rechazos.map(puertaDe).find(Boolean)
  if (!puerta) return undefined
  const visible = llevable(desde.tecleado, camposDelPaso(desde.paso))
  const traido: Traido = {
    url: urlEn(puerta.perfil),
    tecleado: enOtraPuerta(visible, desde.perfil, puerta.perfil),
    venceEn: enMinutos(ahora, PUERTA_MINUTOS).toISOString(),
  }
  const contexto = contextoDe(selloDe(req, medios.azar))
  req.session.puerta = medios.cifrador.cifrar(JSON.stringify(traido), contexto)
  return traido.url
}

/**
 * Takes out what was kept for the form at an address. It can be taken once.
 * @returns nothing when there is none, it is for another form, or its time is over.
 */
export function traer({ cifrador, reloj }: Medios, req: Request, url: string): Tecleado | undefined {
  const { puerta, sello = '' } = req.session
  if (!puerta) return undefined
  const traido: Traido = JSON.parse(cifrador.descifrar(puerta, contextoDe(sello)))
  const vencido = new Date(traido.venceEn) <= reloj.ahora()
  if (vencido || traido.url === url) req.session.puerta = undefined
  return !vencido && traido.url === url ? traido.tecleado : undefined
}
