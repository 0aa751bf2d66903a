"""Charts drawn: Vega-Lite specs to SVG and PNG."""
