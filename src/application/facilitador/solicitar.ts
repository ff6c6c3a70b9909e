import { type Cuenta, cuentaNueva, datosDeCuenta } from '../../domain/cuenta.ts'
import { type DatosPedidos, type Lazo, puedeReescribir } from '../../domain/lazo.ts'
import { DIA_S } from '../../domain/plazos.ts'
import { rechazar } from '../../domain/resultado.ts'
import type { DatosDe } from '../../domain/tramites.ts'
import { guardarCuenta } from '../guardar-cuenta.ts'
import { contarUso } from '../limites.ts'
import {
  AlmacenNoDisponible,
  type Contexto,
  type Dependencias,
  type Desenlace,
  type UnidadDeTrabajo,
} from '../ports.ts'
import { type EnvioFormulario, unaVez } from '../una-vez.ts'
import { concluir } from './concluir.ts'
import { juzgarEmail } from './email.ts'
import { invitar, olvidarInvitados } from './invitar.ts'
import { cifrarPedido } from './lazos.ts'
import { type Otec, otecQuePide } from './otec.ts'

/**
 * An OTEC asks for a facilitator. A new one gets an account without CS and an invitation to choose it; one that
 * has an account gets an invitation at its registered mailbox, whatever the OTEC typed. Either way the OTEC gets
 * the same page and the same line in its list (decision 0013).
 * @returns a finished request. Refusals: those of the captcha, `email_de_la_otec`, `email_no_disponible`,
 *   `facilitador_activo` when it already is in this OTEC's list.
 * @throws {SolicitudPerdida} {LimiteSuperado} when this OTEC asked too often today.
 */
export function solicitarFacilitador(
  deps: Dependencias,
  contexto: Contexto,
  paso: {
    solicitudId: string
    datos: DatosDe<'facilitador/solicitar', 'nuevo'>
    formulario: EnvioFormulario
  },
): Promise<Desenlace> {
  const pedido = pedidoDeDatos(paso.datos)
  return unaVez(deps, contexto, paso.formulario, (cerrar) =>
    deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
      const { solicitud, otec } = await otecQuePide(deps, uow, paso.solicitudId, 'facilitador/solicitar')
      await contarPedido(deps, uow, otec)
      const existente = await uow.cuentas.porIdentificador('facilitador', pedido.nie)
      const rechazo = await juzgarEmail(deps, uow, otec, pedido.email, existente?.id)
      if (rechazo) return rechazo
      const lazos = existente ? await uow.lazos.deFacilitador(existente.id) : []
      const suyo = lazos.find(({ otecId }) => otecId === otec.id)
      const anterior = suyo && (await uow.lazos.bloquear(suyo.id))
      if (anterior?.estado === 'activo') return rechazar('facilitador_activo', 'nie')

      const reescribe = !existente || puedeReescribir(existente, lazos, otec.id, deps.reloj.ahora())
      const cuenta = reescribe ? await escribirCuenta(deps, uow, existente, pedido, lazos) : existente
      if (reescribe) await exigirEmailPropio(uow, cuenta)
      const ahora = deps.reloj.ahora()
      const lazo = await pedirLazo(deps, uow, { otec, cuenta, anterior, pedido, reescribe, ahora })
      await invitar(deps, uow, otec, cuenta, lazo)
      return concluir(deps, uow, contexto, {
        solicitud,
        otec,
        lazo,
        operacion: 'facilitador/solicitar',
        hecho: 'facilitador_solicitado',
        resultado: {},
        ahora,
        cerrar,
      })
    }),
  )
}

/** Any answer tells something of a document and an e-mail together, so each request counts, a refused one too (decision 0013). */
function contarPedido(deps: Dependencias, uow: UnidadDeTrabajo, otec: Otec): Promise<void> {
  const tope = deps.politica.facilitadoresPorDia
  const uso = { clave: `facilitador-pedido:${otec.id}`, ventanaSegundos: DIA_S, tope }
  return contarUso(uow, uso, deps.reloj.ahora())
}

const pedidoDeDatos = (datos: DatosDe<'facilitador/solicitar', 'nuevo'>): DatosPedidos => ({
  nie: datos.nie,
  tipoDocumento: datos.tipoDocumento,
  nombres: datos.nombres,
  apellidoPaterno: datos.apellidoPaterno,
  apellidoMaterno: datos.apellidoMaterno,
  paisOrigen: datos.paisOrigen,
  email: datos.email,
})

/** Makes the account, or has it hold what this request says: nobody chose its CS yet. */
async function escribirCuenta(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  existente: Cuenta | undefined,
  pedido: DatosPedidos,
  lazos: readonly Lazo[],
): Promise<Cuenta> {
  const ahora = deps.reloj.ahora()
  if (!existente) {
    const nueva = cuentaNueva(
      {
        id: deps.azar.uuid(),
        perfil: 'facilitador',
        identificador: pedido.nie,
        claveHash: null,
        preguntaSecreta: null,
        respuestaHash: null,
      },
      pedido,
      ahora,
    )
    const creada = await uow.cuentas.crear(nueva)
    if (creada !== 'guardada') throw new AlmacenNoDisponible('conflicto', creada)
    return nueva
  }
  const reescrita = { ...existente, ...datosDeCuenta(pedido), emailConfirmadoEn: null, actualizadaEn: ahora }
  const guardada = await guardarCuenta(uow, reescrita)
  if (guardada !== 'guardada') throw new AlmacenNoDisponible('conflicto', guardada)
  await olvidarInvitados(uow, existente.id)
  for (const lazo of lazos.filter(({ abreCuenta }) => abreCuenta)) {
    await uow.lazos.guardar({ ...lazo, abreCuenta: false })
  }
  return reescrita
}

/** Two documents with one e-mail at once: whoever was written later sees the other, runs again and is refused. */
async function exigirEmailPropio(uow: UnidadDeTrabajo, { id, email }: Cuenta): Promise<void> {
  const conEmail = email === null ? [] : await uow.cuentas.conEmail(email)
  if (conEmail.some((otra) => otra.perfil === 'facilitador' && otra.id !== id)) {
    throw new AlmacenNoDisponible('conflicto', 'another facilitator took the e-mail')
  }
}

async function pedirLazo(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  pide: {
    otec: Otec
    cuenta: Cuenta
    anterior: Lazo | undefined
    pedido: DatosPedidos
    reescribe: boolean
    ahora: Date
  },
): Promise<Lazo> {
  const { otec, cuenta, anterior, pedido, reescribe, ahora } = pide
  const id = anterior?.id ?? deps.azar.uuid()
  const lazo: Lazo = {
    id,
    otecId: otec.id,
    facilitadorId: cuenta.id,
    estado: 'pendiente',
    abreCuenta: reescribe,
    pedidoCifrado: cifrarPedido(deps, id, pedido),
    pedidoEn: ahora,
    aceptadoEn: null,
    terminadoEn: null,
  }
  await (anterior ? uow.lazos.guardar(lazo) : uow.lazos.crear(lazo))
  return lazo
}
