import type { Router } from 'express'
import { type FacilitadorVisto, verFacilitadores } from '../../application/facilitador/lazos.ts'
import { validarOtec } from '../../application/facilitador/otec.ts'
import { recuperarFacilitador } from '../../application/facilitador/recuperar.ts'
import { retirarFacilitador } from '../../application/facilitador/retirar.ts'
import { solicitarFacilitador } from '../../application/facilitador/solicitar.ts'
import { OPERACIONES_DE_OTEC } from '../../domain/perfil.ts'
import { urlDePaso } from '../avance.ts'
import { textoDe, tomar } from '../cuerpo.ts'
import { montarPaso } from '../paso.ts'
import type { Servicios } from '../servicios.ts'
import type { ListaVista } from '../vista.ts'
import { muestraIdentificador } from './muestras.ts'

const SE_RETIRAN = ['pendiente', 'activo'] as const

/** What an OTEC does about its foreign facilitators: it proves itself, then asks for one, recovers or retires it. */
export function montarFacilitador(router: Router, servicios: Servicios): void {
  const { deps } = servicios

  for (const operacion of OPERACIONES_DE_OTEC) {
    montarPaso(router, servicios, 'juridica', {
      operacion,
      paso: '',
      enviar: ({ contexto, datos, req }) =>
        validarOtec(deps, contexto, {
          operacion,
          rutOtec: datos.rutOtec,
          claveOtec: datos.claveOtec,
          volver: req.session.volver ?? null,
        }),
    })
  }

  montarPaso(router, servicios, 'juridica', {
    operacion: 'facilitador/solicitar',
    paso: 'nuevo',
    preparar: async (solicitud) => ({
      muestras: [muestraIdentificador(deps, solicitud)],
      lista: listaDe(await verFacilitadores(deps, solicitud.cuentaId), solicitud.id),
    }),
    enviar: ({ contexto, datos, formulario, solicitudId }) =>
      solicitarFacilitador(deps, contexto, { solicitudId, datos, formulario }),
  })

  montarPaso(router, servicios, 'juridica', {
    operacion: 'facilitador/solicitar',
    paso: 'retirar',
    preparar: async (solicitud, req) => ({
      muestras: [muestraIdentificador(deps, solicitud)],
      opciones: opcionesDe(await verFacilitadores(deps, solicitud.cuentaId), SE_RETIRAN),
      iniciales: { facilitador: textoDe(tomar(req.query, ['facilitador']), 'facilitador') },
      volver: urlDePaso('juridica', 'facilitador/solicitar', 'nuevo', solicitud.id),
    }),
    enviar: ({ contexto, datos, formulario, solicitudId }) =>
      retirarFacilitador(deps, contexto, { solicitudId, facilitador: datos.facilitador, formulario }),
  })

  montarPaso(router, servicios, 'juridica', {
    operacion: 'facilitador/recuperar',
    paso: 'elegir',
    preparar: async (solicitud) => {
      const vistos = await verFacilitadores(deps, solicitud.cuentaId)
      return {
        muestras: [muestraIdentificador(deps, solicitud)],
        lista: listaDe(vistos),
        opciones: opcionesDe(vistos, ['activo']),
      }
    },
    enviar: ({ contexto, datos, formulario, solicitudId }) =>
      recuperarFacilitador(deps, contexto, { solicitudId, facilitador: datos.facilitador, formulario }),
  })
}

const opcionesDe = (vistos: readonly FacilitadorVisto[], estados: readonly FacilitadorVisto['estado'][]) => ({
  facilitador: vistos
    .filter(({ estado }) => estados.includes(estado))
    .map(({ id, nombre, documento }) => ({ valor: id, texto: `${nombre} (${documento})` })),
})

/** @param retirarEn the request in which they can be let go. */
const listaDe = (vistos: readonly FacilitadorVisto[], retirarEn?: string): ListaVista => ({
  titulo: 'Facilitadores de la OTEC',
  vacia: 'La OTEC todavía no tiene facilitadores.',
  elementos: vistos.map(({ id, nombre, documento, email, estado, textoEstado }) => ({
    titulo: nombre,
    detalles: [`Documento: ${documento}`, `Email: ${email}`, `Estado: ${textoEstado}`],
    ...(retirarEn &&
      SE_RETIRAN.some((uno) => uno === estado) && {
        accion: {
          texto: `Retirar a ${nombre} (${documento})`,
          url: `${urlDePaso('juridica', 'facilitador/solicitar', 'retirar', retirarEn)}&facilitador=${id}`,
        },
      }),
  })),
})
