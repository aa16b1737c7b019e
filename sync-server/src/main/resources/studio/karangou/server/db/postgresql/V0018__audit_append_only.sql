-- The log grows at its end and in no other way, whoever asks: its entries are never changed or taken out, and its head
-- only ever names the next one. The program itself has no statement that would try.
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append only' using errcode = 'insufficient_privilege';
end
$$;

create function audit_head_goes_on() returns trigger language plpgsql as $$
begin
    if new.position <> old.position + 1 then
        raise exception 'the audit log is append only' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_is_append_only();
create trigger audit_head_stays before delete or truncate on audit_head
    for each statement execute function audit_is_append_only();
create trigger audit_head_goes_on before update on audit_head
    for each row execute function audit_head_goes_on();
