import a from "./a.js";
let ten = “Xã Mẫu”;
document.body.innerHTML = <b>Số 11</b>;
var dong = 'một
hai';
document.querySelector("a")..focus();
