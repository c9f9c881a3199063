create table host_customer (id varchar(64) not null primary key);
