// Starts the components with the page's own sentences, and loads the rest only where a page asks for it.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation,
  SkipLink, Tabs, createAll,
} from '/vendor/componentes.js';

const { dataset: says } = document.body;

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
for (const component of [Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink, Tabs])
  createAll(component);
createAll(CharacterCount, {
  i18n: {
    charactersUnderLimit: { one: says.caracteresUno, other: says.caracteresOtros },
    charactersAtLimit: says.caracteresLimite,
    charactersOverLimit: { one: says.excesoUno, other: says.excesoOtros },
  },
});
createAll(PasswordInput, {
  i18n: {
    showPassword: says.mostrar, hidePassword: says.ocultar,
    showPasswordAriaLabel: says.mostrarClave, hidePasswordAriaLabel: says.ocultarClave,
    passwordShownAnnouncement: says.claveVisible, passwordHiddenAnnouncement: says.claveOculta,
  },
});

if (document.querySelector('[data-vence]')) import('./reloj.js');
if (document.querySelector('form[data-filtros]')) import('./filtros.js');
if (document.querySelector('#sesion')) import('./sesion.js');
if (document.querySelector('[data-llave]')) import('./llave.js');
for (const button of document.querySelectorAll('[data-imprimir]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
