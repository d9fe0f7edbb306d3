"""Whether data can mean what charts and tables show them as; each module judges one kind of doubt."""
