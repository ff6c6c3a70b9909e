import { bien, rechazar } from '../domain/resultado.ts'
import {
  type Contexto,
  type Dependencias,
  type Desenlace,
  type Envio,
  Saturado,
  type UnidadDeTrabajo,
} from './ports.ts'

/** A form as it was sent: the captcha that it carries, and its whole text to recognise the same one twice. */
export interface EnvioFormulario {
  formulario: string
  ficha: string
  respuesta: string
  cuerpo: string
}

/** How long a twin waits for the first of two equal submissions. */
const ESPERA_GEMELO_MS = 20_000
const SONDEO_MS = 100
const VIDA_ENVIO_MS = 30 * 60_000

/** Keeps the outcome, in the transaction of the work. */
export type Cerrar = (uow: UnidadDeTrabajo, solicitudId: string) => Promise<void>

/**
 * Judges the captcha of a form and does its work once. Using the captcha and claiming the submission are one
 * atomic act: of two equal submissions (a double click, a reload) one works and the other gets its outcome; a
 * different one with the same captcha is refused. Hashes are reserved in the work, so that forms that wait for
 * their twin hold none.
 * @param trabajo gets `cerrar`, to be called in the transaction that keeps the work. It may throw {@link Saturado}
 *   only before it writes: the captcha is then as if it had not been used.
 * @returns the outcome; refusals `captcha_distinta`, `captcha_vencida` or those of the work.
 * @throws {Saturado}
 */
export async function unaVez(
  deps: Dependencias,
  contexto: Contexto,
  formulario: EnvioFormulario,
  trabajo: (cerrar: Cerrar) => Promise<Desenlace>,
): Promise<Desenlace> {
  const { estado, id } = deps.captcha.comprobar(
    formulario.ficha,
    formulario.formulario,
    contexto.sello,
    formulario.respuesta,
  )
  if (!id || estado === 'vencida') return rechazar('captcha_vencida', 'captcha')

  const huella = deps.huellas.huella('envio', formulario.cuerpo)
  const venceEn = new Date(deps.reloj.ahora().getTime() + VIDA_ENVIO_MS)
  const previo = await deps.almacen.transaccion((uow) =>
    uow.envios.reclamar({ id, huella, desenlace: null, venceEn }),
  )
  if (previo) {
    if (previo.huella !== huella) return rechazar('captcha_vencida', 'captcha')
    const suyo = await desenlaceDelGemelo(deps, previo)
    // Turned away, the first one let go of it: this one takes its place.
    return suyo === 'soltado' ? unaVez(deps, contexto, formulario, trabajo) : suyo
  }

  const fallar = (desenlace: Desenlace) =>
    deps.almacen.transaccion((uow) => uow.envios.terminar(id, desenlace))
  try {
    const desenlace: Desenlace =
      estado === 'distinta'
        ? rechazar('captcha_distinta', 'captcha')
        : await trabajo((uow, solicitudId) => uow.envios.terminar(id, bien(solicitudId)))
    if (!desenlace.ok) await fallar(desenlace)
    return desenlace
  } catch (error) {
    const cerrado =
      error instanceof Saturado
        ? deps.almacen.transaccion((uow) => uow.envios.soltar(id))
        : fallar(rechazar('captcha_vencida', 'captcha'))
    // With the database down this fails too, and the first error is the one to tell of.
    await cerrado.catch(() => {})
    throw error
  }
}

/**
 * Keeps that a form without captcha was done, for a short time: its second click finds where it went.
 */
export async function anotarEnvio(
  deps: Dependencias,
  formulario: EnvioFormulario,
  desenlace: Desenlace,
): Promise<void> {
  const huella = deps.huellas.huella('envio', formulario.cuerpo)
  const venceEn = new Date(deps.reloj.ahora().getTime() + VIDA_ENVIO_MS)
  await deps.almacen.transaccion((uow) => uow.envios.reclamar({ id: huella, huella, desenlace, venceEn }))
}

/**
 * The outcome of the very same form, sent before. Who can send it whole again knows the secret that was in it.
 * @returns nothing when it was not sent, or not alike.
 */
export async function desenlaceAnterior(
  deps: Dependencias,
  contexto: Contexto,
  formulario: EnvioFormulario,
): Promise<Desenlace | undefined> {
  const huella = deps.huellas.huella('envio', formulario.cuerpo)
  const { ficha, respuesta } = formulario
  const { id } = deps.captcha.comprobar(ficha, formulario.formulario, contexto.sello, respuesta)
  const previo = await deps.almacen.transaccion((uow) => uow.envios.porId(id ?? huella))
  if (previo?.huella !== huella) return undefined
  const suyo = await desenlaceDelGemelo(deps, previo)
  return suyo === 'soltado' ? undefined : suyo
}

async function desenlaceDelGemelo(deps: Dependencias, primero: Envio): Promise<Desenlace | 'soltado'> {
  let envio: Envio | undefined = primero
  for (let esperado = 0; !envio.desenlace && esperado < ESPERA_GEMELO_MS; esperado += SONDEO_MS) {
    await deps.reloj.dormir(SONDEO_MS)
    envio = await deps.almacen.transaccion((uow) => uow.envios.porId(primero.id))
    if (!envio) return 'soltado'
  }
  return envio.desenlace ?? rechazar('captcha_vencida', 'captcha')
}
