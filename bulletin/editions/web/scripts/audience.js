// What pages load besides that have a quiz or a broadcast.

import "./quiz.js";
import "./broadcast.js";
