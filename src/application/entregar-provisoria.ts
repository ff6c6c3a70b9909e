import { ALFABETO_PROVISORIA, LARGO_PROVISORIA } from '../domain/clave.ts'
import { type Cuenta, nombreDe } from '../domain/cuenta.ts'
import { enmascararCelular, enmascararEmail } from '../domain/enmascarar.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { enMinutos, PROVISORIA_EN_PAGINA_MINUTOS } from '../domain/plazos.ts'
import { anotar } from './anotar.ts'
import { encolarSms } from './avisos.ts'
import { avisarHecho } from './eventos.ts'
import { guardarCuenta } from './guardar-cuenta.ts'
import type { Contexto, Dependencias, Solicitud, UnidadDeTrabajo } from './ports.ts'
import { detenida, lista } from './solicitudes.ts'

/**
 * Makes a temporary key for who gave the right answer, and shows it on the page or sends it by mail and, where there
 * is a mobile, by SMS, as the setting of the profile says (PRODUCT “Recuperar”; guide for natural persons, section 3:
 * shown, one hour). One that no message takes, because mailbox and mobile had their share, ends no former one.
 * @returns the finished request, or one stopped by 'faltan_datos' when there is nowhere to send it.
 */
export async function entregarProvisoria(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  solicitud: Solicitud,
  cuenta: Cuenta,
): Promise<Solicitud> {
  const enPagina = deps.politica.entregaClaveProvisoria[cuenta.perfil] === 'page'
  if (!enPagina && !cuenta.email && !cuenta.celular) {
    return detenida(deps, solicitud, 'faltan_datos', { faltan: ['email'] })
  }
  const ahora = deps.reloj.ahora()
  const nueva: ClaveNueva = {
    clave: deps.azar.texto(ALFABETO_PROVISORIA, LARGO_PROVISORIA),
    creadaEn: ahora,
    venceEn: enMinutos(ahora, deps.politica.claveProvisoriaMinutos),
    enPagina,
  }
  await guardarCuenta(uow, { ...cuenta, recuperadaConRespuestaEn: ahora })
  const correo = await avisarPorCorreo(deps, uow, cuenta, nueva)
  const sms = !enPagina && (await enviarPorSms(deps, uow, cuenta, nueva))
  if (enPagina || correo || sms) {
    await uow.provisorias.poner({
      cuentaId: cuenta.id,
      huella: deps.huellas.huella('provisoria', nueva.clave),
      venceEn: nueva.venceEn,
      intentos: 0,
    })
    await anotar(uow, contexto, ahora, 'provisoria_generada', {
      cuentaId: cuenta.id,
      sujeto: solicitud.sujeto,
      detalle: { enPagina, correo, sms },
    })
  }
  const fin = lista(deps, solicitud, {
    provisoriaVence: nueva.venceEn.toISOString(),
    ...(cuenta.email && { emailEnmascarado: enmascararEmail(cuenta.email) }),
    ...(!enPagina && cuenta.celular && { celularEnmascarado: enmascararCelular(cuenta.celular) }),
  })
  if (!enPagina) return fin
  const secretoCifrado = deps.cifrador.cifrar(nueva.clave, `solicitud:${solicitud.id}:secreto`)
  return { ...fin, secretoCifrado, secretoVenceEn: enMinutos(ahora, PROVISORIA_EN_PAGINA_MINUTOS) }
}

interface ClaveNueva {
  clave: string
  creadaEn: Date
  venceEn: Date
  enPagina: boolean
}

/** Tells the mailbox of it, with the key only where the page does not show it. @returns whether it leaves. */
async function avisarPorCorreo(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  cuenta: Cuenta,
  { clave, creadaEn, venceEn, enPagina }: ClaveNueva,
): Promise<boolean> {
  if (!cuenta.email) return false
  const nombre = nombreDe(cuenta)
  return avisarHecho(deps, uow, {
    tipo: 'recuperar',
    cuentaId: cuenta.id,
    antes: cuenta,
    buzon: cuenta.email,
    conRespuesta: true,
    aviso: (enlaceNoFuiYo) =>
      enPagina
        ? { tipo: 'clave_provisoria_generada', nombre, cuando: mostrarMomento(creadaEn), enlaceNoFuiYo }
        : {
            tipo: 'clave_provisoria',
            nombre,
            clave,
            vence: mostrarMomento(venceEn),
            enlaceCambiar: `${deps.politica.urlBase}/${cuenta.perfil}/cambiar`,
            enlaceNoFuiYo,
          },
  })
}

/** @returns whether it leaves. */
async function enviarPorSms(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  { celular }: Cuenta,
  { clave, creadaEn, venceEn }: ClaveNueva,
): Promise<boolean> {
  if (!celular) return false
  const aviso = { tipo: 'clave_provisoria' as const, clave, vence: mostrarMomento(venceEn) }
  return encolarSms(deps, uow, { para: celular, aviso, ahora: creadaEn })
}
