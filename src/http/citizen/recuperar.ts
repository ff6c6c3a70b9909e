import type { Router } from 'express'
import { iniciarRecuperacion, preguntaDe, responderPregunta } from '../../application/recuperar.ts'
import { pedirEnlace } from '../../application/recuperar-por-correo.ts'
import { identificadorEn } from '../../domain/identificador.ts'
import { textoPregunta } from '../../domain/respuesta-secreta.ts'
import { bien } from '../../domain/resultado.ts'
import type { PerfilCon } from '../../domain/tramites.ts'
import { urlDePaso } from '../avance.ts'
import { montarPaso } from '../paso.ts'
import type { Servicios } from '../servicios.ts'
import { muestraIdentificador } from './muestras.ts'

/** Recuperar: identifier, then the question or a link by mail. */
export function montarRecuperar(router: Router, servicios: Servicios, perfil: PerfilCon<'recuperar'>): void {
  const { deps } = servicios

  montarPaso(router, servicios, perfil, {
    operacion: 'recuperar',
    paso: '',
    enviar: async ({ contexto, datos, req }) => {
      const inicio = { perfil, identificador: identificadorEn(datos), volver: req.session.volver ?? null }
      return bien(await iniciarRecuperacion(deps, contexto, inicio))
    },
  })

  montarPaso(router, servicios, perfil, {
    operacion: 'recuperar',
    paso: 'pregunta',
    preparar: async (solicitud) => {
      const pregunta = await preguntaDe(deps, solicitud)
      return {
        muestras: [
          muestraIdentificador(deps, solicitud),
          { nombre: 'preguntaSecreta', etiqueta: 'Pregunta Secreta', valor: textoPregunta(pregunta) ?? '' },
        ],
        alternativas: [
          {
            texto: 'No recuerdo la respuesta a mi pregunta secreta',
            url: urlDePaso(perfil, 'recuperar', 'correo', solicitud.id),
          },
        ],
      }
    },
    enviar: ({ contexto, datos, formulario, solicitudId }) =>
      responderPregunta(deps, contexto, { solicitudId, respuesta: datos.respuestaSecreta, formulario }),
  })

  montarPaso(router, servicios, perfil, {
    operacion: 'recuperar',
    paso: 'correo',
    preparar: (solicitud) => ({
      apertura: [
        [
          'Le enviaremos un enlace a su correo registrado para crear una nueva CS. No necesita responder la pregunta secreta.',
        ],
      ],
      muestras: [muestraIdentificador(deps, solicitud)],
      volver: urlDePaso(perfil, 'recuperar', 'pregunta', solicitud.id),
    }),
    enviar: ({ contexto, formulario, solicitudId }) =>
      pedirEnlace(deps, contexto, { solicitudId, formulario }),
  })
}
