create table video (id varchar(40) primary key);
