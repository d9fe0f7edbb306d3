"""What a build runs on: its disks, processes, cores, memory and operating system."""
