"""Codes may have a grain of their own, and a meaning that edits of the wording have kept.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("codes", sa.Column("grain", sa.Text(), nullable=True))
    op.add_column("codes", sa.Column("meaning", sa.Text(), nullable=True))
