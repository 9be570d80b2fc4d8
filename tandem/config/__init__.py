"""The web application put together: settings from the environment, the URLs, the server's door."""
