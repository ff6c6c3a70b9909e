import { type Cuenta, cuentaNueva, nombreDe } from '../domain/cuenta.ts'
import type { ArchivoRecibido } from '../domain/documento.ts'
import { identificadorEn } from '../domain/identificador.ts'
import { segunRegistro } from '../domain/organismo.ts'
import type { MotivoAlto } from '../domain/pasos.ts'
import { CONFIRMAR_EMAIL_HORAS, DIA_S, enHoras } from '../domain/plazos.ts'
import { juzgarConRegistro } from '../domain/registrar-organismo.ts'
import { normalizarRespuesta } from '../domain/respuesta-secreta.ts'
import { bien, rechazar } from '../domain/resultado.ts'
import type { DatosDe } from '../domain/tramites.ts'
import { anotar } from './anotar.ts'
import { conFaltaDelArchivo, guardarDocumento, prepararDocumento } from './documentos.ts'
import { crearEnlace } from './enlaces.ts'
import { avisarHecho } from './eventos.ts'
import { contarPrimerPaso, contarUso } from './limites.ts'
import type { Contexto, Dependencias, Desenlace, Solicitud, UnidadDeTrabajo } from './ports.ts'
import { detenida, lista, nuevaSolicitud } from './solicitudes.ts'
import { type Cerrar, type EnvioFormulario, unaVez } from './una-vez.ts'

export interface Registro {
  datos: DatosDe<'registrar', ''>
  formulario: EnvioFormulario
  volver: Solicitud['volver']
}

/**
 * Makes an account (PRODUCT “Registrar”): account, audit and notice in one transaction.
 * Where the register has an organisation, its name and type come from there.
 * @returns a finished request; a stopped one when the identifier has an account ('ya_registrado') or the register has
 *   the OTEC out of force ('otec_no_vigente'). Refusals: those of the captcha, `email_en_tres_cuentas`,
 *   `celular_en_tres_cuentas`, `representante_no_coincide`, and of the document.
 * @throws {Saturado} {LimiteSuperado} when one address tries an identifier too often, or meets too many that have
 *   an account.
 */
export async function registrar(
  deps: Dependencias,
  contexto: Contexto,
  registro: Registro,
): Promise<Desenlace> {
  const archivo = 'documento' in registro.datos ? registro.datos.documento : undefined
  const desenlace = await crearUnaVez(deps, contexto, registro, archivo)
  const faltoElCaptcha = !desenlace.ok && desenlace.rechazos.some(({ campo }) => campo === 'captcha')
  return faltoElCaptcha && archivo ? conFaltaDelArchivo(deps, contexto, archivo, desenlace) : desenlace
}

function crearUnaVez(
  deps: Dependencias,
  contexto: Contexto,
  { datos, formulario, volver }: Registro,
  archivo: ArchivoRecibido | undefined,
): Promise<Desenlace> {
  const identificador = identificadorEn(datos)
  return unaVez(deps, contexto, formulario, async (cerrar) => {
    // Before hashes are reserved: what waits for a file keeps nobody from entering.
    const documento = await prepararDocumento(deps, archivo)
    if (!documento.ok) return documento
    return deps.hasher.turno(2, async (turno) => {
      const solicitud = nuevaSolicitud(deps, {
        operacion: 'registrar',
        perfil: datos.perfil,
        identificador,
        cuenta: undefined,
        volver,
      })
      const negado = await deps.almacen.transaccion(async (uow): Promise<Desenlace | undefined> => {
        await contarPrimerPaso(deps, uow, contexto, 'registrar', solicitud.sujeto)
        const existe = await uow.cuentas.porIdentificador(datos.perfil, identificador)
        if (existe) return detener(deps, uow, contexto, solicitud, 'ya_registrado', cerrar)
        const organismo = await organismoDe(uow, datos)
        if (!organismo || datos.perfil !== 'juridica') return undefined
        const juicio = juzgarConRegistro(datos, organismo)
        if (juicio === 'otec_no_vigente') return detener(deps, uow, contexto, solicitud, juicio, cerrar)
        if (juicio) await anotarRechazo(deps, uow, contexto, solicitud, juicio.rechazos[0]?.codigo ?? '')
        return juicio
      })
      if (negado) return negado

      const [claveHash, respuestaHash] = await Promise.all([
        turno.crear(datos.clave),
        turno.crear(normalizarRespuesta(datos.respuestaSecreta)),
      ])
      const { perfil, preguntaSecreta } = datos
      const declarada = cuentaNueva(
        { id: deps.azar.uuid(), perfil, identificador, claveHash, preguntaSecreta, respuestaHash },
        datos,
        deps.reloj.ahora(),
      )
      return deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
        const cuenta = segunRegistro(declarada, await organismoDe(uow, datos))
        const guardado = await uow.cuentas.crear(cuenta)
        if (guardado === 'identificador_en_uso')
          return detener(deps, uow, contexto, solicitud, 'ya_registrado', cerrar)
        if (guardado !== 'guardada') {
          await anotarRechazo(deps, uow, contexto, solicitud, guardado)
          return rechazar(guardado, guardado === 'email_en_tres_cuentas' ? 'email' : 'celular')
        }
        await avisarRegistro(deps, uow, cuenta, datos.email)
        const detalle = { perfil: datos.perfil, identidad: cuenta.identidad }
        await anotar(uow, contexto, deps.reloj.ahora(), 'cuenta_creada', {
          cuentaId: cuenta.id,
          sujeto: solicitud.sujeto,
          detalle,
        })
        await guardarDocumento(deps, uow, contexto, cuenta.id, documento.valor)
        await uow.solicitudes.crear({ ...lista(deps, solicitud, {}), cuentaId: cuenta.id })
        await cerrar(uow, solicitud.id)
        return bien(solicitud.id)
      })
    })
  })
}

/** What the register has of who registers; only organisations are in it. */
const organismoDe = async (uow: UnidadDeTrabajo, datos: Registro['datos']) =>
  datos.perfil === 'juridica' ? uow.organismos.porRut(datos.rut) : undefined

async function detener(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  solicitud: Solicitud,
  motivo: Extract<MotivoAlto, 'ya_registrado' | 'otec_no_vigente'>,
  cerrar: Cerrar,
): Promise<Desenlace> {
  await anotarRechazo(deps, uow, contexto, solicitud, motivo)
  await uow.solicitudes.crear(detenida(deps, solicitud, motivo))
  await cerrar(uow, solicitud.id)
  return bien(solicitud.id)
}

/**
 * Counts and writes down a refusal that tells whether there is an account, or who represents an organisation: an
 * address gets so many a day, and after those learns only from accounts that it makes.
 * @throws {LimiteSuperado}
 */
async function anotarRechazo(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  { sujeto }: Solicitud,
  resultado: string,
): Promise<void> {
  const ahora = deps.reloj.ahora()
  const tope = deps.politica.yaRegistradoPorDia
  await contarUso(uow, { clave: `ya-registrado:${contexto.direccion}`, ventanaSegundos: DIA_S, tope }, ahora)
  await anotar(uow, contexto, ahora, 'registro_rechazado', { sujeto, resultado })
}

async function avisarRegistro(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  cuenta: Cuenta,
  email: string,
): Promise<void> {
  const venceEn = enHoras(deps.reloj.ahora(), CONFIRMAR_EMAIL_HORAS)
  const enlaceConfirmar = await crearEnlace(deps, uow, {
    tipo: 'confirmar-correo',
    cuentaId: cuenta.id,
    venceEn,
  })
  await avisarHecho(deps, uow, {
    tipo: 'registrar',
    cuentaId: cuenta.id,
    antes: null,
    buzon: email,
    conRespuesta: false,
    aviso: (enlaceNoFuiYo) => ({
      tipo: 'cuenta_creada',
      nombre: nombreDe(cuenta),
      enlaceConfirmar,
      enlaceNoFuiYo,
    }),
  })
}
