/** Attributes of Dossier, Marp, Slidev, Quarto, Pandoc, reveal.js, remark.js and HTML: none of them is a rule misspelt. */
const byTool = {
  dossier: `id class lang data columns source layout type alt caption see where sort group total title short standfirst text rule
    wide decorative height width series x y x-title y-title rowheader interest influence parent name date end start role unit label
    stacked horizontal format locator range toc number numbered part appendix marking watermark level fit crop metadata
    each highlight`,
  marp: `marp theme size paginate header footer style color math auto-scaling backgroundcolor backgroundimage backgroundposition
    backgroundrepeat backgroundsize headingdivider author description keywords url image transition bg vertical contain cover blur
    brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia w h`,
  slidev: `background canvaswidth clicks clicksstart click at hide hidehints highlighter zoom drawings download duration
    exportfilename fonts preload presenter record remote routealias routerMode selectable src themeconfig timer wakelock colorschema
    aspectratio favicon htmlattrs info lineNumbers lines maxheight dragpos mdc monaco motion seoMeta twoslash
    v-for v-if v-else v-show v-click v-after v-clicks v-mark v-motion v-bind v-on v-model v-slot every handle from to`,
  quarto: `format cap subcap ncol nrow column order env pos link scap align lightbox filename eval echo output warning error include
    cache cache-vars freeze fold summary tools code-line-numbers source-line-numbers appearance icon collapse page location shift
    content-visible content-hidden when-format unless-format when-meta unless-meta when-profile unless-profile visibility scrollable
    smaller auto-animate auto-animate-id auto-animate-duration auto-animate-easing background-color background-image
    background-gradient background-size background-position background-repeat background-opacity background-video
    background-video-loop background-video-muted background-iframe background-interactive transition-speed transition-duration
    fragment-index fragment menu-title timing autoslide state notes-separator kernel panel panel-tabset tbl-colwidths colwidths
    layout-ncol layout-nrow layout-valign layout-align fig-format fig-dpi engine results message prompt dev out-width out-height
    number-sections shortcuts aria-label mermaid-format orientation custom-style card expandable placement theorem`,
  pandoc: `startfrom start-from number-lines numberlines line-anchors lineanchors unnumbered unlisted allowframebreaks fragile
    nonincremental incremental entry-spacing hanging-indent custom-style lot lof toc-depth bookmark mark div span dir rel
    citation-id attributes key prefix suffix locators tab-stop wrap widths delim quote rest-of-line`,
  remark: `name layout template count continued exclude`,
  html: `abbr accept accept-charset accesskey action align alink allow allowfullscreen alpha archive as async autocapitalize
    autocomplete autocorrect autofocus autoplay axis background bgcolor blocking border bordercolor capture cellpadding cellspacing
    challenge char charoff charset checked cite classid clear code codebase codetype color cols colspan compact content
    contenteditable controls coords crossorigin data datetime declare decoding default defer dirname disabled draggable
    elementtiming enctype enterkeyhint exportparts face fetchpriority form formaction formenctype formmethod formnovalidate
    formtarget frame frameborder headers hidden high href hreflang hspace http-equiv icon id imagesizes imagesrcset importance inert
    inputmode integrity is ismap itemid itemprop itemref itemscope itemtype keytype kind label language link list loading longdesc
    loop low manifest marginheight marginwidth max maxlength media method min minlength multiple muted name nohref nomodule nonce
    noresize noshade novalidate nowrap object open optimum part pattern ping placeholder playsinline popover popovertarget
    popovertargetaction poster preload profile prompt property radiogroup readonly referrerpolicy rel required resource rev reversed
    role rows rowspan rules sandbox scheme scope scrolling selected shadowrootmode shape size sizes slot span spellcheck src srcdoc
    srclang srcset standby start step summary tabindex target text title translate type typemustmatch typeof usemap valign value
    valuetype version vlink vocab vspace width wrap xmlns font fill stroke form fold force exec`,
};

/** Their names, in small letters. */
export const otherAttributes: ReadonlySet<string> = new Set(
  Object.values(byTool)
    .join(' ')
    .toLowerCase()
    .split(/\s+/)
    .filter((name) => name !== ''),
);
