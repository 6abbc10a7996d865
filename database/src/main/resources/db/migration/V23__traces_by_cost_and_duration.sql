-- The dearest and the longest traces, which are few wherever they are. What cost nothing is not looked for by its cost.
create index trace_cost on trace_settlement (project_id, cost_usd) where cost_usd > 0;
create index trace_duration on trace_settlement (project_id, duration_nanos) where duration_nanos > 0;
