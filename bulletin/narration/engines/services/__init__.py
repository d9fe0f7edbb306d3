"""Engines that have a service speak, mostly over the network."""
