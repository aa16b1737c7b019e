-- actor: who did it, where it is known; null again once they are erased. encoded then says nothing of them either, and
-- is no longer what the chain hash was taken of.
alter table operation add column actor uuid;
create index operation_by_actor on operation (actor);
