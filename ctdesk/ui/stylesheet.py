"""The stylesheet, with names of tokens in place of colours; `ctdesk.ui.theme` fills them in."""

from __future__ import annotations

STYLESHEET = """
QWidget { font-size: $body; color: $text; }
QMainWindow, QDialog, QStackedWidget { background: $surface; }
QToolTip { background: $card; color: $text; border: 1px solid $border; padding: 4px 6px; }

/* Text */
QLabel { background: transparent; }
QLabel[role="title"] { font-size: $title; font-weight: 600; }
QLabel[role="title-long"] { font-size: 16px; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role^="figure"] { font-size: $title; font-weight: 600; }
QLabel[role="figure-warn"] { color: $warn_text; }
QLabel[role="figure-bad"] { color: $bad_text; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="caption"] { font-size: $small; color: $muted; }
QLabel[role="count"] { font-size: $small; color: $muted; padding-top: 4px; }
QLabel[role="section"] { font-size: $small; font-weight: 500; color: $muted; }
QLabel[role="field"] { font-size: 12px; color: $muted; }
QLabel[role="fault"] { font-size: 12px; color: $bad_text; }
QLabel[role="key"] { font-size: $small; color: $muted; border: 1px solid $border;
  border-radius: 4px; padding: 0 4px; background: $card; }
QLabel[role="status"] { font-size: 12px; color: $muted; }
QLabel[role="tile"] { background: $selection; color: $accent_text; font-weight: 600;
  border: 1px solid $edge; border-radius: 8px; }

/* Chips */
QLabel[role^="chip"], QPushButton[role="chip"], QPushButton[role="chip-accent"] {
  font-size: $small; border: 1px solid $edge; border-radius: 9px; padding: 0 6px;
  min-height: 16px; max-height: 16px; background: $chip; color: $chip_text; font-weight: 400; }
QLabel[role="chip-accent"] { background: $selection; color: $accent_text; }
QLabel[role="chip-good"] { background: $good; color: $good_text; }
QLabel[role="chip-warn"] { background: $warn; color: $warn_text; }
QLabel[role="chip-bad"] { background: $bad; color: $bad_text; }
QPushButton[role="chip"], QPushButton[role="chip-accent"] {
  border-radius: 11px; min-height: 20px; max-height: 20px; padding: 0 9px; }
QPushButton[role="chip"]:hover { border-color: $border; }
QPushButton[role="chip"]:checked, QPushButton[role="chip-accent"] {
  background: $chosen; color: $chosen_text; }
QPushButton[role="chip"]:focus, QPushButton[role="chip-accent"]:focus {
  border: 2px solid $focus; padding: 0 8px; min-height: 18px; max-height: 18px; }

/* Frames */
QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame[role="popup"] { background: $card; border: 1px solid $border; border-radius: 8px; }
QFrame[role="pane"], QWidget[role="pane"] { background: $pane; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QFrame[role="surface"], QWidget[role="surface"] { background: $surface; }
QFrame[role="topbar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="statusbar"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[role="navigation"] { background: $surface; border: none; border-$end: 1px solid $line; }
QFrame[role="rule"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[role="side"] { background: $pane; border: none; border-$start: 1px solid $line; }
QFrame[role="footer"] { background: $pane; border: none; border-top: 1px solid $line; }
QFrame[role="closing"] { background: $card; border: none; border-bottom: 1px solid $line; }
QScrollArea, QScrollArea > QWidget > QWidget[role="pane"] { background: transparent; border: none; }
/* What Tab comes to in order that arrow keys move it */
QAbstractScrollArea[role="stop"] { border: 2px solid transparent; border-radius: 6px; }
QAbstractScrollArea[role="stop"]:focus { border-color: $focus; }
QScrollArea[role="pane"] { background: $pane; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 1px; }

/* The standing line that says what went wrong or was done */
QFrame[role^="notice"] { border: 1px solid $edge; border-radius: 6px; }
QFrame[role="notice-bad"] { background: $bad; }
QFrame[role="notice-bad"] QLabel { color: $bad_text; }
QFrame[role="notice-warn"] { background: $warn; }
QFrame[role="notice-warn"] QLabel { color: $warn_text; }
QFrame[role="notice-good"] { background: $good; }
QFrame[role="notice-good"] QLabel { color: $good_text; }
QFrame[role="notice-plain"] { background: $chip; }

/* Buttons */
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton { background: $card; border: 1px solid $border; border-radius: 6px;
  padding: 0 12px; min-height: 26px; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus, QCheckBox:focus, QRadioButton:focus { outline: none; }
QPushButton:focus { border: 2px solid $focus; padding: 0 11px; min-height: 24px; }
QPushButton:disabled { color: $off; background: $pane; border-color: $off_line; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 0 11px; min-height: 24px; }
QPushButton[role="primary"]:disabled { background: $pane; border-color: $off_line; color: $off; }
QPushButton[role="primary"] QLabel { color: $on_accent; font-weight: 500; }
QPushButton[role="primary"] QLabel[role="key"] { background: transparent; font-weight: 400;
  border-color: $on_accent; }
QPushButton QLabel[role="button-off"], QPushButton QLabel[role="key-off"] { color: $off;
  font-size: $body; }
QPushButton QLabel[role="key-off"] { font-size: $small; border: 1px solid $off_line;
  border-radius: 4px; padding: 0 4px; }
QPushButton[role="key"] { font-size: $small; font-weight: 400; color: $muted; border-radius: 4px;
  padding: 0 6px; min-height: 20px; max-height: 20px; }
QPushButton[role="key"]:focus { padding: 0 5px; min-height: 18px; max-height: 18px; }
QPushButton[role="figure"] { border: 1px solid $line; border-radius: 8px; padding: 0;
  text-align: left; }
QPushButton[role="figure"]:hover { background: $hover; border-color: $border; }
QPushButton[role="figure"]:focus { border: 2px solid $focus; padding: 0; }
QPushButton[role="danger"] { color: $bad_text; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent;
  border: 1px solid transparent; border-radius: 6px; }
QPushButton[role="quiet"] { padding: 0 8px; color: $accent_text; }
QPushButton[role="quiet"]:disabled, QPushButton[role^="link"]:disabled,
QPushButton[role="status"]:disabled { color: $off; border-color: transparent;
  background: transparent; }
QToolButton:disabled, QCheckBox:disabled, QRadioButton:disabled { color: $off; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 2px solid $focus; }
QPushButton[role="quiet"]:focus { padding: 0 7px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 2px; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border: 2px solid $focus; padding: 1px; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="clear"] { border: none; padding: 0 3px; color: $muted; min-height: 18px; }
QToolButton[role="clear"]:hover { color: $text; }

QPushButton[role^="link"] { background: transparent; border: 2px solid transparent;
  color: $accent_text;
  padding: 0; padding-$start: -2px; min-height: 22px; text-align: left; font-weight: 500; }
QPushButton[role^="link"]:hover { text-decoration: underline; }
QPushButton[role^="link"]:focus { border-color: $focus; padding: 0; padding-$start: -2px;
  min-height: 22px; }
/* In line with the rows above it */
QPushButton[role="link-row"], QPushButton[role="link-row"]:focus { padding: 0 6px; }
QPushButton[role="row"] { background: transparent; border: 2px solid transparent; padding: 0;
  min-height: 0; border-radius: 4px; }
QPushButton[role="row-tall"] { background: transparent; border: 2px solid transparent;
  padding: 0; min-height: 40px; max-height: 40px; border-radius: 6px; }
QPushButton[role="row-tall"]:focus { border-color: $focus; padding: 0; min-height: 40px; }
QPushButton[role="row"]:hover, QPushButton[role="row-tall"]:hover { background: $hover; }
QPushButton[role="row"]:focus { border-color: $focus; padding: 0; min-height: 0; }

QPushButton[role="figure"] { background: $card; border: 1px solid $line; border-radius: 8px;
  padding: 0; min-height: 32px; max-height: 32px; }
QPushButton[role="figure"]:hover { border-color: $border; }
QPushButton[role="figure"]:checked { background: $selection; border-color: $accent; }
QPushButton[role="figure"]:focus { border: 2px solid $focus; padding: 0; min-height: 30px;
  max-height: 30px; }

QPushButton[role="tab"] { background: transparent; border: 2px solid transparent;
  border-radius: 0; padding: 0; min-height: 28px;
  font-weight: 400; }
QPushButton[role="tab"]:hover { color: $accent_text; }
QPushButton[role="tab"]:checked { color: $accent_text; font-weight: 600;
  border-bottom-color: $accent; }
QPushButton[role="tab"]:focus { border: 2px solid $focus; border-radius: 4px; }

QPushButton[role="status"] { background: transparent; border: 2px solid transparent;
  padding: 0 3px; min-height: 18px; font-size: 12px; font-weight: 400; color: $muted; }
QPushButton[role="status"]:hover { color: $text; background: $hover; }
QPushButton[role="status"]:focus { border-color: $focus; padding: 0 3px; min-height: 18px; }
QLabel[role="button"] { font-weight: 500; }
QLabel[role="button-off"] { font-weight: 500; }

/* The navigation */
QPushButton[role="nav"] { background: transparent; border: 1px solid transparent;
  border-radius: 6px; min-height: 30px; max-height: 30px; padding: 0; text-align: left;
  font-weight: 400; }
QPushButton[role="nav"]:hover { background: $hover; }
QPushButton[role="nav"]:focus { border: 2px solid $focus; padding: 0; min-height: 28px;
  max-height: 28px; }
QPushButton[role="nav"]:checked { background: $selection; }
QLabel[role="nav-on"] { color: $accent_text; font-weight: 600; }
QLabel[role="count-on"] { font-size: $small; color: $chip_text; font-weight: 600; }

/* Inputs */
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QTimeEdit, QDateTimeEdit, QSpinBox,
QFrame[role="input"] {
  background: $field; border: 1px solid $frame; border-radius: 6px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QDateEdit, QTimeEdit, QDateTimeEdit, QSpinBox {
  padding: 0 8px; min-height: 28px; }
/* Else Qt writes it in the colour of text at half its strength */
QLineEdit, QPlainTextEdit { placeholder-text-color: $hint; }
QPlainTextEdit { padding: 4px 6px; }
QPlainTextEdit[role="reading"], QPlainTextEdit[role="reading"]:focus {
  border: 2px solid transparent; background: $surface; padding: 6px 10px; }
QPlainTextEdit[role="reading"]:focus { border-color: $focus; }
QPlainTextEdit[role="quote"] { background: transparent; border: 1px solid transparent;
  padding: 0; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus,
QDateTimeEdit:focus, QSpinBox:focus, QFrame[role="input"][focused="true"] {
  border: 2px solid $focus; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus, QDateTimeEdit:focus,
QSpinBox:focus { padding: 0 7px; min-height: 26px; }
QPlainTextEdit:focus { padding: 3px 5px; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"],
QDateEdit[fault="true"], QFrame[role="input"][fault="true"] { border-color: $bad_text; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $off;
  placeholder-text-color: $off; background: $pane; border-color: $off_line; }
QFrame[role="input"] QLineEdit, QFrame[role="input"] QLineEdit:focus { border: none;
  background: transparent; padding: 0; min-height: 20px; }
QLineEdit[role="chip"] { border-radius: 11px; padding: 0 9px; min-height: 20px;
  max-height: 20px; font-size: 12px; }
QLineEdit[role="chip"]:focus { padding: 0 8px; min-height: 18px; max-height: 18px; }
QLineEdit[role="find"] { background: $pane; min-height: 26px; }
QLineEdit[role="find"]:focus { background: $field; min-height: 24px; }
QComboBox:!editable { padding-$start: 10px; }
QComboBox:!editable:focus { padding-$start: 9px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url($icons/chevron-$name.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $border; outline: none;
  selection-background-color: $selection; selection-color: $text; }
QDateEdit::drop-down { border: none; width: 22px; }
QDateEdit::down-arrow { image: url($icons/chevron-$name.svg); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 16px; }
QCheckBox, QRadioButton { spacing: 6px; background: transparent; border: 2px solid transparent;
  border-radius: 4px; padding: 1px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }

QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; background: $field;
  border: 1px solid $muted; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url($icons/check-$name.svg); }
QRadioButton::indicator:checked { border: 4px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $off_line;
  background: $pane; }

/* Tables and lists */
QTableView { background: $surface; border: none; gridline-color: transparent; outline: none;
  selection-background-color: $selection; selection-color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; font-size: 12px; font-weight: 500;
  border: none; border-bottom: 1px solid $line; padding: 0 10px; min-height: 30px; }
QListView { background: $card; border: none; outline: none; }
QListView::item:selected { background: $selection; color: $text; }
QListWidget[role="popup"] { border: 1px solid $border; border-radius: 8px; padding: 4px; }
QTableCornerButton::section { background: $surface; border: none; }

/* Menus, scroll bars, progress */
QMenu { background: $card; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $off; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar[role="in-margin"]:vertical { width: 8px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px; min-height: 24px;
  min-width: 24px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $chip; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCalendarWidget QWidget { background: $card; }
"""
