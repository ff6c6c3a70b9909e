import type { Cuenta } from '../domain/cuenta.ts'
import { EFECTOS, type EfectoConfirmacion } from '../domain/pasos.ts'
import { ESPERA_CAMBIO_EMAIL_HORAS, enHoras, enMinutos, SOLICITUD_PROBADA_MINUTOS } from '../domain/plazos.ts'
import { bien } from '../domain/resultado.ts'
import { anotar } from './anotar.ts'
import { aplicarCambioEmail } from './aplicar-cambios-email.ts'
import { SolicitudPerdida } from './errores.ts'
import { guardarCuenta } from './guardar-cuenta.ts'
import { esDeOtro } from './impedimentos.ts'
import type { Contexto, Dependencias, Enlace, Solicitud, TipoEnlace, UnidadDeTrabajo } from './ports.ts'
import { detenida, nuevaSolicitud } from './solicitudes.ts'

/**
 * Finds the link of a token. Opening never does anything by itself: mail scanners open links too.
 * @returns its id and kind while it can be used, and nothing when it is unknown, used or over.
 */
export function abrirEnlace(
  deps: Dependencias,
  ficha: string,
): Promise<Pick<Enlace, 'id' | 'tipo'> | undefined> {
  return deps.almacen.transaccion(async (uow) => {
    const enlace = await uow.enlaces.porHuella(deps.huellas.huella('enlace', ficha))
    return enlace && sirve(deps, enlace) ? { id: enlace.id, tipo: enlace.tipo } : undefined
  })
}

const sirve = (deps: Dependencias, enlace: Enlace) => !enlace.usadoEn && enlace.venceEn > deps.reloj.ahora()

/**
 * Uses a link, once, in the transaction of what it does.
 * @returns nothing when it can be used no more.
 */
export async function usarEnlace(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  id: string,
  tipo: TipoEnlace,
): Promise<{ enlace: Enlace; cuenta: Cuenta } | undefined> {
  const enlace = await uow.enlaces.porId(id)
  if (!enlace || enlace.tipo !== tipo || !sirve(deps, enlace)) return undefined
  const cuenta = await uow.cuentas.porId(enlace.cuentaId)
  return cuenta && (await uow.enlaces.usar(id, deps.reloj.ahora())) ? { enlace, cuenta } : undefined
}

/** A link's button, pressed. */
export interface Pulsacion {
  /** Id of the link; '' when the session holds none (any more). */
  id: string
  /** The page that the button was on: no two have the same. */
  pagina: string
}

/**
 * Does what a link is for. The second click of a double click, which comes from the same page, finds the outcome
 * of the first; for anybody else the link is used.
 * @param hacer uses the link; its outcome, or nothing when it can be used no more.
 */
export async function unaVezPorEnlace(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  { pagina }: Pulsacion,
  hacer: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const huella = deps.huellas.huella('envio', pagina)
  const hecho = await hacer()
  if (hecho === undefined) {
    const previo = await uow.envios.porId(huella)
    return previo?.desenlace?.ok ? previo.desenlace.valor : undefined
  }
  const venceEn = enMinutos(deps.reloj.ahora(), SOLICITUD_PROBADA_MINUTOS)
  await uow.envios.reclamar({ id: huella, huella, desenlace: bien(hecho), venceEn })
  return hecho
}

/**
 * The link by mail of Recuperar, and the way back to a frozen account: both lead to step 2 of Cambiar.
 * @param volver system to go back to, of the session in which the link was opened.
 * @returns the id of the request, stopped ('otro_representante') for an organisation that cannot recover alone.
 * @throws {SolicitudPerdida} when the link or the account cannot be used any more.
 */
export function recuperarConEnlace(
  deps: Dependencias,
  contexto: Contexto,
  pulsacion: Pulsacion,
  tipo: 'recuperar' | 'volver',
  volver: Solicitud['volver'],
): Promise<string> {
  return deps.almacen.transaccion(async (uow) => {
    const solicitudId = await unaVezPorEnlace(deps, uow, pulsacion, async () => {
      const uso = await usarEnlace(deps, uow, pulsacion.id, tipo)
      if (!uso) return undefined
      const { cuenta } = uso
      if (cuenta.estado !== (tipo === 'volver' ? 'congelada' : 'activa')) throw new SolicitudPerdida()
      const solicitud = nuevaSolicitud(deps, {
        operacion: 'cambiar',
        perfil: cuenta.perfil,
        identificador: cuenta.identificador,
        cuenta,
        pruebas: [tipo === 'volver' ? 'volver' : 'enlace'],
        volver,
      })
      const otro = await esDeOtro(uow, cuenta)
      await uow.solicitudes.crear(otro ? detenida(deps, solicitud, 'otro_representante') : solicitud)
      const hecho = { cuentaId: cuenta.id, resultado: tipo }
      await anotar(uow, contexto, deps.reloj.ahora(), 'enlace_usado', hecho)
      return solicitud.id
    })
    if (solicitudId === undefined) throw new SolicitudPerdida()
    return solicitudId
  })
}

/**
 * Confirms the e-mail of a new account, or a change of e-mail: proven with the code it takes effect at once, and
 * 24 hours later otherwise (PRODUCT “Actualizar”).
 * @returns what came of it; undefined when the link can be used no more.
 */
export async function confirmarCorreo(
  deps: Dependencias,
  contexto: Contexto,
  pulsacion: Pulsacion,
): Promise<EfectoConfirmacion | undefined> {
  const hecho = await deps.almacen.transaccion((uow) =>
    unaVezPorEnlace(deps, uow, pulsacion, async () => {
      const uso = await usarEnlace(deps, uow, pulsacion.id, 'confirmar-correo')
      if (!uso) return undefined
      const efecto = uso.enlace.asuntoId
        ? await confirmarCambio(deps, uow, uso.enlace.asuntoId)
        : await confirmarRegistrado(deps, uow, uso.cuenta)
      const resultado = efecto ?? 'sin_cambio'
      await anotar(uow, contexto, deps.reloj.ahora(), 'email_confirmado', {
        cuentaId: uso.cuenta.id,
        resultado,
      })
      return efecto
    }),
  )
  return EFECTOS.find((efecto) => efecto === hecho)
}

async function confirmarRegistrado(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  cuenta: Cuenta,
): Promise<EfectoConfirmacion> {
  await guardarCuenta(uow, { ...cuenta, emailConfirmadoEn: deps.reloj.ahora() })
  return 'con_efecto'
}

async function confirmarCambio(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  cambioId: string,
): Promise<EfectoConfirmacion | undefined> {
  const cambio = await uow.cambiosEmail.porId(cambioId)
  if (!cambio) return undefined
  const ahora = deps.reloj.ahora()
  const efectivoEn = cambio.conCodigo ? ahora : enHoras(ahora, ESPERA_CAMBIO_EMAIL_HORAS)
  const confirmado = { ...cambio, confirmadoEn: ahora, efectivoEn }
  await uow.cambiosEmail.guardar(confirmado)
  if (!cambio.conCodigo) return 'en_espera'
  return (await aplicarCambioEmail(deps, uow, confirmado)) ? 'con_efecto' : 'sin_efecto'
}
