-- What a good team would write: one table of cases, one of what is to be sent, and an index for each question.
create table cases (
  reference       uuid primary key default gen_random_uuid(),
  idempotency_key text not null,
  notifier        text not null,
  body_hash       text not null,
  nhs_number      text unique,
  panel           text not null,
  stage           text not null default 'information-gathering',
  expectedness    text not null,
  age_band        text not null,
  due_at          timestamptz not null,
  received_at     timestamptz not null default now(),
  notification    jsonb not null,
  unique (notifier, idempotency_key)
);
create index cases_by_due_time on cases (panel, due_at, reference) where stage <> 'closed';
create index cases_counted on cases (panel, expectedness, age_band);

create table outbox (
  id        bigint generated always as identity primary key,
  reference uuid not null,
  type      text not null,
  sent_at   timestamptz
);
