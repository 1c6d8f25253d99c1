/** Attributes that Marp, Slidev, Quarto, Pandoc, HTML, reveal.js and remark.js document; none of them may be taken for a rule. */
export const othersAttributes: readonly string[] = `
marp theme size paginate header footer style math class color backgroundColor backgroundImage backgroundPosition backgroundRepeat
backgroundSize headingDivider auto-scaling transition author description keywords url image bg vertical contain cover blur brightness
contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia fit
background canvasWidth clicks clicksStart at hide highlighter zoom drawings download duration exportFilename fonts preload presenter
record remote routeAlias selectable themeConfig timer wakeLock colorSchema aspectRatio favicon htmlAttrs info lineNumbers lines
maxHeight dragPos mdc monaco motion twoslash v-for v-if v-else v-show v-click v-after v-clicks v-mark v-motion every from to
fig-cap fig-alt fig-align fig-link fig-scap fig-env fig-pos fig-subcap fig-width fig-height fig-format fig-dpi tbl-cap tbl-colwidths
lst-cap lst-label code-fold code-summary code-overflow code-line-numbers code-link layout-ncol layout-nrow layout-valign layout-align
layout column order cap-location lightbox group filename eval echo output warning error include cache freeze fold summary appearance
icon collapse content-visible content-hidden when-format unless-format when-meta unless-meta when-profile unless-profile visibility
scrollable smaller auto-animate auto-animate-id auto-animate-duration auto-animate-easing background-color background-image
background-gradient background-size background-position background-repeat background-opacity background-video background-video-loop
background-video-muted background-iframe background-interactive transition-speed transition-duration fragment-index menu-title timing
autoslide notes-separator panel-tabset number-sections aria-label orientation custom-style expandable shortcuts
startFrom start-from number-lines numberLines line-anchors lineAnchors unnumbered unlisted allowframebreaks fragile nonincremental
incremental entry-spacing hanging-indent toc-depth bookmark mark span rel prefix suffix
name template count continued exclude
data-id data-transition data-background data-background-color data-state data-timing data-autoslide data-fragment-index data-visibility
data-auto-animate data-line-numbers data-trim data-noescape data-markdown data-separator data-separator-notes data-preview-link
aria-hidden aria-describedby aria-labelledby aria-live aria-controls aria-expanded
abbr accept accept-charset accesskey action align alt allow allowfullscreen archive as async autocapitalize autocomplete autocorrect
autofocus autoplay axis bgcolor blocking border bordercolor capture cellpadding cellspacing char charoff charset checked cite classid
clear code codebase codetype cols colspan compact content contenteditable controls coords crossorigin data datetime declare decoding
default defer dir dirname disabled draggable elementtiming enctype enterkeyhint exportparts face fetchpriority form formaction
formenctype formmethod formnovalidate formtarget frame frameborder headers height hidden high href hreflang hspace http-equiv id
imagesizes imagesrcset inert inputmode integrity is ismap itemid itemprop itemref itemscope itemtype kind label lang language link
list loading longdesc loop low manifest marginheight marginwidth max maxlength media method min minlength multiple muted nohref
nomodule nonce noresize noshade novalidate nowrap object open optimum part pattern ping placeholder playsinline popover
popovertarget poster profile prompt property radiogroup readonly referrerpolicy required resource rev reversed role rows rowspan rules
sandbox scheme scope scrolling selected shape sizes slot spellcheck src srcdoc srclang srcset standby start step tabindex target text
title translate type typemustmatch typeof usemap valign value valuetype version vlink vocab vspace width wrap xmlns font fill stroke
`
  .trim()
  .split(/\s+/);
