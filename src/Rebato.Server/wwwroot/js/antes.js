document.documentElement.className += ' js-enabled govuk-frontend-supported';
