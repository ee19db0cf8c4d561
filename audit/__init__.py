"""Listen First: an audit of whether an agency is ready to open, or keep, social-media accounts."""

__version__ = "0.1.0"
