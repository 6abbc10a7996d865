{{/* The Job that makes secrets. dict "root" . "keys" "a,b" */}}
{{- define "observability-factory.secretsJob" -}}
{{- $root := .root -}}
{{- $scope := dict "root" $root "component" "secrets" -}}
backoffLimit: {{ int $root.Values.setup.backoffLimit }}
template:
  metadata:
    labels:
      {{- include "observability-factory.labels" $scope | nindent 6 }}
  spec:
    serviceAccountName: {{ include "observability-factory.fullname" $root }}-secrets
    # The one pod that talks to Kubernetes.
    automountServiceAccountToken: true
    {{- include "observability-factory.setupPod" $root | nindent 4 }}
    containers:
      - name: secrets
        args:
          - secrets
          - --name={{ include "observability-factory.generatedSecret" $root }}
          - --keys={{ .keys }}
        env:
          - name: POD_NAMESPACE
            valueFrom:
              fieldRef: {fieldPath: metadata.namespace}
        {{- include "observability-factory.setupContainer" $root | nindent 8 }}
{{- end }}

{{/* The Job that makes the schema. */}}
{{- define "observability-factory.setupJob" -}}
backoffLimit: {{ int .Values.setup.backoffLimit }}
template:
  metadata:
    labels:
      {{- include "observability-factory.labels" (dict "root" . "component" "setup") | nindent 6 }}
  spec:
    automountServiceAccountToken: false
    {{- include "observability-factory.setupPod" . | nindent 4 }}
    containers:
      - name: setup
        args: [database]
        env:
          - name: DATABASE_JDBC_URL
            value: {{ printf "jdbc:postgresql://%s" (include "observability-factory.postgresPath" .) | quote }}
          {{- include "observability-factory.postgresCredentials" (dict "root" . "user" "DATABASE_USER" "password" "DATABASE_PASSWORD") | nindent 10 }}
          {{- include "observability-factory.apiKey" (dict "root" . "name" "ADMIN_API_KEY" "key" .Values.apiKeys.adminKey) | nindent 10 }}
          {{- include "observability-factory.apiKey" (dict "root" . "name" "TELEMETRY_API_KEY" "key" .Values.apiKeys.telemetryKey) | nindent 10 }}
        {{- include "observability-factory.setupContainer" . | nindent 8 }}
{{- end }}

{{/* What pods of the setup image have in common. */}}
{{- define "observability-factory.setupPod" -}}
enableServiceLinks: false
restartPolicy: OnFailure
{{- with include "observability-factory.pullSecrets" . }}
{{ . | trim }}
{{- end }}
securityContext:
  {{- include "observability-factory.podSecurity" (dict "user" (include "observability-factory.user" .)) | nindent 2 }}
volumes:
  - name: tmp
    emptyDir: {}
{{- end }}

{{- define "observability-factory.setupContainer" -}}
image: {{ include "observability-factory.image" (dict "root" . "image" .Values.setup.image "suffix" "") }}
imagePullPolicy: {{ .Values.setup.image.pullPolicy }}
securityContext:
  {{- include "observability-factory.containerSecurity" . | nindent 2 }}
resources:
  {{- toYaml .Values.setup.resources | nindent 2 }}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
{{- end }}
