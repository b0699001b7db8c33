-- Indexes for numbers, lists, references and the 200 figures.

CREATE UNIQUE INDEX releases_number ON releases (number) WHERE removed_at IS NULL AND number <> '';
CREATE UNIQUE INDEX requests_number ON requests (number) WHERE removed_at IS NULL AND number <> '';
CREATE UNIQUE INDEX reviews_number ON reviews (number) WHERE removed_at IS NULL AND number <> '';
CREATE UNIQUE INDEX litigation_number ON litigation (number) WHERE removed_at IS NULL AND number <> '';
CREATE UNIQUE INDEX drafts_part ON drafts (year, part) WHERE removed_at IS NULL;
CREATE INDEX duties_name ON duties (name) WHERE removed_at IS NULL;
CREATE INDEX releases_serial ON releases (length(number), number);
CREATE INDEX requests_serial ON requests (length(number), number);
CREATE INDEX reviews_serial ON reviews (length(number), number);
CREATE INDEX litigation_serial ON litigation (length(number), number);
CREATE INDEX releases_main_on ON releases (main_on) WHERE removed_at IS NULL;
CREATE INDEX requests_main_on ON requests (main_on) WHERE removed_at IS NULL;
CREATE INDEX reviews_main_on ON reviews (main_on) WHERE removed_at IS NULL;
CREATE INDEX litigation_main_on ON litigation (main_on) WHERE removed_at IS NULL;
CREATE INDEX tallies_main_on ON tallies (main_on) WHERE removed_at IS NULL;
CREATE INDEX activities_main_on ON activities (main_on) WHERE removed_at IS NULL;
CREATE INDEX steps_request ON steps (request_id, "on") WHERE removed_at IS NULL;
CREATE INDEX steps_fee_paid ON steps ("on", amount, request_id) WHERE kind = 'fee_paid' AND removed_at IS NULL;
CREATE INDEX attachments_owner ON attachments (owner_register, owner_id) WHERE removed_at IS NULL;
CREATE INDEX attachments_blob ON attachments (sha256);
CREATE INDEX releases_fulfils ON releases (fulfils) WHERE fulfils <> '';
CREATE INDEX requests_related ON requests (related) WHERE related <> '';
CREATE INDEX requests_split_from ON requests (split_from) WHERE split_from <> '';
CREATE INDEX reviews_related_request ON reviews (related_request) WHERE related_request <> '';
CREATE INDEX litigation_related_request ON litigation (related_request) WHERE related_request <> '';
CREATE INDEX litigation_related_review ON litigation (related_review) WHERE related_review <> '';
CREATE INDEX litigation_original_case ON litigation (original_case) WHERE original_case <> '';
CREATE INDEX requests_received ON requests (counted_year, applicant_kind, received_on, counted_answer_on);
CREATE INDEX requests_answered ON requests (answered_year, outcome, applicant_kind, counted_answer_on);
CREATE INDEX requests_carried ON requests (is_carried, applicant_kind, received_on, counted_answer_on)
    WHERE is_carried = 1;
CREATE INDEX releases_documents ON releases (document_kind) WHERE document_kind <> 'other';
