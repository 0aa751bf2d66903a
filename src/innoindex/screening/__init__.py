"""Statistical data editing: values of a panel that are suspicious, and what may explain them."""
