"""Snapshots, meetings, proposals, audits and closings; decisions have parts and a batch.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "audit_marks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.Column("auditor", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_marks")),
        sa.UniqueConstraint("number", name=op.f("uq_audit_marks_number")),
    )
    op.create_index(op.f("ix_audit_marks_transcript"), "audit_marks", ["transcript"], unique=False)

    op.create_table(
        "closings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("assent", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
        sa.UniqueConstraint("number", name=op.f("uq_closings_number")),
    )
    op.create_index(op.f("ix_closings_transcript"), "closings", ["transcript"], unique=False)

    op.create_table(
        "snapshots",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("structure_sha256", sa.Text(), nullable=False),
        sa.Column("codebook_revision", sa.Integer(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("coders", sa.Text(), nullable=False),
        sa.Column("codings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshots")),
        sa.UniqueConstraint("transcript", "number", name=op.f("uq_snapshots_transcript_number")),
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("driver", sa.Text(), nullable=True),
        sa.Column("open_before", sa.Integer(), nullable=False),
        sa.Column("open_after", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("named", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["driver"],
            ["coders.id"],
            name=op.f("fk_meetings_driver"),
            onupdate="RESTRICT",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["transcript"],
            ["transcripts.id"],
            name=op.f("fk_meetings_transcript"),
            onupdate="RESTRICT",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("transcript", "number", name=op.f("uq_meetings_transcript_number")),
    )
    op.create_index(op.f("ix_meetings_driver"), "meetings", ["driver"], unique=False)

    op.create_table(
        "proposals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=True),
        sa.Column("meeting", sa.Text(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposed_by"],
            ["coders.id"],
            name=op.f("fk_proposals_proposed_by"),
            onupdate="RESTRICT",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["transcript"],
            ["transcripts.id"],
            name=op.f("fk_proposals_transcript"),
            onupdate="RESTRICT",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_proposed_by"), "proposals", ["proposed_by"], unique=False)
    op.create_index(op.f("ix_proposals_transcript"), "proposals", ["transcript"], unique=False)

    op.create_table(
        "places_in_hand",
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["meetings.id"],
            name=op.f("fk_places_in_hand_meeting"),
            onupdate="RESTRICT",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_places_in_hand")),
    )
    op.add_column("decisions", sa.Column("parts", sa.Text(), nullable=True))
    op.add_column("decisions", sa.Column("batch", sa.Text(), nullable=True))
