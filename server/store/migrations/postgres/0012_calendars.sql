-- Who imported the plan of a year; nobody for the operator at the command line.

ALTER TABLE calendar_year ADD COLUMN imported_by UUID REFERENCES account (id);
