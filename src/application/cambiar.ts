import { juzgarClave, normalizarProvisoria } from '../domain/clave.ts'
import { type Cuenta, datosMinimosFaltantes, nombreDe } from '../domain/cuenta.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { identificadorEn } from '../domain/identificador.ts'
import { SECRETOS } from '../domain/intentos.ts'
import { motivoDeCuenta } from '../domain/pasos.ts'
import { bien, type Rechazado, type Resultado, rechazar } from '../domain/resultado.ts'
import type { DatosDe } from '../domain/tramites.ts'
import { anotar } from './anotar.ts'
import { autenticar } from './autenticar.ts'
import { SolicitudPerdida } from './errores.ts'
import { avisarHecho } from './eventos.ts'
import { aceptarAlElegirClave, exigirInvitacion } from './facilitador/responder-invitacion.ts'
import { reponerIntentos } from './intentos.ts'
import { contarPrimerPaso, sujetoDe } from './limites.ts'
import type { Contexto, Dependencias, Desenlace, Solicitud, Turno, UnidadDeTrabajo } from './ports.ts'
import {
  conResultado,
  detenida,
  lista,
  nuevaSolicitud,
  resultadoDe,
  solicitudAbierta,
} from './solicitudes.ts'
import { type EnvioFormulario, unaVez } from './una-vez.ts'

/**
 * Step 1: identifier and current or temporary CS.
 * @returns the id of a request that may go on to the new CS, or of a stopped one. Refusals: `no_coinciden`, `cerrado`.
 * @throws {Saturado} {LimiteSuperado}
 */
export async function validarParaCambiar(
  deps: Dependencias,
  contexto: Contexto,
  datos: DatosDe<'cambiar', ''>,
  volver: Solicitud['volver'],
): Promise<Resultado<string>> {
  const identificador = identificadorEn(datos)
  const tecleado = sujetoDe(deps, datos.perfil, identificador)
  await deps.almacen.transaccion((uow) => contarPrimerPaso(deps, uow, contexto, 'cambiar', tecleado))
  const autenticada = await autenticar(deps, contexto, {
    perfil: datos.perfil,
    identificador,
    clave: datos.claveActual,
  })
  if (!autenticada.ok) return autenticada

  const { cuenta, prueba, provisoriaHuella } = autenticada.valor
  const nueva = nuevaSolicitud(deps, {
    operacion: 'cambiar',
    perfil: datos.perfil,
    identificador,
    cuenta,
    pruebas: [prueba],
    volver,
  })
  const motivo = motivoDeCuenta(cuenta, datos.perfil)
  const solicitud = motivo
    ? detenida(deps, nueva, motivo)
    : conResultado(deps, nueva, provisoriaHuella ? { provisoriaHuella } : {})
  await deps.almacen.transaccion((uow) => uow.solicitudes.crear(solicitud))
  return bien(solicitud.id)
}

/**
 * Step 2: the new CS. Ends every session of the account, the temporary CS and the closures, and tells the person.
 * @returns a finished request. Refusals: those of the captcha and of the key policy, `clave_igual_a_la_actual`,
 *   `clave_igual_a_la_provisoria`.
 * @throws {Saturado} {SolicitudPerdida} also when the temporary CS was superseded or ended meanwhile, or the OTEC's
 *   invitation that led here is good no more.
 */
export function cambiarClave(
  deps: Dependencias,
  contexto: Contexto,
  paso: { solicitudId: string; claveNueva: string; formulario: EnvioFormulario },
): Promise<Desenlace> {
  return unaVez(deps, contexto, paso.formulario, (cerrar) =>
    deps.hasher.turno(2, async (turno) => {
      const { cuenta } = await deps.almacen.transaccion((uow) => cuentaQueCambia(deps, uow, paso.solicitudId))
      const rechazo = await juzgarNueva(deps, turno, cuenta, paso.claveNueva)
      if (rechazo) return rechazo
      const claveHash = await turno.crear(paso.claveNueva)
      return deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
        const { solicitud, cuenta: actual } = await cuentaQueCambia(deps, uow, paso.solicitudId)
        const cambiada = await guardarClave(deps, uow, contexto, solicitud, actual, claveHash)
        const resultado = { faltan: datosMinimosFaltantes(cambiada), version: cambiada.version }
        await uow.solicitudes.guardar(lista(deps, solicitud, resultado))
        await cerrar(uow, solicitud.id)
        return bien(solicitud.id)
      })
    }),
  )
}

/** @throws {SolicitudPerdida} when the account may not change its CS with this request any more. */
async function cuentaQueCambia(deps: Dependencias, uow: UnidadDeTrabajo, solicitudId: string) {
  const solicitud = await solicitudAbierta(deps, uow, solicitudId, 'cambiar')
  const cuenta = await uow.cuentas.porId(solicitud.cuentaId ?? '')
  const estado = solicitud.pruebas.includes('volver') ? 'congelada' : 'activa'
  if (!cuenta || cuenta.estado !== estado) throw new SolicitudPerdida()
  const resultado = resultadoDe(deps, solicitud)
  await exigirInvitacion(uow, cuenta, resultado)
  const { provisoriaHuella } = resultado
  if (provisoriaHuella) {
    const viva = await uow.provisorias.bloquear(cuenta.id)
    const sirve = viva?.huella === provisoriaHuella && viva.venceEn > deps.reloj.ahora()
    if (!sirve) throw new SolicitudPerdida()
  }
  return { solicitud, cuenta }
}

async function juzgarNueva(
  deps: Dependencias,
  turno: Turno,
  cuenta: Cuenta,
  claveNueva: string,
): Promise<Rechazado | undefined> {
  const codigo = juzgarClave(claveNueva, {
    identificador: cuenta.identificador,
    nombres: [cuenta.nombres, cuenta.apellidoPaterno, cuenta.apellidoMaterno],
    razonSocial: cuenta.razonSocial,
    email: cuenta.email,
  })
  if (codigo) return rechazar(codigo, 'claveNueva')
  const provisoria = await deps.almacen.transaccion((uow) => uow.provisorias.bloquear(cuenta.id))
  if (
    provisoria &&
    deps.huellas.coincide('provisoria', normalizarProvisoria(claveNueva), provisoria.huella)
  ) {
    return rechazar('clave_igual_a_la_provisoria', 'claveNueva')
  }
  const { coincide } = await turno.comparar(claveNueva, cuenta.claveHash)
  return coincide ? rechazar('clave_igual_a_la_actual', 'claveNueva') : undefined
}

async function guardarClave(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  solicitud: Solicitud,
  cuenta: Cuenta,
  claveHash: string,
): Promise<Cuenta> {
  const ahora = deps.reloj.ahora()
  const volvio = solicitud.pruebas.includes('volver')
  const conRespuesta = volvio && (await uow.eventos.seCongeloConRespuesta(cuenta.id))
  const cambiada: Cuenta = {
    ...cuenta,
    claveHash,
    estado: 'activa',
    actualizadaEn: ahora,
    // Its mailbox was given by an OTEC: that the link got there shows whose it is.
    ...(cuenta.perfil === 'facilitador' &&
      solicitud.pruebas.includes('enlace') && { emailConfirmadoEn: cuenta.emailConfirmadoEn ?? ahora }),
    // Whoever recovered with the answer knows it: the rightful person chooses another one.
    ...(conRespuesta && { preguntaSecreta: null, respuestaHash: null }),
  }
  const guardado = await uow.cuentas.guardar(cambiada)
  if (guardado !== 'guardada') throw new SolicitudPerdida()
  await uow.provisorias.borrar(cuenta.id)
  await uow.enlaces.borrarDeCuenta(cuenta.id, 'recuperar')
  await uow.sesiones.borrarDeCuenta(cuenta.id)
  await uow.solicitudes.borrarAbiertasDeCuenta(cuenta.id, solicitud.id)
  const recuperada = !solicitud.pruebas.includes('clave')
  for (const secreto of recuperada ? SECRETOS : (['clave'] as const)) {
    await reponerIntentos(uow, secreto, solicitud.sujeto)
  }
  const hecho = { cuentaId: cuenta.id, sujeto: solicitud.sujeto }
  if (volvio) await anotar(uow, contexto, ahora, 'cuenta_descongelada', hecho)
  await anotar(uow, contexto, ahora, 'clave_cambiada', {
    ...hecho,
    resultado: solicitud.pruebas.at(-1) ?? 'bien',
  })
  const otec = await aceptarAlElegirClave(deps, uow, contexto, resultadoDe(deps, solicitud).lazoId, ahora)
  if (cuenta.email) {
    await avisarHecho(deps, uow, {
      tipo: 'cambiar',
      cuentaId: cuenta.id,
      antes: cambiada,
      buzon: cuenta.email,
      conRespuesta: cuenta.recuperadaConRespuestaEn !== null && solicitud.pruebas.includes('provisoria'),
      desde: ahora,
      aviso: (enlaceNoFuiYo) => {
        const comun = { nombre: nombreDe(cuenta), cuando: mostrarMomento(ahora), enlaceNoFuiYo }
        return otec === undefined
          ? { tipo: 'clave_cambiada', ...comun }
          : { tipo: 'otec_aceptada', ...comun, otec }
      },
    })
  }
  return cambiada
}
