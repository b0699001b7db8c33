"""The file's schema, step by step. Landed migrations are history: literal SQL, nothing of ours, never edited.

A new column is one line in ``disclosure.records`` and one new function here (and its name in ``LANDED``).
``docs/schema.md`` tells each in one line.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from storage.calendar_schema import CALENDAR
from storage.index_schema import INDEXES, SEARCH
from storage.issued_schema import ISSUED
from storage.letters_schema import LETTERS
from storage.privacy_schema import PRIVACY
from storage.seal_schema import SEAL
from storage.sentences_schema import SENTENCES

migrations = Migrations("disclosure")


def run(db: Database, script: str) -> None:
    """Run the statements of a script inside the transaction of its migration; each ends with ``;`` at a line's end."""
    statement = ""
    for line in script.strip().splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""


@migrations()
def m001_registers(db: Database) -> None:
    """One STRICT table per register, codes checked, ids never used twice; profile and drafts too."""
    run(db, _REGISTERS)


@migrations()
def m002_journal(db: Database) -> None:
    """Who changed what, chained by hashes over salted digests; the values lie apart so that they can be erased."""
    run(db, _JOURNAL)


@migrations()
def m003_indexes(db: Database) -> None:
    """Indexes for numbers, lists, references and the 200 figures."""
    run(db, INDEXES)


@migrations()
def m004_search(db: Database) -> None:
    """Full-text tables, one token per character, so that a word of any length is found as a substring."""
    run(db, SEARCH)


@migrations()
def m005_letters(db: Database) -> None:
    """Letters that went out, whose numbers are never used twice, and the office's own letter templates."""
    run(db, LETTERS)


@migrations()
def m006_calendar(db: Database) -> None:
    """Years of the work calendar as the office entered them, one live record a year."""
    run(db, CALENDAR)


@migrations()
def m007_issued(db: Database) -> None:
    """Versions of reports as issued, and what was said to findings, one live record a finding."""
    run(db, ISSUED)


@migrations()
def m008_seal(db: Database) -> None:
    """The password: the key in its envelope, digests that find a sealed value, and when it was set or changed."""
    run(db, SEAL)


@migrations()
def m009_privacy(db: Database) -> None:
    """Who looked at personal values that the screen hides."""
    run(db, PRIVACY)


@migrations()
def m010_sentences(db: Database) -> None:
    """The office's own sentences for its reports."""
    run(db, SENTENCES)


_REGISTERS = """
PRAGMA application_id = 1145262692;
CREATE TABLE releases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    index_number TEXT NOT NULL,
    name TEXT NOT NULL,
    document_number TEXT NOT NULL,
    document_kind TEXT NOT NULL CHECK (document_kind IN ('rules', 'normative_document', 'other')),
    category TEXT NOT NULL CHECK (category IN ('20-1', '20-2', '20-3', '20-4', '20-5', '20-6', '20-7', '20-8',
        '20-9', '20-10', '20-11', '20-12', '20-13', '20-14', '20-15', '21')),
    statistics_category TEXT NOT NULL,
    summary TEXT NOT NULL,
    formed_on TEXT NOT NULL CHECK (formed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    published_on TEXT CHECK (published_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    channels TEXT NOT NULL CHECK (channels LIKE '[%]'),
    web_address TEXT NOT NULL,
    department TEXT NOT NULL,
    issued_on TEXT CHECK (issued_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    repealed_on TEXT CHECK (repealed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    taken_down_on TEXT CHECK (taken_down_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    fulfils TEXT NOT NULL,
    secrecy_reviewer TEXT NOT NULL,
    secrecy_reviewed_on TEXT CHECK (secrecy_reviewed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    secrecy_conclusion TEXT CHECK (secrecy_conclusion IN ('release', 'separate', 'withhold', 'refer')),
    is_forwarded INTEGER NOT NULL CHECK (is_forwarded IN (0, 1)),
    first_checked_by TEXT NOT NULL,
    first_checked_on TEXT CHECK (first_checked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    second_checked_by TEXT NOT NULL,
    second_checked_on TEXT CHECK (second_checked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    final_checked_by TEXT NOT NULL,
    final_checked_on TEXT CHECK (final_checked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    remarks TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT '',
    main_on TEXT AS (COALESCE(published_on, formed_on))
) STRICT;
CREATE TABLE requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    applicant_kind TEXT NOT NULL CHECK (applicant_kind IN ('natural_person', 'company', 'research_institute',
        'charity', 'legal_service', 'other')),
    applicant TEXT NOT NULL,
    identity_kind TEXT NOT NULL,
    identity_number TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    email TEXT NOT NULL,
    agent TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('counter', 'registered_mail', 'ordinary_mail', 'internet', 'fax',
        'oral', 'transferred')),
    arrived_on TEXT NOT NULL CHECK (arrived_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    received_on TEXT CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    confirmation TEXT NOT NULL,
    is_excluded INTEGER NOT NULL CHECK (is_excluded IN (0, 1)),
    content TEXT NOT NULL,
    retrieval TEXT CHECK (retrieval IN ('paper', 'email', 'disc', 'inspection', 'other')),
    department TEXT NOT NULL,
    handler TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('granted', 'partly_granted', 'state_secret', 'forbidden_by_law',
        'endangers_security', 'third_party_rights', 'internal_affairs', 'deliberative_process',
        'enforcement_file', 'registry_query', 'not_held', 'needs_creation', 'unclear_after_correction',
        'petition', 'repeated', 'publication', 'excessive', 'reconfirmation', 'correction_overdue', 'fee_unpaid',
        'other_handling')),
    legal_basis TEXT NOT NULL,
    answered_on TEXT CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    answer_number TEXT NOT NULL,
    lateness_reason TEXT NOT NULL,
    related TEXT NOT NULL,
    split_from TEXT NOT NULL,
    archive_number TEXT NOT NULL,
    remarks TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT '',
    main_on TEXT AS (COALESCE(received_on, arrived_on)),
    counted_answer_on TEXT AS (CASE WHEN outcome IS NOT NULL AND answered_on >= received_on THEN answered_on END),
    counted_year INTEGER AS (CASE WHEN removed_at IS NULL AND is_excluded = 0
        THEN CAST(substr(received_on, 1, 4) AS INTEGER) END),
    is_carried INTEGER AS (CASE WHEN removed_at IS NULL AND is_excluded = 0
        AND (outcome IS NULL OR answered_on IS NULL OR answered_on < received_on
            OR substr(answered_on, 1, 4) <> substr(received_on, 1, 4)) THEN 1 END),
    answered_year INTEGER AS (CASE WHEN removed_at IS NULL AND is_excluded = 0 AND outcome IS NOT NULL
        AND answered_on >= received_on THEN CAST(substr(answered_on, 1, 4) AS INTEGER) END)
) STRICT;
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    related_request TEXT NOT NULL,
    applicant TEXT NOT NULL,
    review_body TEXT NOT NULL,
    case_number TEXT NOT NULL,
    procedure TEXT CHECK (procedure IN ('ordinary', 'simplified')),
    received_on TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    replied_on TEXT CHECK (replied_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    result TEXT CHECK (result IN ('upheld', 'corrected', 'other_result', 'pending')),
    decision TEXT CHECK (decision IN ('upheld', 'request_rejected', 'revoked', 'changed', 'declared_unlawful',
        'ordered_to_act', 'declared_void', 'not_accepted', 'application_dismissed', 'terminated', 'settled')),
    closed_on TEXT CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    cause TEXT NOT NULL,
    remarks TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT '',
    main_on TEXT AS (received_on)
) STRICT;
CREATE TABLE litigation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    related_request TEXT NOT NULL,
    related_review TEXT NOT NULL,
    plaintiff TEXT NOT NULL,
    court TEXT NOT NULL,
    case_number TEXT NOT NULL,
    instance TEXT CHECK (instance IN ('first', 'second', 'retrial')),
    route TEXT NOT NULL CHECK (route IN ('direct_suit', 'suit_after_review')),
    original_case TEXT NOT NULL,
    received_on TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    defence_on TEXT CHECK (defence_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    result TEXT CHECK (result IN ('upheld', 'corrected', 'other_result', 'pending')),
    judgment TEXT CHECK (judgment IN ('claims_rejected', 'revoked', 'ordered_to_act', 'declared_unlawful',
        'declared_void', 'changed', 'not_filed', 'suit_dismissed', 'withdrawn', 'terminated')),
    closed_on TEXT CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    cause TEXT NOT NULL,
    remarks TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT '',
    main_on TEXT AS (received_on)
) STRICT;
CREATE TABLE tallies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('licence', 'penalty', 'coercive_measure', 'administrative_fee')),
    "on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    quantity INTEGER,
    amount INTEGER,
    department TEXT NOT NULL,
    includes_information_fee INTEGER NOT NULL CHECK (includes_information_fee IN (0, 1)),
    remarks TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT '',
    main_on TEXT AS ("on")
) STRICT;
CREATE TABLE activities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('website_check', 'correction', 'policy_advice', 'training', 'meeting',
        'publicity', 'platform', 'public_utilities', 'adjustment', 'assessment', 'accountability',
        'zero_confirmation')),
    "on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    content TEXT NOT NULL,
    quantity INTEGER,
    found INTEGER,
    corrected INTEGER,
    evidence TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT '',
    main_on TEXT AS ("on")
) STRICT;
CREATE TABLE duties (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    cycle TEXT NOT NULL CHECK (cycle IN ('once', 'monthly', 'quarterly', 'yearly')),
    starts_on TEXT CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    ends_on TEXT CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    channels TEXT NOT NULL CHECK (channels LIKE '[%]'),
    department TEXT NOT NULL,
    remarks TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER NOT NULL REFERENCES requests (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone_confirmed', 'correction_asked', 'correction_received',
        'correction_overdue', 'third_party_asked', 'third_party_served', 'third_party_answered', 'organ_asked',
        'organ_served', 'organ_answered', 'extended', 'reasons_asked', 'deferred', 'fee_notice', 'fee_paid',
        'fee_overdue', 'delivered', 'withdrawn', 'transferred', 'amended', 'answered_again', 'reopened', 'note')),
    "on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    party TEXT NOT NULL,
    days INTEGER,
    until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    amount INTEGER,
    letter_number TEXT NOT NULL,
    approver TEXT NOT NULL,
    delivery TEXT CHECK (delivery IN ('counter', 'post', 'email', 'platform', 'fax', 'other')),
    tracking_number TEXT NOT NULL,
    posted_on TEXT CHECK (posted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    signed_on TEXT CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    detail TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE blobs (
    sha256 TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_register TEXT NOT NULL,
    owner_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    is_identity INTEGER NOT NULL CHECK (is_identity IN (0, 1)),
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    part TEXT NOT NULL,
    text TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE profile (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('street', 'township', 'department', 'county', 'city', 'province',
        'other')),
    code_character TEXT NOT NULL,
    office TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    website_name TEXT NOT NULL,
    website TEXT NOT NULL,
    archive TEXT NOT NULL,
    review_body TEXT NOT NULL,
    court TEXT NOT NULL,
    submit_by TEXT NOT NULL,
    publish_by TEXT NOT NULL,
    release_numbering TEXT NOT NULL,
    request_numbering TEXT NOT NULL,
    review_numbering TEXT NOT NULL,
    litigation_numbering TEXT NOT NULL,
    index_numbering TEXT NOT NULL,
    letter_numbering TEXT NOT NULL,
    retention TEXT NOT NULL,
    statistics_categories TEXT NOT NULL,
    opening_on TEXT CHECK (opening_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    opening_releases INTEGER,
    opening_requests INTEGER,
    opening_documents INTEGER,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
"""

_JOURNAL = """
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    label TEXT NOT NULL,
    batch INTEGER NOT NULL,
    operation TEXT NOT NULL CHECK (operation IN ('create', 'amend', 'remove', 'restore', 'discard')),
    register TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    undoes INTEGER REFERENCES journal (id),
    before BLOB,
    after BLOB,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_by_record ON journal (register, record_id);
CREATE INDEX journal_by_batch ON journal (batch);
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TABLE journal_values (
    entry INTEGER PRIMARY KEY REFERENCES journal (id),
    open_salt BLOB,
    open_values TEXT,
    open_digest BLOB NOT NULL,
    personal_salt BLOB,
    personal_values TEXT,
    personal_digest BLOB NOT NULL
) STRICT;
"""
