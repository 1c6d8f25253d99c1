import { launch } from './browser.mjs';
import { readFileSync } from 'node:fs';
const b = await launch('/tmp/x/html100');
const p = await b.newPage();
const t = async (n,f)=>{const s=performance.now(); const v=await f(); console.log('  ',n,(performance.now()-s).toFixed(0), typeof v==='string'?v:''); return v;};
for (let r=0;r<3;r++) for (const file of ['p4-1.html','index.html']) for (const mode of ['plain','layout','fonts']) {
  console.log(file,mode);
  await p.emulateMediaType('print');
  await t('goto',()=>p.goto(`file:///tmp/x/html100/${file}`,{waitUntil:'load'}));
  if (mode==='layout') await t('layout',()=>p.evaluate(()=>{const s=performance.now(); document.body.offsetHeight; return (performance.now()-s).toFixed(0);}));
  if (mode==='fonts') { await t('load',()=>p.evaluate(async()=>{ const f=getComputedStyle(document.documentElement).getPropertyValue('--face-sans'); await Promise.all([400,600].map(w=>document.fonts.load(`${w} 8pt ${f}`,'abc 0123'))); })); await t('ready',()=>p.evaluate(async()=>{await document.fonts.ready})); await t('layout',()=>p.evaluate(()=>{const s=performance.now(); document.body.offsetHeight; return (performance.now()-s).toFixed(0);})); }
  await t('pdf',()=>p.pdf({preferCSSPageSize:true,printBackground:true,tagged:true,outline:true,waitForFonts:false}));
}
await b.close();
