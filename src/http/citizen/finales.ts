import type { Request, Router } from 'express'
import { completarDatos } from '../../application/actualizar.ts'
import { abrirCaso } from '../../application/casos.ts'
import { SolicitudPerdida } from '../../application/errores.ts'
import type { Solicitud } from '../../application/ports.ts'
import { resultadoDe } from '../../application/solicitudes.ts'
import { verResultado } from '../../application/ver-resultado.ts'
import { enmascararEmail } from '../../domain/enmascarar.ts'
import { mostrarMomento } from '../../domain/fecha.ts'
import type { PaginaFinal } from '../../domain/pagina.ts'
import {
  paginaActualizada,
  paginaCambiada,
  paginaClaveMostrada,
  paginaEnlacePedido,
  paginaRecuperada,
  paginaRegistrado,
} from '../../domain/paginas.ts'
import { paginaAlto } from '../../domain/paginas-alto.ts'
import {
  paginaFacilitadorRecuperado,
  paginaFacilitadorRetirado,
  paginaFacilitadorSolicitado,
} from '../../domain/paginas-facilitador.ts'
import type { OperacionDeTramite, Perfil } from '../../domain/perfil.ts'
import { operacionesDe } from '../../domain/tramites.ts'
import { seguir, solicitudDeLaPagina, urlDePaso } from '../avance.ts'
import { exigirVigente } from '../middleware/csrf.ts'
import { contextoDe } from '../peticion.ts'
import { pintarFinal } from '../resultado.ts'
import type { Servicios } from '../servicios.ts'
import { muestraIdentificador } from './muestras.ts'

/** The last page of each operation of a profile, and the one that says why it cannot go on. */
export function montarFinales(router: Router, servicios: Servicios, perfil: Perfil): void {
  const { deps } = servicios
  const enPagina = deps.politica.entregaClaveProvisoria[perfil] === 'page'

  const pedida = (req: Request, operacion: OperacionDeTramite, paso: 'listo' | 'alto'): Promise<Solicitud> =>
    solicitudDeLaPagina(servicios, req, { perfil, operacion, paso })

  const alCambio = urlDePaso(perfil, 'cambiar', '')
  /** Cambiar takes the identifier along from there. */
  const conLoRecuperado = ({ id }: Solicitud) => urlDePaso(perfil, 'cambiar', '', id)

  /** Whose it is, and the request that its buttons go on with. */
  const extrasDe = (solicitud: Solicitud) => ({
    deQuien: muestraIdentificador(deps, solicitud),
    ocultos: { solicitud: solicitud.id },
    volver: solicitud.volver,
    terminar: true,
  })

  const paginaDeAlto = (solicitud: Solicitud): PaginaFinal => {
    if (!solicitud.motivo) throw new Error('a stopped request without its reason')
    const { faltan = [], caso } = resultadoDe(deps, solicitud)
    return paginaAlto(solicitud.motivo, { perfil, operacion: solicitud.operacion, faltan, caso })
  }

  for (const operacion of operacionesDe(perfil)) {
    const caso = `/${perfil}/${operacion}/caso`
    router.get(`/${perfil}/${operacion}/listo`, async (req, res) => {
      const solicitud = await pedida(req, operacion, 'listo').catch((error) => {
        if (error instanceof SolicitudPerdida && operacion === 'recuperar' && enPagina) return undefined
        throw error
      })
      // After “Terminar” only the address is left.
      if (!solicitud) return pintarFinal(servicios, req, res, paginaClaveMostrada(perfil))
      const pagina = await paginaLista(servicios, solicitud)
      const acciones = pagina.acciones.map((una) =>
        operacion === 'recuperar' && una.url === alCambio ? { ...una, url: conLoRecuperado(solicitud) } : una,
      )
      pintarFinal(servicios, req, res, { ...pagina, acciones }, extrasDe(solicitud))
    })
    router.get(`/${perfil}/${operacion}/alto`, async (req, res) => {
      const solicitud = await pedida(req, operacion, 'alto')
      pintarFinal(servicios, req, res, paginaDeAlto(solicitud), extrasDe(solicitud))
    })
    router.post(caso, exigirVigente, async (req, res) => {
      const solicitud = await pedida(req, operacion, 'alto')
      // Not every reason offers one, and who has one is offered no other.
      const ofrecido = paginaDeAlto(solicitud).acciones.some(({ url }) => url === caso)
      if (ofrecido) await abrirCaso(deps, contextoDe(req, res, deps), solicitud.id)
      res.redirect(303, urlDePaso(perfil, operacion, 'alto', solicitud.id))
    })
  }

  if (!operacionesDe(perfil).includes('actualizar')) return
  router.post(`/${perfil}/cambiar/completar`, exigirVigente, async (req, res) => {
    const cambio = await pedida(req, 'cambiar', 'listo')
    await seguir(servicios, req, res, await completarDatos(deps, cambio.id))
  })
}

async function paginaLista({ deps }: Servicios, solicitud: Solicitud): Promise<PaginaFinal> {
  const { perfil, origen, creadaEn } = solicitud
  const resultado = await verResultado(deps, solicitud)
  const { clave, email } = resultado
  switch (solicitud.operacion) {
    case 'registrar':
      return paginaRegistrado(perfil, enmascararEmail(email ?? ''), resultado.organizacion)
    case 'cambiar':
      return paginaCambiada(perfil, resultado.faltan ?? [], email !== null)
    case 'actualizar':
      return paginaActualizada({
        perfil,
        emailPendiente: resultado.emailPendiente ?? null,
        yaNoVerificada: resultado.yaNoVerificada ?? false,
        origen,
        cambioDePerfil: resultado.cambioDePerfil
          ? { cambio: resultado.cambioDePerfil, caso: resultado.caso ?? '' }
          : null,
      })
    case 'facilitador/solicitar':
      return resultado.retirado ? paginaFacilitadorRetirado() : paginaFacilitadorSolicitado()
    case 'facilitador/recuperar':
      return paginaFacilitadorRecuperado()
    case 'recuperar':
      if (resultado.enlaceEnviado) return paginaEnlacePedido(perfil)
      return paginaRecuperada({
        perfil,
        clave,
        vence: mostrarMomento(new Date(resultado.provisoriaVence ?? creadaEn)),
        emailEnmascarado: resultado.emailEnmascarado ?? null,
        celularEnmascarado: resultado.celularEnmascarado ?? null,
        entrega: deps.politica.entregaClaveProvisoria[perfil],
      })
  }
}
