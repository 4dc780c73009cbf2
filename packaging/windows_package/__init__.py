"""The Windows package, made on Debian: portable folder, zip and installer, from hashed inputs."""
