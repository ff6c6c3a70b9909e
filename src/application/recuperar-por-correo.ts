import type { Aviso } from '../domain/avisos.ts'
import { type Cuenta, nombreDe } from '../domain/cuenta.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { ENLACE_RECUPERAR_MINUTOS, enMinutos } from '../domain/plazos.ts'
import { bien } from '../domain/resultado.ts'
import { anotar } from './anotar.ts'
import { encolarAviso } from './avisos.ts'
import { nuevoEnlace } from './enlaces.ts'
import type { Contexto, Dependencias, Desenlace, UnidadDeTrabajo } from './ports.ts'
import { lista, solicitudAbierta } from './solicitudes.ts'
import { type EnvioFormulario, unaVez } from './una-vez.ts'

/**
 * “No recuerdo la respuesta a mi pregunta secreta”: mails a link to the registered mailbox, if there is one.
 * Always the same answer, so that nobody learns whether the account exists. A frozen account gets the link back
 * to it, because its contact data are again those from before.
 * @returns a finished request. Refusals: those of the captcha.
 * @throws {SolicitudPerdida}
 */
export function pedirEnlace(
  deps: Dependencias,
  contexto: Contexto,
  paso: { solicitudId: string; formulario: EnvioFormulario },
): Promise<Desenlace> {
  return unaVez(deps, contexto, paso.formulario, (cerrar) =>
    deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
      const solicitud = await solicitudAbierta(deps, uow, paso.solicitudId, 'recuperar')
      const cuenta = await uow.cuentas.porId(solicitud.cuentaId ?? '')
      if (cuenta && cuenta.estado !== 'cerrada') {
        await enviarEnlace(deps, uow, cuenta, (enlace, vence) => ({
          tipo: 'enlace_recuperar',
          nombre: nombreDe(cuenta),
          enlace,
          vence,
        }))
      }
      await anotar(uow, contexto, deps.reloj.ahora(), 'enlace_pedido', {
        cuentaId: solicitud.cuentaId,
        sujeto: solicitud.sujeto,
      })
      await uow.solicitudes.guardar(lista(deps, solicitud, { enlaceEnviado: true }))
      await cerrar(uow, solicitud.id)
      return bien(solicitud.id)
    }),
  )
}

/**
 * Mails a new link, which ends the former. One that is dropped for the mailbox's limit ends nothing: the last that
 * left still works. The way back to a frozen account, good for days, is not ended by a stranger who asks for this one.
 * @param redactar the message around the link.
 */
export async function enviarEnlace(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  cuenta: Cuenta,
  redactar: (enlace: string, vence: string) => Aviso,
): Promise<void> {
  if (!cuenta.email) return
  const ahora = deps.reloj.ahora()
  const venceEn = enMinutos(ahora, ENLACE_RECUPERAR_MINUTOS)
  const tipo = cuenta.estado === 'congelada' ? 'volver' : 'recuperar'
  const { enlace, url } = nuevoEnlace(deps, { tipo, cuentaId: cuenta.id, venceEn })
  const sale = await encolarAviso(deps, uow, {
    para: cuenta.email,
    aviso: redactar(url, mostrarMomento(venceEn)),
    ahora,
  })
  if (!sale) return
  if (tipo === 'recuperar') await uow.enlaces.borrarDeCuenta(cuenta.id, tipo)
  await uow.enlaces.crear(enlace)
}
