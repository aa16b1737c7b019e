-- host_left: whoever was the host has erased their account, and the operator has given the venue to nobody since. (A venue
-- that the operator made has no host either.)
alter table venue add column host_left boolean default false not null;
