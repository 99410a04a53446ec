"""What pages and dialogs are made of: every button, field, badge, card, row and bar, drawn from one theme.

Import a part from its own module (`from vault.qt.parts.buttons import Button`). A part takes its words from the
caller, translated; the few it says by itself go through Qt's translation here.
"""
