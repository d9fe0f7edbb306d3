"""What stands around releases is tried on those that editions are tried on."""

from tests.editions.conftest import sample_job, things_of_editions

__all__ = ["sample_job", "things_of_editions"]
