# Built in stages: what building needs does not go to the server.

# ---- Python packages, locked and hashed
FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/base.txt
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/base.txt

# ---- Fonts, icons and styles from npm; translations; static files collected once
FROM python:3.11-slim-bookworm AS assets
RUN apt-get update && apt-get install --yes --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
COPY --from=packages /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/npm.py scripts/
RUN python scripts/npm.py ci --no-audit --no-fund
COPY . .
RUN python scripts/messages.py \
    && SECRET_KEY=only-for-building VAR_DIR=/tmp/build python manage.py collectstatic --no-input \
    && mv /tmp/build/static /app/collected

# ---- What runs
FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin osaaminen
COPY --from=packages /opt/venv /opt/venv
COPY --from=assets /app /app
WORKDIR /app
RUN mkdir -p var && chown osaaminen var
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp \
    STATIC_ROOT=/app/collected
USER osaaminen
EXPOSE 8000
CMD ["gunicorn", "heinola_osaaminen.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "3", "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
