"""Markdown to PDF with WeasyPrint: SOURCE STYLES PDF."""
import sys
import markdown
from weasyprint import CSS, HTML

source, styles, pdf = sys.argv[1:]
body = markdown.markdown(open(source, encoding="utf-8").read(), extensions=["tables", "toc"])
HTML(string=f'<html lang="en"><body>{body}</body></html>').write_pdf(pdf, stylesheets=[CSS(styles)], pdf_variant=None)
