"""Charts of results, as Vega-Lite specs: plain data, rendered by `write.chart.svg`."""
