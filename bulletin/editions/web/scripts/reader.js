// The script of an issue's pages. Everything is wired: controls that need this script may show.
import { root } from "./page.js";
import { arrive, measure } from "./modes.js";
import { showChoices } from "./settings.js";
import "./listen.js";
import "./share.js";
import "./offline.js";

root.classList.add("ready");
showChoices();
measure();
arrive();
