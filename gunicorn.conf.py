"""How the web server runs. PORT and WEB_CONCURRENCY (processes) come from the environment."""

import os

pythonpath = "site"
wsgi_app = "config.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True  # one copy of the code in memory, shared by the workers
