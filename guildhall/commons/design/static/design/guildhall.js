import { initAll } from "./compiled/govuk-frontend.js";

initAll();

// A part of the page that htmx has put in place is given its components' behaviour too.
document.addEventListener("htmx:after:swap", (event) => initAll({ scope: event.target }));
