# The daemon alone: settings in /etc/sluice/sluice.toml, secrets by environment or mounted files.
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements-run.lock pyproject.toml README.md ./
RUN python -m venv /opt/sluice && /opt/sluice/bin/pip install --no-cache-dir --require-hashes -r requirements-run.lock
COPY bot bot
COPY templates templates
COPY migrations migrations
RUN /opt/sluice/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /var/lib/sluice sluice
COPY --from=build /opt/sluice /opt/sluice
USER sluice
WORKDIR /var/lib/sluice
ENV PATH=/opt/sluice/bin:$PATH SLUICE_CONFIG=/etc/sluice/sluice.toml PYTHONUNBUFFERED=1
STOPSIGNAL SIGTERM
ENTRYPOINT ["sluice"]
CMD ["run"]
