{{/* The four services: what they are called and where they listen. A test holds it against their own configuration. */}}
{{- define "observability-factory.services" -}}
ingestService:
  component: ingest-service
  ports:
    - {name: otlp-http, port: 4318, appProtocol: http}
    - {name: otlp-grpc, port: 4317, appProtocol: kubernetes.io/h2c}
costService:
  component: cost-service
  ports:
    - {name: http, port: 8081, appProtocol: http}
alertService:
  component: alert-service
  ports:
    - {name: http, port: 8082, appProtocol: http}
queryApi:
  component: query-api
  ports:
    - {name: http, port: 8080, appProtocol: http}
{{- end }}

{{- define "observability-factory.managementPort" -}}9000{{- end }}

{{/* Values of one service: the defaults, overridden by its own. dict "root" . "key" "queryApi" */}}
{{- define "observability-factory.service" -}}
{{- $own := index .root.Values .key -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy $own) | toYaml -}}
{{- end }}

{{- define "observability-factory.chartName" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{/* Short enough that a component's name and the setup Job's hash fit behind it. */}}
{{- define "observability-factory.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "observability-factory.chartName" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* dict "root" . "component" "query-api" */}}
{{- define "observability-factory.selector" -}}
app.kubernetes.io/name: {{ include "observability-factory.chartName" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "observability-factory.labels" -}}
{{ include "observability-factory.selector" . }}
app.kubernetes.io/part-of: observability-factory
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* dict "root" . "image" $image "suffix" "-native" */}}
{{- define "observability-factory.image" -}}
{{- $registry := .root.Values.global.imageRegistry | default .image.registry -}}
{{- $name := ternary (printf "%s/%s" $registry .image.repository) .image.repository (ne $registry "") -}}
{{- if .image.digest -}}
{{- printf "%s@%s" $name .image.digest -}}
{{- else -}}
{{- printf "%s:%s%s" $name (.image.tag | default .root.Chart.AppVersion) .suffix -}}
{{- end -}}
{{- end }}

{{- define "observability-factory.pullSecrets" -}}
{{- with .Values.global.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* What all pods have in common: the restricted profile of the pod security standards. */}}
{{- define "observability-factory.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .user }}
runAsGroup: {{ .user }}
fsGroup: {{ .user }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "observability-factory.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* The user of our images. */}}
{{- define "observability-factory.user" -}}65532{{- end }}

{{- define "observability-factory.generatedSecret" -}}
{{ include "observability-factory.fullname" . }}-generated
{{- end }}

{{/* Which secrets have to be made: keys of the generated Secret, each with its kind. */}}
{{- define "observability-factory.secretsToGenerate" -}}
{{- $keys := list -}}
{{- if and (eq .Values.postgres.mode "bundled") (not .Values.postgres.bundled.existingSecret) -}}
{{- $keys = append $keys (printf "%s:password" .Values.postgres.bundled.passwordKey) -}}
{{- end -}}
{{- if not .Values.apiKeys.existingSecret -}}
{{- $keys = append $keys (printf "%s:api-key" .Values.apiKeys.adminKey) -}}
{{- $keys = append $keys (printf "%s:api-key" .Values.apiKeys.telemetryKey) -}}
{{- end -}}
{{- if not .Values.alerting.existingSecret -}}
{{- $keys = append $keys (printf "%s:encryption-key" .Values.alerting.secretKey) -}}
{{- end -}}
{{- if not .Values.ui.existingSecret -}}
{{- $keys = append $keys (printf "%s:encryption-key" .Values.ui.sessionKey) -}}
{{- end -}}
{{- if not .Values.forwarding.existingSecret -}}
{{- $keys = append $keys (printf "%s:encryption-key" .Values.forwarding.secretKey) -}}
{{- end -}}
{{- if and $keys (not .Values.secrets.generate) -}}
{{- fail (printf "secrets.generate is false, so name the Secrets that hold %s: postgres.bundled.existingSecret, apiKeys.existingSecret, alerting.existingSecret, ui.existingSecret, forwarding.existingSecret" (join ", " $keys)) -}}
{{- end -}}
{{- join "," $keys -}}
{{- end }}

{{- define "observability-factory.postgresName" -}}
{{ include "observability-factory.fullname" . }}-postgres
{{- end }}

{{/* host:port of the database. */}}
{{- define "observability-factory.postgresAddress" -}}
{{- if eq .Values.postgres.mode "external" -}}
{{- $host := required "postgres.mode is external, so postgres.external.host has to name the server" .Values.postgres.external.host -}}
{{- printf "%s:%d" $host (int .Values.postgres.external.port) -}}
{{- else if eq .Values.postgres.mode "cnpg" -}}
{{- printf "%s-rw:5432" (include "observability-factory.postgresName" .) -}}
{{- else -}}
{{- printf "%s:5432" (include "observability-factory.postgresName" .) -}}
{{- end -}}
{{- end }}

{{/* Path, and parameters where there are some, of the database's URL: alike for Java's and for the reactive client. */}}
{{- define "observability-factory.postgresPath" -}}
{{- $path := printf "%s/%s" (include "observability-factory.postgresAddress" .) .Values.postgres.database -}}
{{- if eq .Values.postgres.mode "external" -}}
{{- printf "%s?sslmode=%s" $path .Values.postgres.external.sslMode -}}
{{- else -}}
{{- $path -}}
{{- end -}}
{{- end }}

{{/* Environment variables for user and password. dict "root" . "user" "NAME" "password" "NAME" */}}
{{- define "observability-factory.postgresCredentials" -}}
{{- $postgres := .root.Values.postgres -}}
{{- $secret := "" -}}
{{- $passwordKey := "password" -}}
{{- if eq $postgres.mode "external" -}}
{{- $secret = required "postgres.mode is external, so postgres.external.existingSecret has to name the Secret with user and password" $postgres.external.existingSecret -}}
{{- $passwordKey = $postgres.external.passwordKey -}}
{{- else if eq $postgres.mode "cnpg" -}}
{{- $secret = printf "%s-app" (include "observability-factory.postgresName" .root) -}}
{{- else -}}
{{- $secret = $postgres.bundled.existingSecret | default (include "observability-factory.generatedSecret" .root) -}}
{{- $passwordKey = $postgres.bundled.passwordKey -}}
{{- end -}}
- name: {{ .user }}
  {{- if eq $postgres.mode "external" }}
  valueFrom:
    secretKeyRef: {name: {{ $secret }}, key: {{ $postgres.external.usernameKey }}}
  {{- else }}
  value: {{ $postgres.user | quote }}
  {{- end }}
- name: {{ .password }}
  valueFrom:
    secretKeyRef: {name: {{ $secret }}, key: {{ $passwordKey }}}
{{- end }}

{{/* An environment variable with one of the API keys. dict "root" . "name" "NAME" "key" "admin-api-key" */}}
{{- define "observability-factory.apiKey" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .root.Values.apiKeys.existingSecret | default (include "observability-factory.generatedSecret" .root) }}
      key: {{ .key }}
{{- end }}

{{- define "observability-factory.pricesName" -}}
{{ include "observability-factory.fullname" . }}-prices
{{- end }}

{{- define "observability-factory.pricesFolder" -}}/etc/observability-factory/prices{{- end }}

{{/* Paths of the files of prices for everybody, in the order of their names: of the same price the last one counts. */}}
{{- define "observability-factory.priceFiles" -}}
{{- $folder := include "observability-factory.pricesFolder" . -}}
{{- $paths := list -}}
{{- range $name := keys .Values.prices.files | sortAlpha -}}
{{- $paths = append $paths (printf "%s/%s" $folder $name) -}}
{{- end -}}
{{- join "," $paths -}}
{{- end }}

{{/* Settings of ingest-service that the chart knows of. */}}
{{- define "observability-factory.ingestEnvironment" -}}
- name: OBSERVABILITY_FACTORY_INGEST_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .Values.forwarding.existingSecret | default (include "observability-factory.generatedSecret" .) }}
      key: {{ .Values.forwarding.secretKey }}
{{- with .Values.forwarding.allowedTargets }}
- name: OBSERVABILITY_FACTORY_INGEST_FORWARD_ALLOWED
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}

{{/* Settings of alert-service that the chart knows of. */}}
{{- define "observability-factory.alertEnvironment" -}}
- name: OBSERVABILITY_FACTORY_ALERT_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .Values.alerting.existingSecret | default (include "observability-factory.generatedSecret" .) }}
      key: {{ .Values.alerting.secretKey }}
{{- with .Values.alerting.defaultRecipients }}
- name: OBSERVABILITY_FACTORY_ALERT_DEFAULT_RECIPIENTS
  value: {{ join "," . | quote }}
{{- end }}
{{- with .Values.alerting.uiUrl }}
- name: OBSERVABILITY_FACTORY_ALERT_UI_URL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.alerting.allowedTargets }}
- name: OBSERVABILITY_FACTORY_ALERT_TARGETS_ALLOWED
  value: {{ join "," . | quote }}
{{- end }}
{{- if .Values.mail.host }}
- name: QUARKUS_MAILER_HOST
  value: {{ .Values.mail.host | quote }}
- name: QUARKUS_MAILER_PORT
  value: {{ int .Values.mail.port | quote }}
- name: QUARKUS_MAILER_FROM
  value: {{ .Values.mail.from | quote }}
- name: QUARKUS_MAILER_START_TLS
  value: {{ .Values.mail.startTls | quote }}
{{- with .Values.mail.existingSecret }}
- name: QUARKUS_MAILER_USERNAME
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: {{ $.Values.mail.usernameKey }}}
- name: QUARKUS_MAILER_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: {{ $.Values.mail.passwordKey }}}
{{- end }}
{{- end }}
{{- end }}

{{/* Settings of query-api that the chart knows of. */}}
{{- define "observability-factory.queryEnvironment" -}}
- name: OBSERVABILITY_FACTORY_UI_SESSION_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .Values.ui.existingSecret | default (include "observability-factory.generatedSecret" .) }}
      key: {{ .Values.ui.sessionKey }}
{{- with .Values.administration.operatorProject }}
- name: OBSERVABILITY_FACTORY_QUERY_ADMIN_OPERATOR_PROJECT
  value: {{ . | quote }}
{{- end }}
- name: OBSERVABILITY_FACTORY_QUERY_ADMIN_COST_SERVICE
  value: {{ printf "http://%s-cost-service:8081" (include "observability-factory.fullname" .) | quote }}
- name: OBSERVABILITY_FACTORY_QUERY_ADMIN_ALERT_SERVICE
  value: {{ printf "http://%s-alert-service:8082" (include "observability-factory.fullname" .) | quote }}
- name: OBSERVABILITY_FACTORY_QUERY_ADMIN_INGEST_SERVICE
  value: {{ printf "http://%s-ingest-service:4318" (include "observability-factory.fullname" .) | quote }}
{{- if or .Values.ingress.enabled .Values.gateway.enabled }}
# What routes to it ends TLS: only so cookies are Secure, and a provider is told the address that people see.
- name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING
  value: "true"
{{- end }}
{{- if .Values.openId.authServerUrl }}
{{- include "observability-factory.openIdEnvironment" . | nindent 0 }}
{{- end }}
{{- end }}

{{/* Signing in at a provider of OpenID Connect. */}}
{{- define "observability-factory.openIdEnvironment" -}}
- name: QUARKUS_OIDC_TENANT_ENABLED
  value: "true"
- name: QUARKUS_OIDC_AUTH_SERVER_URL
  value: {{ .Values.openId.authServerUrl | quote }}
- name: QUARKUS_OIDC_CLIENT_ID
  value: {{ .Values.openId.clientId | quote }}
- name: QUARKUS_OIDC_CREDENTIALS_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ required "openId.authServerUrl names a provider, so openId.existingSecret has to name the Secret with the client's secret" .Values.openId.existingSecret }}
      key: {{ .Values.openId.clientSecretKey }}
{{- with .Values.openId.roleClaimPath }}
- name: QUARKUS_OIDC_ROLES_ROLE_CLAIM_PATH
  value: {{ . | quote }}
{{- end }}
{{- with .Values.openId.readRole }}
- name: OBSERVABILITY_FACTORY_UI_OPEN_ID_READ_ROLE
  value: {{ . | quote }}
{{- end }}
{{- with .Values.openId.adminRole }}
- name: OBSERVABILITY_FACTORY_UI_OPEN_ID_ADMIN_ROLE
  value: {{ . | quote }}
{{- end }}
- name: OBSERVABILITY_FACTORY_UI_OPEN_ID_PROJECT
  value: {{ .Values.openId.project | quote }}
{{- with .Values.openId.projectClaim }}
- name: OBSERVABILITY_FACTORY_UI_OPEN_ID_PROJECT_CLAIM
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{/* The port of an address that may leave it to the scheme. */}}
{{- define "observability-factory.port" -}}
{{- $url := urlParse . -}}
{{- $named := regexFind ":[0-9]+$" $url.host -}}
{{- if $named -}}
{{- trimPrefix ":" $named -}}
{{- else -}}
{{- ternary "443" "80" (eq $url.scheme "https") -}}
{{- end -}}
{{- end }}

{{/* Where the services' own telemetry goes. */}}
{{- define "observability-factory.telemetryEnvironment" -}}
- name: QUARKUS_OTEL_SDK_DISABLED
  value: {{ not .Values.telemetry.enabled | quote }}
{{- if .Values.telemetry.enabled }}
{{- if not .Values.telemetry.otlpEndpoint }}
{{ include "observability-factory.apiKey" (dict "root" . "name" "TELEMETRY_API_KEY" "key" .Values.apiKeys.telemetryKey) }}
- name: QUARKUS_OTEL_EXPORTER_OTLP_HEADERS
  value: authorization=Bearer $(TELEMETRY_API_KEY)
{{- end }}
- name: QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ .Values.telemetry.otlpEndpoint | default (printf "http://%s-ingest-service:4317" (include "observability-factory.fullname" .)) | quote }}
- name: QUARKUS_OTEL_METRIC_EXPORT_INTERVAL
  value: {{ .Values.telemetry.metricExportInterval | quote }}
{{- end }}
{{- end }}
