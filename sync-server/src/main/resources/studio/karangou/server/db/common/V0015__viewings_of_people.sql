-- Who watches in our own program says so with their own token: no device is asked. ended_at: a person ended it
-- themselves, from this program or from another one.
alter table viewing alter column device drop not null;
alter table viewing add column session uuid references person_session on delete cascade;
alter table viewing add column ended_at timestamp with time zone;
