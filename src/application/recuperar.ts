import { ALFABETO_PROVISORIA, LARGO_PROVISORIA } from '../domain/clave.ts'
import { type Cuenta, nombreDe } from '../domain/cuenta.ts'
import { enmascararEmail } from '../domain/enmascarar.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { enMinutos, PROVISORIA_EN_PAGINA_MINUTOS } from '../domain/plazos.ts'
import { normalizarRespuesta, preguntaSenuelo } from '../domain/respuesta-secreta.ts'
import { bien } from '../domain/resultado.ts'
import type { PerfilCon } from '../domain/tramites.ts'
import { anotar } from './anotar.ts'
import { SolicitudPerdida } from './errores.ts'
import { avisarHecho } from './eventos.ts'
import { guardarCuenta } from './guardar-cuenta.ts'
import { contarPrimerPaso, sujetoDe } from './limites.ts'
import type { Contexto, Dependencias, Desenlace, Solicitud, UnidadDeTrabajo } from './ports.ts'
import { probarHash } from './probar-hash.ts'
import { conPrueba, detenida, lista, nuevaSolicitud, solicitudConCuenta } from './solicitudes.ts'
import { type EnvioFormulario, unaVez } from './una-vez.ts'

/**
 * Step 1: takes any identifier alike; an unknown one makes a decoy.
 * @returns the id of the request.
 * @throws {LimiteSuperado}
 */
export async function iniciarRecuperacion(
  deps: Dependencias,
  contexto: Contexto,
  inicio: { perfil: PerfilCon<'recuperar'>; identificador: string; volver: Solicitud['volver'] },
): Promise<string> {
  const sujeto = sujetoDe(deps, inicio.perfil, inicio.identificador)
  await contarPrimerPaso(deps, contexto, 'recuperar', sujeto)
  return deps.almacen.transaccion(async (uow) => {
    const cuenta = await uow.cuentas.porIdentificador(inicio.perfil, inicio.identificador)
    const solicitud = nuevaSolicitud(deps, {
      ...inicio,
      operacion: 'recuperar',
      cuentaId: cuenta?.id ?? null,
    })
    await uow.solicitudes.crear(solicitud)
    await anotar(uow, contexto, deps.reloj.ahora(), 'recuperacion_iniciada', { sujeto })
    return solicitud.id
  })
}

/** The question to show: the account's, or always the same decoy for an identifier without one. */
export function preguntaDe(
  deps: Pick<Dependencias, 'almacen' | 'huellas'>,
  { cuentaId, sujeto }: Pick<Solicitud, 'cuentaId' | 'sujeto'>,
): Promise<string> {
  const senuelo = preguntaSenuelo(deps.huellas.huella('senuelo', sujeto))
  return deps.almacen.transaccion(async (uow) => {
    const cuenta = await uow.cuentas.porId(cuentaId ?? '')
    return cuenta?.respuestaHash ? (cuenta.preguntaSecreta ?? senuelo) : senuelo
  })
}

/**
 * Step 2: the secret answer. Right, it makes a temporary key, shown on the page or mailed as the profile's
 * setting says (guide for natural persons, section 3: shown, one hour).
 * @returns a finished request, or a stopped one ('congelada', 'cerrada', 'faltan_datos'). Refusals: those of the
 *   captcha, `no_coinciden`, `cerrado`.
 * @throws {Saturado} {SolicitudPerdida}
 */
export function responderPregunta(
  deps: Dependencias,
  contexto: Contexto,
  paso: { solicitudId: string; respuesta: string; formulario: EnvioFormulario },
): Promise<Desenlace> {
  return deps.hasher.turno(1, (turno) =>
    unaVez(deps, contexto, paso.formulario, async (cerrar) => {
      const { solicitud, cuenta } = await solicitudConCuenta(deps, paso.solicitudId, 'recuperar')
      const rechazo = await probarHash(deps, contexto, turno, {
        secreto: 'respuesta',
        sujeto: solicitud.sujeto,
        cuenta,
        texto: normalizarRespuesta(paso.respuesta),
      })
      if (rechazo) return rechazo
      return deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
        const actual = await uow.cuentas.porId(solicitud.cuentaId ?? '')
        if (!actual) throw new SolicitudPerdida()
        const probada = conPrueba(deps, solicitud, 'respuesta')
        const fin =
          actual.estado === 'activa'
            ? await entregarProvisoria(deps, uow, contexto, probada, actual)
            : detenida(deps, probada, actual.estado)
        await uow.solicitudes.guardar(fin)
        await cerrar(uow, solicitud.id)
        return bien(solicitud.id)
      })
    }),
  )
}

async function entregarProvisoria(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  solicitud: Solicitud,
  cuenta: Cuenta,
): Promise<Solicitud> {
  const enPagina = deps.politica.entregaClaveProvisoria[cuenta.perfil] === 'page'
  if (!enPagina && !cuenta.email) return detenida(deps, solicitud, 'faltan_datos', { faltan: ['email'] })

  const ahora = deps.reloj.ahora()
  const clave = deps.azar.texto(ALFABETO_PROVISORIA, LARGO_PROVISORIA)
  const venceEn = enMinutos(ahora, deps.politica.claveProvisoriaMinutos)
  await uow.provisorias.poner({
    cuentaId: cuenta.id,
    huella: deps.huellas.huella('provisoria', clave),
    venceEn,
    intentos: 0,
  })
  await guardarCuenta(uow, { ...cuenta, recuperadaConRespuestaEn: ahora })
  await anotar(uow, contexto, ahora, 'provisoria_generada', {
    cuentaId: cuenta.id,
    sujeto: solicitud.sujeto,
    detalle: { enPagina },
  })
  if (cuenta.email) {
    await avisarHecho(deps, uow, {
      tipo: 'recuperar',
      cuentaId: cuenta.id,
      antes: cuenta,
      buzon: cuenta.email,
      conRespuesta: true,
      aviso: (enlaceNoFuiYo) =>
        enPagina
          ? {
              tipo: 'clave_provisoria_generada',
              nombre: nombreDe(cuenta),
              cuando: mostrarMomento(ahora),
              enlaceNoFuiYo,
            }
          : {
              tipo: 'clave_provisoria',
              nombre: nombreDe(cuenta),
              clave,
              vence: mostrarMomento(venceEn),
              enlaceCambiar: `${deps.politica.urlBase}/${cuenta.perfil}/cambiar`,
              enlaceNoFuiYo,
            },
    })
  }
  const fin = lista(deps, solicitud, {
    provisoriaVence: venceEn.toISOString(),
    ...(cuenta.email && { emailEnmascarado: enmascararEmail(cuenta.email) }),
  })
  if (!enPagina) return fin
  const secretoCifrado = deps.cifrador.cifrar(clave, `solicitud:${solicitud.id}:secreto`)
  return { ...fin, secretoCifrado, secretoVenceEn: enMinutos(ahora, PROVISORIA_EN_PAGINA_MINUTOS) }
}
