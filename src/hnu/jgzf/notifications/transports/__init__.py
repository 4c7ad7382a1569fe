"""Ways of sending: named utilities for ``ISmsTransport`` and ``IMailTransport``."""
