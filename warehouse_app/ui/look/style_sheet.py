"""The theme as a small Qt style sheet: what Fusion and the palette cannot say. No rule of it touches table cells."""

from warehouse_app.assets import resource
from warehouse_app.ui.look.theme import Theme
from warehouse_app.ui.look.tokens import CONTROL_HEIGHT, RADIUS, Ink, Space, Text

_SHEET = """
QToolTip {{ color: {surface}; background: {text}; border: 1px solid {text}; padding: {xs}px {s}px; }}

QPushButton {{
  color: {text}; background: {surface}; border: 1px solid {border}; border-radius: {radius}px;
  min-height: {inner}px; padding: 0 {m}px;
}}
QPushButton:hover {{ background: {raised}; }}
QPushButton:pressed, QPushButton:checked {{ background: {selection}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 {m_less}px; min-height: {inner_less}px; }}
QPushButton:disabled {{ color: {disabled}; background: {ground}; border-color: {line}; }}
QPushButton[look="primary"] {{ color: {on_accent}; background: {accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[look="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[look="primary"]:pressed {{ background: {accent_pressed}; border-color: {accent_pressed}; }}
QPushButton[look="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[look="primary"]:disabled {{ color: {disabled}; background: {raised}; border-color: {line}; }}
QPushButton[look="quiet"] {{ color: {accent}; background: transparent; border-color: transparent; }}
QPushButton[look="quiet"]:hover {{ background: {raised}; }}
QPushButton[look="quiet"]:focus {{ border: 2px solid {accent}; }}
QPushButton[look="quiet"]:disabled {{ color: {disabled}; }}
QPushButton[look="danger"] {{ color: {error}; border-color: {error}; }}
QPushButton[look="danger"]:disabled {{ color: {disabled}; border-color: {line}; }}

QToolButton {{ border: 1px solid transparent; border-radius: {radius}px; padding: {xs}px; background: transparent; }}
QToolButton:hover {{ background: {raised}; }}
QToolButton:pressed, QToolButton:checked {{ background: {selection}; }}
QToolButton[look="piece"], QToolButton[look="still-piece"] {{ color: {muted}; padding: 1px {xs}px; }}
QToolButton[look="still-piece"]:hover, QToolButton[look="still-piece"]:pressed {{ background: transparent; }}
QToolButton:focus {{ border: 2px solid {accent}; padding: {xs_less}px; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
  color: {text}; background: {surface}; border: 1px solid {border}; border-radius: {radius}px;
  padding: 0 {s}px; selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit {{ placeholder-text-color: {muted}; lineedit-clear-button-icon: url("{controls}/close.svg"); }}
QPlainTextEdit {{ placeholder-text-color: {muted}; }}
QLineEdit, QComboBox {{ min-height: {inner}px; }}
QAbstractSpinBox {{ min-height: {inner_less}px; }}
QPlainTextEdit, QTextEdit {{ padding: {xs}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
  border: 2px solid {accent};
}}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ padding: 0 {s_less}px; min-height: {inner_less}px; }}
QAbstractSpinBox:focus {{ min-height: {inner_least}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {xs_less}px; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"],
QAbstractSpinBox[invalid="true"] {{ border: 2px solid {error}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {ground}; border-color: {line}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {{
  color: {disabled}; background: {ground}; border-color: {line};
}}
QLineEdit[invalid="true"], QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] {{
  padding: 0 {s_less}px; min-height: {inner_less}px;
}}
QPlainTextEdit[invalid="true"] {{ padding: {xs_less}px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; min-height: 0; background: transparent; }}
QComboBox::drop-down {{ border: none; width: {xl}px; subcontrol-origin: border; }}
QComboBox::down-arrow {{ image: url("{controls}/chevron-down.svg"); width: {arrow}px; height: {arrow}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
  border: none; background: transparent; subcontrol-origin: border; width: {step}px; height: {inner}px;
}}
QAbstractSpinBox::up-button {{ subcontrol-position: center right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: center left; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {raised}; }}
QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed {{ background: {selection}; }}
QAbstractSpinBox::up-arrow {{ image: url("{controls}/plus.svg"); width: {arrow}px; height: {arrow}px; }}
QAbstractSpinBox::down-arrow {{ image: url("{controls}/minus.svg"); width: {arrow}px; height: {arrow}px; }}
QDateEdit::down-arrow {{ image: url("{controls}/chevron-down.svg"); width: {arrow}px; height: {arrow}px; }}
QDateEdit::drop-down {{ border: none; width: {xl}px; }}

QComboBox QAbstractItemView::item {{ min-height: {row}px; padding: 0 {xs}px; }}
QComboBox QAbstractItemView::item:selected {{ color: {text}; background: {selection}; }}

QCheckBox, QRadioButton {{ spacing: {s}px; min-height: {box}px; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator {{
  width: {check}px; height: {check}px; border: 1px solid {border}; background: {surface};
}}
QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator {{ border-radius: {xs}px; }}
QRadioButton::indicator {{ border-radius: {round}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ background: {raised}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {accent}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {{
  background: {accent}; border-color: {accent}; image: url("{controls}/check.svg");
}}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{
  background: {accent}; border-color: {accent}; image: url("{controls}/dash.svg");
}}
QRadioButton::indicator:checked {{
  background: {accent}; border-color: {accent}; image: url("{controls}/dot.svg");
}}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {disabled}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {raised}; border-color: {line}; }}

QAbstractItemView {{
  background: {surface}; alternate-background-color: {zebra}; border: 1px solid {line};
  selection-background-color: {selection}; selection-color: {text};
}}
QTableView {{ gridline-color: {line}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{
  color: {muted}; background: {surface}; border: none; border-bottom: 1px solid {border};
  padding: {xs}px {s}px; font-weight: 600;
}}
QHeaderView::section:hover {{ color: {text}; background: {raised}; }}
QHeaderView::down-arrow {{ image: url("{controls}/chevron-down.svg"); width: {arrow}px; height: {arrow}px; }}
QHeaderView::up-arrow {{ image: url("{controls}/chevron-up.svg"); width: {arrow}px; height: {arrow}px; }}
QTableCornerButton::section {{ background: {surface}; border: none; border-bottom: 1px solid {border}; }}

QMenu {{ color: {text}; background: {surface}; border: 1px solid {border}; padding: {xs}px; }}
QMenu::item {{ padding: {s_less}px {xl}px {s_less}px {s}px; border-radius: {xs}px; }}
QMenu::item:selected {{ background: {selection}; color: {text}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::icon {{ padding-left: {s}px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {xs}px {s}px; }}

QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{
  color: {muted}; background: transparent; padding: {s}px {l}px; border: none; border-bottom: 3px solid transparent;
}}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ color: {accent}; border-bottom-color: {accent}; }}
QTabBar::tab:focus {{ color: {text}; background: {raised}; }}

QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: {m}px; }}
QScrollBar:horizontal {{ height: {m}px; }}
QScrollBar::handle {{ background: {border}; border-radius: {handle}px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: {xxl}px; }}
QScrollBar::handle:horizontal {{ min-width: {xxl}px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}

QGroupBox {{
  border: 1px solid {line}; border-radius: {radius}px; margin-top: {l}px; padding: {m}px {s}px {s}px {s}px;
  font-weight: 600;
}}
QGroupBox::title {{ subcontrol-origin: margin; subcontrol-position: top left; left: {s}px; padding: 0 {xs}px; }}

QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {surface}; }}
QCalendarWidget QToolButton {{ color: {text}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QToolButton#qt_calendar_prevmonth {{ qproperty-icon: url("{controls}/chevron-left.svg"); }}
QCalendarWidget QToolButton#qt_calendar_nextmonth {{ qproperty-icon: url("{controls}/chevron-right.svg"); }}

QSlider:horizontal {{ min-height: {box}px; }}
QSlider::groove:horizontal {{ background: {line}; height: {xs}px; border-radius: {dot}px; }}
QSlider::sub-page:horizontal {{ background: {accent}; border-radius: {dot}px; }}
QSlider::handle:horizontal {{
  background: {accent}; border: 2px solid {surface}; width: {l}px; margin: -{s}px 0; border-radius: {knob}px;
}}
QSlider::handle:horizontal:focus {{ border-color: {text}; }}

QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QSplitter::handle:horizontal {{ width: 1px; margin: 0 {xs}px; }}
QSplitter::handle:vertical {{ height: 1px; margin: {xs}px 0; }}

QProgressBar {{
  color: {text}; background: {raised}; border: none; border-radius: {xs}px; text-align: center; min-height: {l}px;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: {xs}px; }}

QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QFrame[look="panel"] {{ background: {surface}; border: 1px solid {line}; border-radius: {card}px; }}
QFrame[look="rail"] {{ background: {rail}; border: none; }}
QFrame[look="status"] {{ background: {surface}; border: none; border-top: 1px solid {line}; }}
QFrame[look="bar"] {{ background: {surface}; border: none; border-bottom: 1px solid {line}; }}
QLabel[look="caption"] {{ color: {muted}; font-size: {caption}pt; }}
QLabel[look="body"] {{ color: {text}; }}
QLabel[look="strong"] {{ color: {text}; font-weight: 600; }}
QLabel[look="large"] {{ color: {text}; font-size: {large}pt; }}
QLabel[look="heading"] {{ color: {text}; font-size: {heading}pt; font-weight: 600; }}
QLabel[look="title"] {{ color: {text}; font-size: {title}pt; font-weight: 600; }}
"""


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of the whole program."""
    colours, px = theme.colours, theme.px
    spaces = {space.name.lower(): px(space) for space in Space}
    names = ("ground", "surface", "raised", "zebra", "line", "border", "text", "muted", "disabled", "selection", "rail")
    accents = ("accent", "accent_hover", "accent_pressed", "on_accent")
    check = px(18)
    return _SHEET.format(
        **spaces,
        **{name: getattr(colours, name) for name in (*names, *accents)},
        error=colours.ink(Ink.ERROR),
        m_less=px(Space.M) - 1,
        s_less=px(Space.S) - 1,
        xs_less=px(Space.XS) - 1,
        inner=px(CONTROL_HEIGHT) - 2,
        inner_least=px(CONTROL_HEIGHT) - 6,
        inner_less=px(CONTROL_HEIGHT) - 4,
        radius=px(RADIUS),
        card=px(RADIUS + 2),
        arrow=px(14),
        check=check,
        round=check // 2 + 1,
        box=px(26),
        row=px(26),
        step=px(28),
        handle=px(3),
        dot=px(2),
        knob=px(Space.L) // 2 + 1,
        caption=theme.points(Text.CAPTION),
        large=theme.points(Text.LARGE),
        heading=theme.points(Text.HEADING),
        title=theme.points(Text.TITLE),
        controls=resource(f"icons/controls/{'dark' if theme.dark else 'light'}").as_posix(),
    )
