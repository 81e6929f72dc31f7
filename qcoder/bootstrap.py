"""Opens a workspace: from the path of a project file, or the URL of a server."""
