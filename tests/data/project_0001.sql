BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE assignments (
	transcript TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	sealed_at TEXT, 
	CONSTRAINT pk_assignments PRIMARY KEY (transcript, coder), 
	CONSTRAINT fk_assignments_transcript FOREIGN KEY(transcript) REFERENCES transcripts (id) ON DELETE RESTRICT ON UPDATE RESTRICT, 
	CONSTRAINT fk_assignments_coder FOREIGN KEY(coder) REFERENCES coders (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
INSERT INTO "assignments" VALUES('e172f6c4-2b0c-4bff-a68f-8ea383854f1b','43ce1873-cb51-4992-ae3f-821546092f60',0,'2026-11-22T16:17:29.823Z');
INSERT INTO "assignments" VALUES('e172f6c4-2b0c-4bff-a68f-8ea383854f1b','a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4',1,'2026-11-22T16:17:29.838Z');
CREATE TABLE coders (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	colour TEXT NOT NULL, 
	retired BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_coders PRIMARY KEY (id)
);
INSERT INTO "coders" VALUES('43ce1873-cb51-4992-ae3f-821546092f60','Ada','#D55E00',0,0);
INSERT INTO "coders" VALUES('a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4','Ben','#0072B2',0,1);
INSERT INTO "coders" VALUES('ac704b7c-2736-48e9-91fa-5915689d1f8d','Cleo','#009E73',0,2);
CREATE TABLE codes (
	id TEXT NOT NULL, 
	grouping TEXT NOT NULL, 
	label TEXT NOT NULL, 
	definition TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	colour TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_codes PRIMARY KEY (id), 
	CONSTRAINT fk_codes_grouping FOREIGN KEY(grouping) REFERENCES groupings (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
INSERT INTO "codes" VALUES('bbd5f5b7-244f-4e63-ba5e-1863c049bc0c','de230b2b-9b94-4d17-9a1e-5d6c76625890','Time','Talk of time.','Code entire story','story','#2D78BD','T',0);
INSERT INTO "codes" VALUES('273e5a97-4e12-493f-b168-42a53c05a6ac','de230b2b-9b94-4d17-9a1e-5d6c76625890','Emotions','Talk of feelings.','Code entire story','story','#AD5C15','E',1);
INSERT INTO "codes" VALUES('30dc76c3-ed53-455d-b09f-06be516f6679','0beaf99b-b693-40f7-ab63-0a51e4a4a4fd','Specialties','Mentions.','Code only the word','word','#478638','S',2);
CREATE TABLE codings (
	id TEXT NOT NULL, 
	transcript TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	code TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	codebook_revision INTEGER NOT NULL, 
	sure BOOLEAN NOT NULL, 
	CONSTRAINT pk_codings PRIMARY KEY (id), 
	CONSTRAINT ck_codings_span CHECK (0 <= start AND start < "end"), 
	CONSTRAINT fk_codings_transcript FOREIGN KEY(transcript) REFERENCES transcripts (id) ON DELETE RESTRICT ON UPDATE RESTRICT, 
	CONSTRAINT fk_codings_coder FOREIGN KEY(coder) REFERENCES coders (id) ON DELETE RESTRICT ON UPDATE RESTRICT, 
	CONSTRAINT fk_codings_code FOREIGN KEY(code) REFERENCES codes (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
INSERT INTO "codings" VALUES('bd8fd329-1e43-4188-a473-eac1675bcfea','e172f6c4-2b0c-4bff-a68f-8ea383854f1b','43ce1873-cb51-4992-ae3f-821546092f60','bbd5f5b7-244f-4e63-ba5e-1863c049bc0c',62,114,'2026-11-22T16:17:29.733Z',1,1);
INSERT INTO "codings" VALUES('d67d239b-656c-41f2-ab1e-68f37bd5f42b','e172f6c4-2b0c-4bff-a68f-8ea383854f1b','a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4','bbd5f5b7-244f-4e63-ba5e-1863c049bc0c',62,132,'2026-11-22T16:17:29.740Z',1,1);
INSERT INTO "codings" VALUES('59bc467f-479b-41dd-b1f9-3cfca86386e0','e172f6c4-2b0c-4bff-a68f-8ea383854f1b','43ce1873-cb51-4992-ae3f-821546092f60','30dc76c3-ed53-455d-b09f-06be516f6679',159,166,'2026-11-22T16:17:29.746Z',1,1);
INSERT INTO "codings" VALUES('c30d7470-1912-40f7-9874-d3eb1ff02d09','e172f6c4-2b0c-4bff-a68f-8ea383854f1b','43ce1873-cb51-4992-ae3f-821546092f60','bbd5f5b7-244f-4e63-ba5e-1863c049bc0c',187,229,'2026-11-22T16:17:29.751Z',1,1);
INSERT INTO "codings" VALUES('eb9aa12f-fba9-4904-a271-0b748d92a6c8','e172f6c4-2b0c-4bff-a68f-8ea383854f1b','a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4','bbd5f5b7-244f-4e63-ba5e-1863c049bc0c',187,229,'2026-11-22T16:17:29.757Z',1,1);
INSERT INTO "codings" VALUES('1fdaa176-510a-4a2b-89cd-a9417477cf8a','e172f6c4-2b0c-4bff-a68f-8ea383854f1b','43ce1873-cb51-4992-ae3f-821546092f60','bbd5f5b7-244f-4e63-ba5e-1863c049bc0c',234,271,'2026-11-22T16:17:29.789Z',1,1);
INSERT INTO "codings" VALUES('50e81222-f1d1-4593-a24c-f417c0f185d8','e172f6c4-2b0c-4bff-a68f-8ea383854f1b','a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4','273e5a97-4e12-493f-b168-42a53c05a6ac',234,271,'2026-11-22T16:17:29.801Z',1,1);
CREATE TABLE contents (
	sha256 TEXT NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_contents PRIMARY KEY (sha256)
);
INSERT INTO "contents" VALUES('5fbb3e03b0ea9db062b3a0df60e6d5a2d86abebc9c42656f333051ee59f55923',X'4D6F64657261746F723A205768617420646F20796F752072656D656D626572206F662074686174207765656B206F6E2074686520776172643F0A50313A205765206E6576657220686164207468652074696D652E2054686572652077617320616C7761797320616E6F74686572206C6973742C20616E6420616E6F7468657220706167652C20616E64206E6F626F64792073617420646F776E2E0A50323A205375726765727920746175676874206D6520746F206B6E6F636B2E2049207361792077686F204920616D206265666F7265204920746F75636820746865206375727461696E2E0A50313A20416E64207468656E2073686520637269656420696E2074686520737570706C7920726F6F6D2C20616E64204920646964206E6F74206B6E6F7720776865726520746F206C6F6F6B2E');
INSERT INTO "contents" VALUES('e9eca5106f3335b2aa10194685cf0ac00c7b4c1ac19a12f62d50d1aae791152d',X'7B227475726E73223A5B5B302C35372C5B5B31312C35375D5D2C224D6F64657261746F72222C5B302C31305D2C6E756C6C5D2C5B35382C3135342C5B5B36322C3135345D5D2C225031222C5B35382C36315D2C6E756C6C5D2C5B3135352C3232392C5B5B3135392C3232395D5D2C225032222C5B3135352C3135385D2C6E756C6C5D2C5B3233302C3330362C5B5B3233342C3330365D5D2C225031222C5B3233302C3233335D2C6E756C6C5D5D2C22737065616B657273223A5B5B224D6F64657261746F72222C226D6F64657261746F72225D2C5B225031222C227061727469636970616E74225D2C5B225032222C227061727469636970616E74225D5D2C2273656374696F6E73223A5B5D7D');
INSERT INTO "contents" VALUES('b5936a8e47ff2a91007c6e216faa1c298bc9de181a8fd84d103ca3ef273d8fb7',X'7B22737065616B657273223A5B5B224D6F64657261746F72222C226D6F64657261746F72225D2C5B225031222C227061727469636970616E74225D2C5B225032222C227061727469636970616E74225D5D2C227265706F7274223A7B226C61796F7574223A22222C227475726E73223A342C22737065616B657273223A5B5D2C2273656374696F6E73223A5B5D2C2270617261677261706873223A302C2266726F6E745F6D6174746572223A5B5D2C22636F6E74696E756564223A5B5D2C22756E6D617463686564223A5B5D2C22636861726163746572735F72656164223A302C22636861726163746572735F696E5F66696C65223A302C22697373756573223A5B5D7D7D');
CREATE TABLE decisions (
	id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	supersedes TEXT NOT NULL, 
	difference TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	transcript TEXT NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	codebook_revision INTEGER NOT NULL, 
	rule_version INTEGER NOT NULL, 
	readings TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	reading INTEGER, 
	result TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	note TEXT NOT NULL, 
	proposed_by TEXT, 
	assent TEXT NOT NULL, 
	meeting TEXT NOT NULL, 
	decided_at TEXT NOT NULL, 
	seconds DOUBLE, 
	CONSTRAINT pk_decisions PRIMARY KEY (id), 
	CONSTRAINT uq_decisions_difference_supersedes UNIQUE (difference, supersedes), 
	CONSTRAINT uq_decisions_number UNIQUE (number)
);
INSERT INTO "decisions" VALUES('2bf4f172-005a-4e05-9e43-702320793054',1,'','7dd10860-1fd4-5f79-8a4b-983d3cb5a7ed','56c9917541051342dbfcf2f9ee3732a6ac61ba1f998662c12e756daaa465e4db','boundary','e172f6c4-2b0c-4bff-a68f-8ea383854f1b','5fbb3e03b0ea9db062b3a0df60e6d5a2d86abebc9c42656f333051ee59f55923',1,1,'[{"coder":"43ce1873-cb51-4992-ae3f-821546092f60","coding":"bd8fd329-1e43-4188-a473-eac1675bcfea","code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":62,"end":114,"sure":true},{"coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","coding":"d67d239b-656c-41f2-ab1e-68f37bd5f42b","code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":62,"end":132,"sure":true}]','union',NULL,'[{"code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":62,"end":132}]','','',NULL,'[{"coder":"43ce1873-cb51-4992-ae3f-821546092f60","stance":"agree","at":"2026-11-22T16:17:29.896Z"},{"coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","stance":"agree","at":"2026-11-22T16:17:29.896Z"}]','','2026-11-22T16:17:29.896Z',NULL);
INSERT INTO "decisions" VALUES('d8275a2f-873a-4be9-95c5-6ab0b2f0604a',2,'','48336742-40e6-52cc-a9f2-b8ea8426897b','bb6340d83e4d9b738cac65625539c2f5d4fad7ea4e4cbe1e28299eabf795754f','one_coder_only','e172f6c4-2b0c-4bff-a68f-8ea383854f1b','5fbb3e03b0ea9db062b3a0df60e6d5a2d86abebc9c42656f333051ee59f55923',1,1,'[{"coder":"43ce1873-cb51-4992-ae3f-821546092f60","coding":"59bc467f-479b-41dd-b1f9-3cfca86386e0","code":"30dc76c3-ed53-455d-b09f-06be516f6679","start":159,"end":166,"sure":true}]','unresolved',NULL,'[]','genuinely two readings','',NULL,'[{"coder":"43ce1873-cb51-4992-ae3f-821546092f60","stance":"agree","at":"2026-11-22T16:17:29.948Z"},{"coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","stance":"agree","at":"2026-11-22T16:17:29.948Z"}]','','2026-11-22T16:17:29.948Z',NULL);
CREATE TABLE groupings (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_groupings PRIMARY KEY (id)
);
INSERT INTO "groupings" VALUES('de230b2b-9b94-4d17-9a1e-5d6c76625890','Themes',0);
INSERT INTO "groupings" VALUES('0beaf99b-b693-40f7-ab63-0a51e4a4a4fd','Contexts',1);
CREATE TABLE highlights (
	id TEXT NOT NULL, 
	transcript TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	CONSTRAINT pk_highlights PRIMARY KEY (id), 
	CONSTRAINT ck_highlights_span CHECK (0 <= start AND start < "end"), 
	CONSTRAINT fk_highlights_transcript FOREIGN KEY(transcript) REFERENCES transcripts (id) ON DELETE RESTRICT ON UPDATE RESTRICT, 
	CONSTRAINT fk_highlights_coder FOREIGN KEY(coder) REFERENCES coders (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE TABLE journal_changes (
	entry INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	CONSTRAINT pk_journal_changes PRIMARY KEY (entry, sequence), 
	CONSTRAINT fk_journal_changes_entry FOREIGN KEY(entry) REFERENCES journal_entries (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
INSERT INTO "journal_changes" VALUES(1,0,'coder','43ce1873-cb51-4992-ae3f-821546092f60',NULL,'{"id":"43ce1873-cb51-4992-ae3f-821546092f60","name":"Ada","colour":"#D55E00","retired":false,"position":0}');
INSERT INTO "journal_changes" VALUES(1,1,'coder','a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4',NULL,'{"id":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","name":"Ben","colour":"#0072B2","retired":false,"position":1}');
INSERT INTO "journal_changes" VALUES(1,2,'coder','ac704b7c-2736-48e9-91fa-5915689d1f8d',NULL,'{"id":"ac704b7c-2736-48e9-91fa-5915689d1f8d","name":"Cleo","colour":"#009E73","retired":false,"position":2}');
INSERT INTO "journal_changes" VALUES(1,3,'grouping','de230b2b-9b94-4d17-9a1e-5d6c76625890',NULL,'{"id":"de230b2b-9b94-4d17-9a1e-5d6c76625890","name":"Themes","position":0}');
INSERT INTO "journal_changes" VALUES(1,4,'grouping','0beaf99b-b693-40f7-ab63-0a51e4a4a4fd',NULL,'{"id":"0beaf99b-b693-40f7-ab63-0a51e4a4a4fd","name":"Contexts","position":1}');
INSERT INTO "journal_changes" VALUES(1,5,'code','bbd5f5b7-244f-4e63-ba5e-1863c049bc0c',NULL,'{"id":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","grouping":"de230b2b-9b94-4d17-9a1e-5d6c76625890","label":"Time","definition":"Talk of time.","rule":"Code entire story","unit":"story","colour":"#2D78BD","key":"T","position":0}');
INSERT INTO "journal_changes" VALUES(1,6,'code','273e5a97-4e12-493f-b168-42a53c05a6ac',NULL,'{"id":"273e5a97-4e12-493f-b168-42a53c05a6ac","grouping":"de230b2b-9b94-4d17-9a1e-5d6c76625890","label":"Emotions","definition":"Talk of emotions.","rule":"Code entire story","unit":"story","colour":"#AD5C15","key":"E","position":1}');
INSERT INTO "journal_changes" VALUES(1,7,'code','30dc76c3-ed53-455d-b09f-06be516f6679',NULL,'{"id":"30dc76c3-ed53-455d-b09f-06be516f6679","grouping":"0beaf99b-b693-40f7-ab63-0a51e4a4a4fd","label":"Specialties","definition":"Mentions.","rule":"Code only the word","unit":"word","colour":"#478638","key":"S","position":2}');
INSERT INTO "journal_changes" VALUES(1,8,'project','codebook_revision','{"key":"codebook_revision","value":0}','{"key":"codebook_revision","value":1}');
INSERT INTO "journal_changes" VALUES(2,0,'transcript','e172f6c4-2b0c-4bff-a68f-8ea383854f1b',NULL,'{"id":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","name":"FG1","format":"txt","text_sha256":"5fbb3e03b0ea9db062b3a0df60e6d5a2d86abebc9c42656f333051ee59f55923","structure_sha256":"e9eca5106f3335b2aa10194685cf0ac00c7b4c1ac19a12f62d50d1aae791152d","source_sha256":"5fbb3e03b0ea9db062b3a0df60e6d5a2d86abebc9c42656f333051ee59f55923","details_sha256":"b5936a8e47ff2a91007c6e216faa1c298bc9de181a8fd84d103ca3ef273d8fb7","length":306,"turns":4,"position":0,"removed":false,"imported_at":"2026-11-22T16:17:29.713Z"}');
INSERT INTO "journal_changes" VALUES(3,0,'assignment','e172f6c4-2b0c-4bff-a68f-8ea383854f1b/43ce1873-cb51-4992-ae3f-821546092f60',NULL,'{"transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"43ce1873-cb51-4992-ae3f-821546092f60","position":0,"sealed_at":null}');
INSERT INTO "journal_changes" VALUES(3,1,'assignment','e172f6c4-2b0c-4bff-a68f-8ea383854f1b/a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4',NULL,'{"transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","position":1,"sealed_at":null}');
INSERT INTO "journal_changes" VALUES(4,0,'coding','bd8fd329-1e43-4188-a473-eac1675bcfea',NULL,'{"id":"bd8fd329-1e43-4188-a473-eac1675bcfea","transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"43ce1873-cb51-4992-ae3f-821546092f60","code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":62,"end":114,"created_at":"2026-11-22T16:17:29.733Z","codebook_revision":1,"sure":true}');
INSERT INTO "journal_changes" VALUES(5,0,'coding','d67d239b-656c-41f2-ab1e-68f37bd5f42b',NULL,'{"id":"d67d239b-656c-41f2-ab1e-68f37bd5f42b","transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":62,"end":132,"created_at":"2026-11-22T16:17:29.740Z","codebook_revision":1,"sure":true}');
INSERT INTO "journal_changes" VALUES(6,0,'coding','59bc467f-479b-41dd-b1f9-3cfca86386e0',NULL,'{"id":"59bc467f-479b-41dd-b1f9-3cfca86386e0","transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"43ce1873-cb51-4992-ae3f-821546092f60","code":"30dc76c3-ed53-455d-b09f-06be516f6679","start":159,"end":166,"created_at":"2026-11-22T16:17:29.746Z","codebook_revision":1,"sure":true}');
INSERT INTO "journal_changes" VALUES(7,0,'coding','c30d7470-1912-40f7-9874-d3eb1ff02d09',NULL,'{"id":"c30d7470-1912-40f7-9874-d3eb1ff02d09","transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"43ce1873-cb51-4992-ae3f-821546092f60","code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":187,"end":229,"created_at":"2026-11-22T16:17:29.751Z","codebook_revision":1,"sure":true}');
INSERT INTO "journal_changes" VALUES(8,0,'coding','eb9aa12f-fba9-4904-a271-0b748d92a6c8',NULL,'{"id":"eb9aa12f-fba9-4904-a271-0b748d92a6c8","transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":187,"end":229,"created_at":"2026-11-22T16:17:29.757Z","codebook_revision":1,"sure":true}');
INSERT INTO "journal_changes" VALUES(9,0,'coding','1fdaa176-510a-4a2b-89cd-a9417477cf8a',NULL,'{"id":"1fdaa176-510a-4a2b-89cd-a9417477cf8a","transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"43ce1873-cb51-4992-ae3f-821546092f60","code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":234,"end":271,"created_at":"2026-11-22T16:17:29.789Z","codebook_revision":1,"sure":true}');
INSERT INTO "journal_changes" VALUES(10,0,'coding','50e81222-f1d1-4593-a24c-f417c0f185d8',NULL,'{"id":"50e81222-f1d1-4593-a24c-f417c0f185d8","transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","code":"273e5a97-4e12-493f-b168-42a53c05a6ac","start":234,"end":271,"created_at":"2026-11-22T16:17:29.801Z","codebook_revision":1,"sure":true}');
INSERT INTO "journal_changes" VALUES(11,0,'assignment','e172f6c4-2b0c-4bff-a68f-8ea383854f1b/43ce1873-cb51-4992-ae3f-821546092f60','{"transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"43ce1873-cb51-4992-ae3f-821546092f60","position":0,"sealed_at":null}','{"transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"43ce1873-cb51-4992-ae3f-821546092f60","position":0,"sealed_at":"2026-11-22T16:17:29.823Z"}');
INSERT INTO "journal_changes" VALUES(12,0,'assignment','e172f6c4-2b0c-4bff-a68f-8ea383854f1b/a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4','{"transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","position":1,"sealed_at":null}','{"transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","position":1,"sealed_at":"2026-11-22T16:17:29.838Z"}');
INSERT INTO "journal_changes" VALUES(13,0,'decision','2bf4f172-005a-4e05-9e43-702320793054',NULL,'{"id":"2bf4f172-005a-4e05-9e43-702320793054","number":1,"supersedes":"","difference":"7dd10860-1fd4-5f79-8a4b-983d3cb5a7ed","fingerprint":"56c9917541051342dbfcf2f9ee3732a6ac61ba1f998662c12e756daaa465e4db","kind":"boundary","transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","text_sha256":"5fbb3e03b0ea9db062b3a0df60e6d5a2d86abebc9c42656f333051ee59f55923","codebook_revision":1,"rule_version":1,"readings":[{"coder":"43ce1873-cb51-4992-ae3f-821546092f60","coding":"bd8fd329-1e43-4188-a473-eac1675bcfea","code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":62,"end":114,"sure":true},{"coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","coding":"d67d239b-656c-41f2-ab1e-68f37bd5f42b","code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":62,"end":132,"sure":true}],"outcome":"union","reading":null,"result":[{"code":"bbd5f5b7-244f-4e63-ba5e-1863c049bc0c","start":62,"end":132}],"reason":"","note":"","proposed_by":null,"assent":[{"coder":"43ce1873-cb51-4992-ae3f-821546092f60","stance":"agree","at":"2026-11-22T16:17:29.896Z"},{"coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","stance":"agree","at":"2026-11-22T16:17:29.896Z"}],"meeting":"","decided_at":"2026-11-22T16:17:29.896Z","seconds":null}');
INSERT INTO "journal_changes" VALUES(14,0,'decision','d8275a2f-873a-4be9-95c5-6ab0b2f0604a',NULL,'{"id":"d8275a2f-873a-4be9-95c5-6ab0b2f0604a","number":2,"supersedes":"","difference":"48336742-40e6-52cc-a9f2-b8ea8426897b","fingerprint":"bb6340d83e4d9b738cac65625539c2f5d4fad7ea4e4cbe1e28299eabf795754f","kind":"one_coder_only","transcript":"e172f6c4-2b0c-4bff-a68f-8ea383854f1b","text_sha256":"5fbb3e03b0ea9db062b3a0df60e6d5a2d86abebc9c42656f333051ee59f55923","codebook_revision":1,"rule_version":1,"readings":[{"coder":"43ce1873-cb51-4992-ae3f-821546092f60","coding":"59bc467f-479b-41dd-b1f9-3cfca86386e0","code":"30dc76c3-ed53-455d-b09f-06be516f6679","start":159,"end":166,"sure":true}],"outcome":"unresolved","reading":null,"result":[],"reason":"genuinely two readings","note":"","proposed_by":null,"assent":[{"coder":"43ce1873-cb51-4992-ae3f-821546092f60","stance":"agree","at":"2026-11-22T16:17:29.948Z"},{"coder":"a5a4cd9f-40d4-4654-982c-dbabd2ed1bd4","stance":"agree","at":"2026-11-22T16:17:29.948Z"}],"meeting":"","decided_at":"2026-11-22T16:17:29.948Z","seconds":null}');
INSERT INTO "journal_changes" VALUES(15,0,'code','273e5a97-4e12-493f-b168-42a53c05a6ac','{"id":"273e5a97-4e12-493f-b168-42a53c05a6ac","grouping":"de230b2b-9b94-4d17-9a1e-5d6c76625890","label":"Emotions","definition":"Talk of emotions.","rule":"Code entire story","unit":"story","colour":"#AD5C15","key":"E","position":1}','{"id":"273e5a97-4e12-493f-b168-42a53c05a6ac","grouping":"de230b2b-9b94-4d17-9a1e-5d6c76625890","label":"Emotions","definition":"Talk of feelings.","rule":"Code entire story","unit":"story","colour":"#AD5C15","key":"E","position":1}');
INSERT INTO "journal_changes" VALUES(15,1,'project','codebook_revision','{"key":"codebook_revision","value":1}','{"key":"codebook_revision","value":2}');
CREATE TABLE journal_entries (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	actor TEXT, 
	label TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	"of" INTEGER, 
	undoable BOOLEAN NOT NULL, 
	app_version TEXT NOT NULL, 
	CONSTRAINT pk_journal_entries PRIMARY KEY (id), 
	CONSTRAINT fk_journal_entries_of FOREIGN KEY("of") REFERENCES journal_entries (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
INSERT INTO "journal_entries" VALUES(1,'2026-11-22T16:17:29.700Z',NULL,'New project','act',NULL,0,'0.1.0');
INSERT INTO "journal_entries" VALUES(2,'2026-11-22T16:17:29.716Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(3,'2026-11-22T16:17:29.725Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(4,'2026-11-22T16:17:29.736Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(5,'2026-11-22T16:17:29.741Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(6,'2026-11-22T16:17:29.747Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(7,'2026-11-22T16:17:29.752Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(8,'2026-11-22T16:17:29.762Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(9,'2026-11-22T16:17:29.794Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(10,'2026-11-22T16:17:29.804Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(11,'2026-11-22T16:17:29.833Z',NULL,'Act','act',NULL,0,'0.1.0');
INSERT INTO "journal_entries" VALUES(12,'2026-11-22T16:17:29.844Z',NULL,'Act','act',NULL,0,'0.1.0');
INSERT INTO "journal_entries" VALUES(13,'2026-11-22T16:17:29.911Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(14,'2026-11-22T16:17:29.955Z',NULL,'Act','act',NULL,1,'0.1.0');
INSERT INTO "journal_entries" VALUES(15,'2026-11-22T16:17:29.975Z',NULL,'Act','act',NULL,1,'0.1.0');
CREATE TABLE memos (
	id TEXT NOT NULL, 
	target TEXT NOT NULL, 
	target_id TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	text TEXT NOT NULL, 
	changed_at TEXT NOT NULL, 
	CONSTRAINT pk_memos PRIMARY KEY (id), 
	CONSTRAINT uq_memos_target_target_id_coder UNIQUE (target, target_id, coder), 
	CONSTRAINT fk_memos_coder FOREIGN KEY(coder) REFERENCES coders (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE TABLE project (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_project PRIMARY KEY ("key")
);
INSERT INTO "project" VALUES('id','"ea370178-2e1f-4632-bf09-b502e06de5a8"');
INSERT INTO "project" VALUES('name','"first"');
INSERT INTO "project" VALUES('created_at','"2026-11-22T16:17:29.611Z"');
INSERT INTO "project" VALUES('codebook_revision','2');
CREATE TABLE stories (
	id TEXT NOT NULL, 
	transcript TEXT NOT NULL, 
	coder TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	CONSTRAINT pk_stories PRIMARY KEY (id), 
	CONSTRAINT ck_stories_span CHECK (0 <= start AND start < "end"), 
	CONSTRAINT fk_stories_transcript FOREIGN KEY(transcript) REFERENCES transcripts (id) ON DELETE RESTRICT ON UPDATE RESTRICT, 
	CONSTRAINT fk_stories_coder FOREIGN KEY(coder) REFERENCES coders (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE TABLE transcripts (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	format TEXT NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	structure_sha256 TEXT NOT NULL, 
	source_sha256 TEXT, 
	details_sha256 TEXT NOT NULL, 
	length INTEGER NOT NULL, 
	turns INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	removed BOOLEAN NOT NULL, 
	imported_at TEXT NOT NULL, 
	CONSTRAINT pk_transcripts PRIMARY KEY (id)
);
INSERT INTO "transcripts" VALUES('e172f6c4-2b0c-4bff-a68f-8ea383854f1b','FG1','txt','5fbb3e03b0ea9db062b3a0df60e6d5a2d86abebc9c42656f333051ee59f55923','e9eca5106f3335b2aa10194685cf0ac00c7b4c1ac19a12f62d50d1aae791152d','5fbb3e03b0ea9db062b3a0df60e6d5a2d86abebc9c42656f333051ee59f55923','b5936a8e47ff2a91007c6e216faa1c298bc9de181a8fd84d103ca3ef273d8fb7',306,4,0,0,'2026-11-22T16:17:29.713Z');
CREATE INDEX ix_decisions_transcript ON decisions (transcript);
CREATE INDEX ix_journal_entries_of ON journal_entries ("of");
CREATE INDEX ix_codes_grouping ON codes (grouping);
CREATE INDEX ix_stories_coder ON stories (coder);
CREATE INDEX ix_stories_transcript_coder ON stories (transcript, coder);
CREATE INDEX ix_highlights_transcript_coder ON highlights (transcript, coder);
CREATE INDEX ix_highlights_coder ON highlights (coder);
CREATE INDEX ix_memos_coder ON memos (coder);
CREATE INDEX ix_assignments_coder ON assignments (coder);
CREATE INDEX ix_journal_changes_kind_key ON journal_changes (kind, "key");
CREATE INDEX ix_codings_code ON codings (code);
CREATE INDEX ix_codings_coder ON codings (coder);
CREATE INDEX ix_codings_transcript_start_end ON codings (transcript, start, "end");
COMMIT;
