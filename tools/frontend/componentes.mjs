// The govuk-frontend behaviours Rebato uses, bundled into wwwroot/vendor/componentes.js.
export {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs, createAll,
} from 'govuk-frontend';
