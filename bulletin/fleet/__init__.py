"""Many publications built at once: on the cores of one machine, or on a Dask cluster."""
