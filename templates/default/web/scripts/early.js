(()=>{var o=document.documentElement,t={};try{t=JSON.parse(localStorage.getItem("bulletin"))||{}}catch(e){}for(let e of["mode","size","scheme"])t[e]&&(o.dataset[e]=t[e]);o.classList.add("js");})();
