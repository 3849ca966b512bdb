"""Tables of the database of interviews."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Float, ForeignKey, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of the tables."""


class Owned:
    """A row with an owner: an account if the page has sign-in, otherwise ""."""

    owner: Mapped[str] = mapped_column(String(64), default="", server_default="", index=True)


class InterviewRow(Owned, Base):
    """One interview and its current state; ``version`` grows by one with each event."""

    __tablename__ = "interviews"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    title: Mapped[str] = mapped_column(String(200))
    mode: Mapped[str] = mapped_column(String(20))
    phase: Mapped[str] = mapped_column(String(20), index=True)
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)


class EventRow(Base):
    """One event of an interview, never changed."""

    __tablename__ = "events"
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[float] = mapped_column(Float)
    kind: Mapped[str] = mapped_column(String(20))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


class TurnRow(Base):
    """One turn of a transcript, as it was said."""

    __tablename__ = "turns"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), index=True)
    at: Mapped[float] = mapped_column(Float)
    role: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    question_id: Mapped[str] = mapped_column(String(100))
    criterion_id: Mapped[str] = mapped_column(String(100))


class ScheduleRow(Owned, Base):
    """When a criterion comes back in a drill, and what FSRS keeps of it, which its library calls a card."""

    __tablename__ = "cards"
    owner: Mapped[str] = mapped_column(String(64), primary_key=True, default="", server_default="")
    question_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    criterion_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    due: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    card: Mapped[dict[str, Any]] = mapped_column(JSON)


class AppealRow(Owned, Base):
    """A contested verdict, kept as a case that the grader can be checked against; it outlives its interview."""

    __tablename__ = "appeals"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    at: Mapped[float] = mapped_column(Float)
    question_id: Mapped[str] = mapped_column(String(100), index=True)
    criterion_id: Mapped[str] = mapped_column(String(100))
    answer: Mapped[str] = mapped_column(Text)
    argument: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    judge: Mapped[str] = mapped_column(String(100))


class ReviewRow(Owned, Base):
    """One rating of a criterion, 1 (again) to 4 (easy); ``source`` is grade, self, corrected or import."""

    __tablename__ = "reviews"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    at: Mapped[float] = mapped_column(Float)
    question_id: Mapped[str] = mapped_column(String(100), index=True)
    criterion_id: Mapped[str] = mapped_column(String(100))
    rating: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(20))


class PreferenceRow(Owned, Base):
    """A setting that the candidate made on the page."""

    __tablename__ = "preferences"
    owner: Mapped[str] = mapped_column(String(64), primary_key=True, default="", server_default="")
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class AccountRow(Base):
    """An account, with the hash of its password."""

    __tablename__ = "accounts"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SignInRow(Base):
    """A sign-in: the hash of the browser's token, the account, and its expiry in seconds since the epoch."""

    __tablename__ = "sign_ins"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), index=True)
    until: Mapped[float] = mapped_column(Float)
