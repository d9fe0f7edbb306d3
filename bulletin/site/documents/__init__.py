"""Documents of earlier years in the hosted copy: what lies where, their list, and its signature."""
