/** What a caller dictates to be registered, but whose number and mailbox it is. */
export const DICTATED = {
  continuarDeTodosModos: false,
  nombres: 'María Jesús',
  apellidoPaterno: 'Ñancupil',
  apellidoMaterno: null,
  fechaNacimiento: '1994-10-03',
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  block: null,
  departamento: null,
  region: '13',
  comuna: '13101',
  telefonoParticular: null,
  celular: '987654321',
  sinCelular: false,
  telefonoTrabajo: null,
  numeroLlamada: '1',
}
