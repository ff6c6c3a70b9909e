import type { Router } from 'express'
import { answerPregunta, preguntaFor, startRecuperar } from '../../application/citizen/recuperar.ts'
import { requestEnlace } from '../../application/citizen/recuperar-by-mail.ts'
import type { PerfilWith } from '../../domain/forms/tramites.ts'
import { preguntaText } from '../../domain/secrets/respuesta-secreta.ts'
import { pasoUrl } from '../../domain/urls.ts'
import { identificadorIn } from '../../domain/values/identificador.ts'
import type { Services } from '../services.ts'
import { identificadorFact } from './shown-facts.ts'
import { mountPaso } from './tramite/paso-form.ts'

/** Recuperar: identificador, then the pregunta or a mailed enlace. */
export function mountRecuperar(router: Router, services: Services, perfil: PerfilWith<'recuperar'>): void {
  const { deps } = services

  mountPaso(router, services, perfil, {
    operacion: 'recuperar',
    paso: '',
    submit: ({ context, data, form, req }) => {
      const volver = req.session.volver ?? null
      return startRecuperar(deps, context, { perfil, identificador: identificadorIn(data), volver, form })
    },
  })

  mountPaso(router, services, perfil, {
    operacion: 'recuperar',
    paso: 'pregunta',
    prepare: async (solicitud) => {
      const pregunta = await preguntaFor(deps, solicitud)
      return {
        shownFacts: [
          identificadorFact(deps, solicitud),
          { name: 'preguntaSecreta', label: 'Pregunta Secreta', value: preguntaText(pregunta) ?? '' },
        ],
        alternatives: [
          {
            text: 'No recuerdo la respuesta a mi pregunta secreta',
            url: pasoUrl(perfil, 'recuperar', 'correo', solicitud.id),
          },
        ],
      }
    },
    submit: ({ context, data, form, solicitudId }) =>
      answerPregunta(deps, context, { solicitudId, respuesta: data.respuestaSecreta, form }),
  })

  mountPaso(router, services, perfil, {
    operacion: 'recuperar',
    paso: 'correo',
    prepare: (solicitud) => ({
      opening: [
        [
          {
            text: 'Le enviaremos un enlace a su correo registrado para crear una nueva CS. No necesita responder la pregunta secreta.',
          },
        ],
      ],
      shownFacts: [identificadorFact(deps, solicitud)],
      back: pasoUrl(perfil, 'recuperar', 'pregunta', solicitud.id),
    }),
    submit: ({ context, form, solicitudId }) => requestEnlace(deps, context, { solicitudId, form }),
  })
}
