-- A device whose answer was lost comes again with the same code; null for codes used before this was kept.
alter table enrolment_code add column device uuid references device;
