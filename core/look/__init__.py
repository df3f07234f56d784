"""How things look: formats of the reader's language, colours for SVG, the parts of pages."""
