-- As on PostgreSQL. H2 runs no trigger when a table is truncated, but truncates none that another one refers to.
create trigger audit_entry_append_only before update, delete on audit_entry
    for each row call 'studio.karangou.server.db.AppendOnly';
create trigger audit_head_append_only before update, delete on audit_head
    for each row call 'studio.karangou.server.db.AppendOnly';
alter table audit_head add constraint audit_head_is_an_entry foreign key (position) references audit_entry (position);
create table audit_head_stays (
    id integer primary key references audit_head (id)
);
