/** Where the browser begins: the theme before anything is drawn, then the shell, which brings each page when it is asked for. */
import './app.css';
import {applyTheme} from './shell/theme.js';
import './shell/of-app.js';

applyTheme();
