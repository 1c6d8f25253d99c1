/** The page of `dossier preview`. */
import { App } from './app.ts';
import { startPresenter } from './presenter.ts';

const query = new URLSearchParams(location.search);
if (query.has('presenter')) startPresenter(query);
else document.body.append(new App(query).element);
