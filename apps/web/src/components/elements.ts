/**
 * The custom elements and behaviours of Designsystemet that these pages use, in place of all of them:
 * the rest (suggestions, tabs, popovers, tooltips) is a third of the code of a page. The build puts
 * this file where the components ask for `@digdir/designsystemet-web`, and ends on what is lacking.
 */
import '@digdir/designsystemet-web/clickdelegatefor';
import '@digdir/designsystemet-web/details';
import '@digdir/designsystemet-web/fieldset';
import '@digdir/designsystemet-web/focusgroup';
import '@digdir/designsystemet-web/readonly';
import '@digdir/designsystemet-web/toggle-group';
import '@digdir/designsystemet-web/ds-error-summary';
import '@digdir/designsystemet-web/ds-field';

// Asked for by name beside what the fields use.
export { pagination } from '@digdir/designsystemet-web/ds-pagination';
