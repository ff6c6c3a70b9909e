import { type Cuenta, type Instantanea, nombreDe } from '../domain/cuenta.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { trasReponer } from '../domain/organismo.ts'
import { enDias } from '../domain/plazos.ts'
import { type Pulsacion, unaVezPorEnlace, usarEnlace } from './abrir-enlace.ts'
import { anotar } from './anotar.ts'
import { encolarAviso } from './avisos.ts'
import { crearEnlace } from './enlaces.ts'
import { deshacerLazos } from './facilitador/lazos.ts'
import { guardarCuenta } from './guardar-cuenta.ts'
import { mudarIntentos } from './intentos.ts'
import { sujetoDe } from './limites.ts'
import type { Contexto, Dependencias, Evento, IdentificadorAnterior, UnidadDeTrabajo } from './ports.ts'

/**
 * The button “No fui yo” (PRODUCT): freezes the account, ends its sessions and temporary keys, puts contact data,
 * question and profile back to what they were before the event, and mails the way back to the mailbox that got
 * the notice. One freeze per event; a closed account stays closed.
 * @returns whether it was done; false when the link or the event was used before, or was undone with another.
 */
export async function noFuiYo(
  deps: Dependencias,
  contexto: Contexto,
  pulsacion: Pulsacion,
): Promise<boolean> {
  const hecho = await deps.almacen.transaccion((uow) =>
    unaVezPorEnlace(deps, uow, pulsacion, async () => {
      const uso = await usarEnlace(deps, uow, pulsacion.id, 'no-fui-yo')
      const evento = await uow.eventos.porId(uso?.enlace.asuntoId ?? '')
      if (!uso || !evento || uso.cuenta.estado === 'cerrada') return undefined
      const ahora = deps.reloj.ahora()
      if (!(await uow.eventos.congelar(evento.id, ahora))) return undefined
      // Their links may not bring back what this freeze puts right.
      await uow.eventos.congelarPosteriores(evento, ahora)
      const { perfil } = await congelar(deps, uow, uso.cuenta, evento)
      const hecho = {
        cuentaId: uso.cuenta.id,
        sujeto: sujetoDe(deps, uso.cuenta.perfil, uso.cuenta.identificador),
      }
      const detalle = { evento: evento.id, tipo: evento.tipo }
      await anotar(uow, contexto, ahora, 'cuenta_congelada', { ...hecho, detalle })
      if (perfil !== uso.cuenta.perfil) {
        const mudanza = { resultado: 'repuesto', detalle: { de: uso.cuenta.perfil, a: perfil } }
        await anotar(uow, contexto, ahora, 'perfil_cambiado', { ...hecho, ...mudanza })
      }
      return 'congelada'
    }),
  )
  return hecho !== undefined
}

async function congelar(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  cuenta: Cuenta,
  evento: Evento,
): Promise<Cuenta> {
  const ahora = deps.reloj.ahora()
  const antes = antesDe(deps, evento, await uow.cuentas.anteriorDe(cuenta.id))
  const repuesta: Cuenta = { ...cuenta, ...antes, estado: 'congelada', actualizadaEn: ahora }
  const congelada = trasReponer(cuenta, repuesta, await uow.organismos.porRut(cuenta.identificador))
  const guardado = await guardarCuenta(uow, congelada)
  // The former address or mobile may have got its three accounts meanwhile: the link by mail still works.
  if (guardado !== 'guardada') await guardarCuenta(uow, { ...congelada, email: null, celular: null })
  if (congelada.perfil !== cuenta.perfil) {
    const sujeto = (una: Cuenta) => sujetoDe(deps, una.perfil, una.identificador)
    await mudarIntentos(uow, sujeto(cuenta), sujeto(congelada))
  }
  await uow.provisorias.borrar(cuenta.id)
  await uow.sesiones.borrarDeCuenta(cuenta.id)
  await uow.solicitudes.borrarAbiertasDeCuenta(cuenta.id, null)
  await uow.cambiosEmail.borrarDeCuenta(cuenta.id)
  for (const tipo of ['confirmar-correo', 'recuperar', 'volver', 'aceptar-otec'] as const) {
    await uow.enlaces.borrarDeCuenta(cuenta.id, tipo)
  }
  await deshacerLazos(uow, cuenta.id, evento, ahora)
  const venceEn = enDias(ahora, deps.politica.noFuiYoDias)
  const enlaceVolver = await crearEnlace(deps, uow, {
    tipo: 'volver',
    cuentaId: cuenta.id,
    asuntoId: evento.id,
    venceEn,
  })
  await encolarAviso(deps, uow, {
    para: deps.cifrador.descifrar(evento.buzonCifrado, `evento:${evento.id}:buzon`),
    aviso: {
      tipo: 'cuenta_congelada',
      nombre: nombreDe(cuenta),
      cuando: mostrarMomento(ahora),
      enlaceVolver,
    },
    ahora,
  })
  return congelada
}

/**
 * What the account was before the event. One that the event made had no mailbox and no mobile. Its perfil and
 * identifier are put back only to those that stayed reserved for it, which nobody else can have taken meanwhile.
 */
function antesDe(
  deps: Dependencias,
  evento: Evento,
  anterior: IdentificadorAnterior | undefined,
): Partial<Cuenta> {
  if (!evento.antesCifrado) return { email: null, emailConfirmadoEn: null, celular: null, ...anterior }
  const {
    perfil,
    identificador,
    ...antes
  }: Omit<Instantanea, 'emailConfirmadoEn'> & { emailConfirmadoEn: string | null } = JSON.parse(
    deps.cifrador.descifrar(evento.antesCifrado, `evento:${evento.id}:antes`),
  )
  const vuelve = anterior?.perfil === perfil && anterior.identificador === identificador
  return {
    ...antes,
    emailConfirmadoEn: antes.emailConfirmadoEn ? new Date(antes.emailConfirmadoEn) : null,
    ...(vuelve && anterior),
  }
}
