"""Coders may weigh their own sealed readings before any other is shown.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("assignments", sa.Column("in_blind_pass", sa.Boolean(), nullable=True))
    op.create_table(
        "blind_marks",
        sa.Column("coding", sa.Text(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("coding", name=op.f("pk_blind_marks")),
    )
    op.create_index(op.f("ix_blind_marks_transcript"), "blind_marks", ["transcript"], unique=False)
