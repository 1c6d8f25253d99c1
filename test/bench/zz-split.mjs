// whole vs k parts, in reused pages
import { readFile, writeFile } from 'node:fs/promises';
import { launch } from './browser.mjs';
const [folder, ks='1,2,4,7', runs='3'] = process.argv.slice(2);
const html = await readFile(`${folder}/index.html`, 'utf8');
const starts = [...html.matchAll(/<section[^>]*class="chapter[" ]/g)].map(m=>m.index);
const endAll = html.lastIndexOf('</section>')+10;
const body = html.indexOf('>', html.indexOf('<body')) + 1;
const head = html.slice(0, body);
const chapters = starts.map((s,i)=>html.slice(s, starts[i+1]??endAll));
console.log('chapters', chapters.length, 'mean', Math.round(chapters.reduce((a,c)=>a+c.length,0)/chapters.length), 'head', head.length);
const browser = await launch(folder);
const t = async f => { const s=performance.now(); const v=await f(); return [Math.round(performance.now()-s), v]; };
const pages = [await browser.newPage(), await browser.newPage()];
const go = async (page, file) => page.goto(`file://${file}`, {waitUntil:'load'});
const pdf = page => page.pdf({preferCSSPageSize:true, printBackground:true, tagged:true, outline:true, waitForFonts:false});
const files = {};
for (const k of ks.split(',').map(Number)) {
  const size = Math.ceil(chapters.length/k); files[k]=[];
  for (let i=0;i<k;i++) { const f=`${folder}/p${k}-${i}.html`; await writeFile(f, head+chapters.slice(i*size,(i+1)*size).join('')+'</body></html>'); files[k].push(f); }
}
for (let r=0;r<Number(runs);r++) for (const k of Object.keys(files)) {
  const [seq, det] = await t(async()=>{ const d=[]; for (const f of files[k]) { const [l]=await t(()=>go(pages[0],f)); const [p,b]=await t(()=>pdf(pages[0])); d.push(`${l}+${p}(${Math.round(b.length/1024)}k)`);} return d; });
  const [par] = await t(async()=>{ const q=[...files[k]]; await Promise.all(pages.map(async pg=>{ let f; while((f=q.shift())) { await go(pg,f); await pdf(pg);} })); });
  console.log('k',k,'seq',seq,'par2',par, det.slice(0,8).join(' '));
}
await browser.close();
