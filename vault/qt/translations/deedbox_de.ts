<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Deedbox</source>
   <translation>Über Deedbox</translation>
  </message>
  <message>
   <source>Built with</source>
   <translation>Beruht auf</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Einzelheiten kopieren</translation>
  </message>
  <message>
   <source>Deedbox {version}</source>
   <translation>Deedbox {version}</translation>
  </message>
  <message>
   <source>Free software under the Apache License 2.0, without any warranty.</source>
   <translation>Freie Software unter der Apache License 2.0, ohne jede Gewähr.</translation>
  </message>
  <message>
   <source>Known vaults</source>
   <translation>Bekannte Tresore</translation>
  </message>
  <message>
   <source>No account, no server, no telemetry. It asks nobody for updates.</source>
   <translation>Kein Konto, kein Server, keine Telemetrie. Es fragt niemanden nach Aktualisierungen.</translation>
  </message>
  <message>
   <source>Not kept here</source>
   <translation>Hier nicht geführt</translation>
  </message>
  <message>
   <source>On this computer</source>
   <translation>Auf diesem Computer</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>The vault that proves you can get your data back.</source>
   <translation>Der Tresor, der beweist, dass Sie Ihre Daten zurückbekommen.</translation>
  </message>
  <message>
   <source>Versions of this program and its libraries, for a report; nothing of a vault</source>
   <translation>Versionen dieses Programms und seiner Bibliotheken, für einen Bericht; nichts aus einem Tresor</translation>
  </message>
 </context>
 <context>
  <name>AbsentPage</name>
  <message>
   <source>A vault that is not there</source>
   <translation>Ein Tresor, der nicht da ist</translation>
  </message>
  <message>
   <source>Connect the disk it is on and look again, or show where the folder was moved to.</source>
   <translation>Schließen Sie den Datenträger an, auf dem er ist, und sehen Sie noch einmal nach, oder zeigen Sie, wohin der Ordner verschoben wurde.</translation>
  </message>
  <message>
   <source>Find the vault</source>
   <translation>Tresor suchen</translation>
  </message>
  <message>
   <source>Forget this vault</source>
   <translation>Diesen Tresor vergessen</translation>
  </message>
  <message>
   <source>Its folder is not there now: {place}</source>
   <translation>Sein Ordner ist zurzeit nicht da: {place}</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Noch einmal nachsehen</translation>
  </message>
  <message>
   <source>That folder does not look like a vault, either.</source>
   <translation>Auch dieser Ordner sieht nicht nach einem Tresor aus.</translation>
  </message>
 </context>
 <context>
  <name>AbsentSlots</name>
  <message>
   <source>Added {day}, fingerprint {fingerprint}</source>
   <translation>Hinzugefügt: {day}, Fingerabdruck {fingerprint}</translation>
  </message>
  <message>
   <source>Other ways in</source>
   <translation>Andere Zugänge</translation>
  </message>
  <message>
   <source>These will open the vault from now on, too. Tick each one that is yours.</source>
   <translation>Auch diese öffnen den Tresor von jetzt an. Haken Sie jeden an, der Ihnen gehört.</translation>
  </message>
 </context>
 <context>
  <name>ActDialog</name>
  <message>
   <source>It cannot be stopped once it has begun</source>
   <translation>Einmal begonnen, lässt es sich nicht anhalten</translation>
  </message>
  <message>
   <source>This password is weak.</source>
   <translation>Dieses Passwort ist schwach.</translation>
  </message>
  <message>
   <source>Use it anyway</source>
   <translation>Trotzdem verwenden</translation>
  </message>
  <message>
   <source>Whoever gets hold of the vault's folder may open it. Add a word or two, or use it anyway.</source>
   <translation>Wer den Ordner des Tresors in die Hände bekommt, kann ihn womöglich öffnen. Fügen Sie ein oder zwei Wörter hinzu, oder nehmen Sie es trotzdem.</translation>
  </message>
  <message>
   <source>Working</source>
   <translation>In Arbeit</translation>
  </message>
 </context>
 <context>
  <name>ActivityPage</name>
  <message>
   <source>30 days</source>
   <translation>30 Tage</translation>
  </message>
  <message>
   <source>A year</source>
   <translation>Ein Jahr</translation>
  </message>
  <message>
   <source>Activity</source>
   <translation>Aktivität</translation>
  </message>
  <message>
   <source>Activity, the latest first</source>
   <translation>Aktivität, das Neueste zuerst</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Gesamt</translation>
  </message>
  <message>
   <source>Backups and proofs</source>
   <translation>Backups und Beweise</translation>
  </message>
  <message>
   <source>Entry {number} of the trail is missing or not what was written.</source>
   <translation>Vorgang {number} des Protokolls fehlt oder ist nicht das, was geschrieben wurde.</translation>
  </message>
  <message>
   <source>Everything</source>
   <translation>Alles</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>It cannot show what somebody with a way in left out of it on purpose, nor what was done with a copy.</source>
   <translation>Es kann nicht zeigen, was jemand mit Zugang absichtlich weggelassen hat, und nicht, was mit einer Kopie gemacht wurde.</translation>
  </message>
  <message>
   <source>Items</source>
   <translation>Einträge</translation>
  </message>
  <message>
   <source>Keys and access</source>
   <translation>Schlüssel und Zugang</translation>
  </message>
  <message>
   <source>Kind of activity</source>
   <translation>Art der Aktivität</translation>
  </message>
  <message>
   <source>Nobody without a way in can have changed, added or taken out one of them.</source>
   <translation>Niemand ohne Zugang kann einen davon geändert, hinzugefügt oder herausgenommen haben.</translation>
  </message>
  <message>
   <source>Nothing in the trail matches.</source>
   <translation>Im Protokoll passt nichts dazu.</translation>
  </message>
  <message>
   <source>Repairs and upkeep</source>
   <translation>Reparatur und Pflege</translation>
  </message>
  <message>
   <source>Sharing</source>
   <translation>Teilen</translation>
  </message>
  <message>
   <source>Show everything</source>
   <translation>Alles zeigen</translation>
  </message>
  <message>
   <source>Since when</source>
   <translation>Seit wann</translation>
  </message>
  <message>
   <source>Somebody with a way in may have altered the history: check the vault, and compare with a backup.</source>
   <translation>Jemand mit Zugang könnte den Verlauf geändert haben: Prüfen Sie den Tresor, und vergleichen Sie ihn mit einem Backup.</translation>
  </message>
  <message>
   <source>The trail is being verified</source>
   <translation>Das Protokoll wird geprüft</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Verify</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>What was done to this vault, and when. The vault writes it down itself, encrypted, with every change.</source>
   <translation>Was mit diesem Tresor gemacht wurde, und wann. Der Tresor schreibt es selbst auf, verschlüsselt, mit jeder Änderung.</translation>
  </message>
  <message>
   <source>Words, names, computers</source>
   <translation>Wörter, Namen, Computer</translation>
  </message>
  <message>
   <source>Your files and notes are verified apart from it, and nothing was changed.</source>
   <translation>Ihre Dateien und Notizen werden getrennt davon geprüft, und nichts wurde geändert.</translation>
  </message>
  <message>
   <source>{count} entries</source>
   <translation>{count} Vorgänge</translation>
  </message>
  <message>
   <source>{count} entries verified: none is missing or out of its place.</source>
   <translation>{count} Vorgänge geprüft: Keiner fehlt oder steht am falschen Platz.</translation>
  </message>
  <message>
   <source>{count} found</source>
   <translation>{count} gefunden</translation>
  </message>
 </context>
 <context>
  <name>AddContactDialog</name>
  <message>
   <source>A Deedbox card, or a public key that begins with age1, ssh-ed25519 or ssh-rsa.</source>
   <translation>Eine Deedbox-Karte, oder ein öffentlicher Schlüssel, der mit age1, ssh-ed25519 oder ssh-rsa beginnt.</translation>
  </message>
  <message>
   <source>A card's file, or a picture of its QR code.</source>
   <translation>Die Datei einer Karte, oder ein Bild ihres QR-Codes.</translation>
  </message>
  <message>
   <source>A card's file.</source>
   <translation>Die Datei einer Karte.</translation>
  </message>
  <message>
   <source>Add a contact</source>
   <translation>Kontakt hinzufügen</translation>
  </message>
  <message>
   <source>Add contact</source>
   <translation>Kontakt hinzufügen</translation>
  </message>
  <message>
   <source>Another contact has these keys.</source>
   <translation>Ein anderer Kontakt hat diese Schlüssel.</translation>
  </message>
  <message>
   <source>Ask for the card by any way you like: what counts is that you compare its six words afterwards.</source>
   <translation>Bitten Sie um die Karte, auf welchem Weg Sie wollen: Es zählt, dass Sie danach ihre sechs Wörter vergleichen.</translation>
  </message>
  <message>
   <source>Card or key, pasted</source>
   <translation>Karte oder Schlüssel, eingefügt</translation>
  </message>
  <message>
   <source>Choose a card</source>
   <translation>Karte wählen</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>Datei wählen</translation>
  </message>
  <message>
   <source>Name in your contacts</source>
   <translation>Name in Ihren Kontakten</translation>
  </message>
  <message>
   <source>No QR code of a card can be read in that picture. Take it straight on, and closer.</source>
   <translation>Auf diesem Bild lässt sich kein QR-Code einer Karte lesen. Nehmen Sie ihn gerade auf, und näher.</translation>
  </message>
  <message>
   <source>Paste or choose a card first</source>
   <translation>Zuerst eine Karte einfügen oder wählen</translation>
  </message>
  <message>
   <source>Reading {name}</source>
   <translation>{name} wird gelesen</translation>
  </message>
  <message>
   <source>That is no card and no public key.</source>
   <translation>Das ist weder eine Karte noch ein öffentlicher Schlüssel.</translation>
  </message>
  <message>
   <source>These keys are among your contacts already</source>
   <translation>Diese Schlüssel sind schon unter Ihren Kontakten</translation>
  </message>
  <message>
   <source>This is being written down</source>
   <translation>Dies wird aufgeschrieben</translation>
  </message>
  <message>
   <source>Type a name first</source>
   <translation>Zuerst einen Namen eingeben</translation>
  </message>
  <message>
   <source>{name} is among your contacts with another key. Added under this name, nothing is shared with {name} until you have compared the new words.</source>
   <translation>{name} ist unter Ihren Kontakten mit einem anderen Schlüssel. Unter diesem Namen hinzugefügt, wird mit {name} nichts geteilt, bis Sie die neuen Wörter verglichen haben.</translation>
  </message>
 </context>
 <context>
  <name>AddDeviceDialog</name>
  <message>
   <source>A random secret goes into the keyring of this computer ({keyring}).</source>
   <translation>Ein zufälliges Geheimnis kommt in den Schlüsselbund dieses Computers ({keyring}).</translation>
  </message>
  <message>
   <source>Add this device</source>
   <translation>Dieses Gerät hinzufügen</translation>
  </message>
  <message>
   <source>After that it opens nothing, until you add it anew.</source>
   <translation>Danach öffnet es nichts, bis Sie es neu hinzufügen.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>For how long</source>
   <translation>Für wie lange</translation>
  </message>
  <message>
   <source>It opens the vault and nothing more: keys, exports and ways in still ask for another way in.</source>
   <translation>Es öffnet den Tresor und sonst nichts: Schlüssel, Export und Zugänge verlangen weiterhin einen anderen Zugang.</translation>
  </message>
  <message>
   <source>Log in with a keyring that is unlocked, such as the Secret Service of your desktop.</source>
   <translation>Melden Sie sich mit einem entsperrten Schlüsselbund an, etwa dem Secret Service Ihrer Arbeitsumgebung.</translation>
  </message>
  <message>
   <source>Nothing was stored. The vault opens as before.</source>
   <translation>Nichts wurde abgelegt. Der Tresor öffnet sich wie zuvor.</translation>
  </message>
  <message>
   <source>Remove it from any other device if this one is lost.</source>
   <translation>Entfernen Sie es von jedem anderen Gerät aus, wenn dieses verloren geht.</translation>
  </message>
  <message>
   <source>The vault then opens here without a password: it is as safe as your login, and no safer.</source>
   <translation>Der Tresor öffnet sich dann hier ohne Passwort: Er ist so sicher wie Ihre Anmeldung, und nicht sicherer.</translation>
  </message>
  <message>
   <source>There is no keyring</source>
   <translation>Es gibt keinen Schlüsselbund</translation>
  </message>
 </context>
 <context>
  <name>AddKitDialog</name>
  <message>
   <source>A new kit takes the place of “{name}”, whose words are kept nowhere.</source>
   <translation>Ein neuer Bogen tritt an die Stelle von „{name}“, dessen Wörter nirgends aufbewahrt sind.</translation>
  </message>
  <message>
   <source>Add a recovery kit</source>
   <translation>Wiederherstellungsbogen hinzufügen</translation>
  </message>
  <message>
   <source>Give each page to somebody else: any {k} of the {n} open the vault, and fewer tell nothing at all.</source>
   <translation>Geben Sie jede Seite jemand anderem: Je {k} von {n} öffnen den Tresor, und weniger verraten gar nichts.</translation>
  </message>
  <message>
   <source>How many pages</source>
   <translation>Wie viele Seiten</translation>
  </message>
  <message>
   <source>In several hands</source>
   <translation>In mehreren Händen</translation>
  </message>
  <message>
   <source>It is shown once and kept nowhere. You type it once to see that it is right.</source>
   <translation>Sie wird einmal gezeigt und nirgends aufbewahrt. Sie geben sie einmal ein, um zu sehen, dass sie stimmt.</translation>
  </message>
  <message>
   <source>Make the kit</source>
   <translation>Bogen erstellen</translation>
  </message>
  <message>
   <source>Needed to open the vault</source>
   <translation>Zum Öffnen nötig</translation>
  </message>
  <message>
   <source>Old copies and backups of the vault still open with the old page.</source>
   <translation>Alte Kopien und Backups des Tresors öffnen sich weiterhin mit der alten Seite.</translation>
  </message>
  <message>
   <source>One page</source>
   <translation>Eine Seite</translation>
  </message>
  <message>
   <source>One page of words opens the vault when the password is forgotten, or you are not there.</source>
   <translation>Eine Seite mit Wörtern öffnet den Tresor, wenn das Passwort vergessen ist oder Sie nicht da sind.</translation>
  </message>
  <message>
   <source>Pages</source>
   <translation>Seiten</translation>
  </message>
  <message>
   <source>Print a new kit</source>
   <translation>Neuen Bogen drucken</translation>
  </message>
  <message>
   <source>The old page opens the vault until the new one was typed back; then destroy it.</source>
   <translation>Die alte Seite öffnet den Tresor, bis die neue abgetippt wurde; vernichten Sie sie dann.</translation>
  </message>
  <message>
   <source>Whoever has the page has the vault: keep it where you keep a deed.</source>
   <translation>Wer die Seite hat, hat den Tresor: Bewahren Sie sie auf wie eine Urkunde.</translation>
  </message>
 </context>
 <context>
  <name>AddPasswordDialog</name>
  <message>
   <source>A keyfile is missing.</source>
   <translation>Eine Schlüsseldatei fehlt.</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Add a keyfile with a password</source>
   <translation>Schlüsseldatei mit Passwort hinzufügen</translation>
  </message>
  <message>
   <source>Add a password</source>
   <translation>Passwort hinzufügen</translation>
  </message>
  <message>
   <source>Both are needed together: keep the file on a USB stick, and a copy of it elsewhere. If a single bit of it changes, this way in opens nothing.</source>
   <translation>Beide werden zusammen gebraucht: Bewahren Sie die Datei auf einem USB-Stick auf, und eine Kopie davon anderswo. Ändert sich darin ein einziges Bit, öffnet dieser Zugang nichts mehr.</translation>
  </message>
  <message>
   <source>Choose one, or make a new one.</source>
   <translation>Wählen Sie eine, oder erstellen Sie eine neue.</translation>
  </message>
 </context>
 <context>
  <name>AddedDialog</name>
  <message numerus="yes">
   <source>%Ln file(s) or folder(s) were left out.</source>
   <translation>
    <numerusform>%Ln Datei oder Ordner wurde ausgelassen.</numerusform>
    <numerusform>%Ln Dateien oder Ordner wurden ausgelassen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message numerus="yes">
   <source>They are where they were. %Ln item(s) came in.</source>
   <translation>
    <numerusform>Das Ausgelassene ist, wo es war. %Ln Eintrag kam herein.</numerusform>
    <numerusform>Das Ausgelassene ist, wo es war. %Ln Einträge kamen herein.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Badge</name>
  <message>
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <source>Damaged</source>
   <translation>Beschädigt</translation>
  </message>
  <message>
   <source>Found</source>
   <translation>Gefunden</translation>
  </message>
  <message>
   <source>Never tested</source>
   <translation>Nie getestet</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <source>Not proven</source>
   <translation>Nicht bewiesen</translation>
  </message>
  <message>
   <source>Proven</source>
   <translation>Bewiesen</translation>
  </message>
  <message>
   <source>Running</source>
   <translation>Läuft</translation>
  </message>
  <message>
   <source>Tested</source>
   <translation>Getestet</translation>
  </message>
  <message>
   <source>Verified</source>
   <translation>Verifiziert</translation>
  </message>
 </context>
 <context>
  <name>Banner</name>
  <message>
   <source>Attention</source>
   <translation>Achtung</translation>
  </message>
 </context>
 <context>
  <name>Breadcrumbs</name>
  <message>
   <source>Folders between</source>
   <translation>Ordner dazwischen</translation>
  </message>
  <message>
   <source>Where this folder is</source>
   <translation>Wo dieser Ordner ist</translation>
  </message>
 </context>
 <context>
  <name>CardDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy text</source>
   <translation>Text kopieren</translation>
  </message>
  <message>
   <source>My card</source>
   <translation>Meine Karte</translation>
  </message>
  <message>
   <source>QR code of the card of {name}</source>
   <translation>QR-Code der Karte von {name}</translation>
  </message>
  <message>
   <source>Save picture</source>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <source>This code is the whole card, and holds nothing secret. Whoever reads it compares the words with you.</source>
   <translation>Dieser Code ist die ganze Karte und enthält nichts Geheimes. Wer ihn liest, vergleicht die Wörter mit Ihnen.</translation>
  </message>
 </context>
 <context>
  <name>ChangePasswordDialog</name>
  <message>
   <source>Change password</source>
   <translation>Passwort ändern</translation>
  </message>
  <message>
   <source>Old backups and old copies of the vault still open with the old password.</source>
   <translation>Alte Backups und alte Kopien des Tresors öffnen sich weiterhin mit dem alten Passwort.</translation>
  </message>
  <message>
   <source>The password was changed.</source>
   <translation>Das Passwort wurde geändert.</translation>
  </message>
  <message>
   <source>The vault gets a new key at the same time: what is written later needs the new password.</source>
   <translation>Der Tresor erhält zugleich einen neuen Schlüssel: Für das, was später geschrieben wird, braucht man das neue Passwort.</translation>
  </message>
  <message>
   <source>The vault opens with the new one only. Old backups and old copies still open with the old one: make a new backup, and put away what you do not need.</source>
   <translation>Der Tresor öffnet sich nur noch mit dem neuen. Alte Backups und alte Kopien öffnen sich weiterhin mit dem alten: Machen Sie ein neues Backup, und räumen Sie weg, was Sie nicht brauchen.</translation>
  </message>
  <message>
   <source>Which password</source>
   <translation>Welches Passwort</translation>
  </message>
  <message>
   <source>Which password is replaced</source>
   <translation>Welches Passwort ersetzt wird</translation>
  </message>
 </context>
 <context>
  <name>Changes</name>
  <message>
   <source>A few seconds</source>
   <translation>Ein paar Sekunden</translation>
  </message>
  <message>
   <source>A key has leaked, a device was lost, or somebody left</source>
   <translation>Ein Schlüssel ist bekannt geworden, ein Gerät ging verloren, oder jemand ist gegangen</translation>
  </message>
  <message>
   <source>A second</source>
   <translation>Eine Sekunde</translation>
  </message>
  <message>
   <source>Also gives every file a new key, so that no old vault key opens them.</source>
   <translation>Gibt auch jeder Datei einen neuen Schlüssel, sodass kein alter Tresorschlüssel sie öffnet.</translation>
  </message>
  <message>
   <source>Also locks all later changes under a fresh key. A good yearly habit.</source>
   <translation>Stellt auch alle späteren Änderungen unter einen frischen Schlüssel. Eine gute jährliche Gewohnheit.</translation>
  </message>
  <message>
   <source>Change password</source>
   <translation>Passwort ändern</translation>
  </message>
  <message>
   <source>Make a new key</source>
   <translation>Neuen Schlüssel erzeugen</translation>
  </message>
  <message>
   <source>Make new secrets</source>
   <translation>Neue Geheimnisse erzeugen</translation>
  </message>
  <message>
   <source>New secrets: a new password and a new recovery kit, a new vault key, everything re-encrypted. No way in of today opens the vault afterwards.</source>
   <translation>Neue Geheimnisse: ein neues Passwort und ein neuer Wiederherstellungsbogen, ein neuer Tresorschlüssel, alles neu verschlüsselt. Kein heutiger Zugang öffnet den Tresor danach.</translation>
  </message>
  <message>
   <source>New vault key</source>
   <translation>Neuer Tresorschlüssel</translation>
  </message>
  <message>
   <source>Old backups and sent shares still open as before.</source>
   <translation>Alte Backups und verschickte Freigaben öffnen sich wie zuvor.</translation>
  </message>
  <message>
   <source>Old backups still hold the keys of old files.</source>
   <translation>Alte Backups enthalten weiterhin die Schlüssel alter Dateien.</translation>
  </message>
  <message>
   <source>Old backups still open with the old password.</source>
   <translation>Alte Backups öffnen sich weiterhin mit dem alten Passwort.</translation>
  </message>
  <message>
   <source>Re-encrypt</source>
   <translation>Neu verschlüsseln</translation>
  </message>
  <message>
   <source>Re-encrypt everything</source>
   <translation>Alles neu verschlüsseln</translation>
  </message>
  <message>
   <source>Replaces the words you type. Do this when somebody may have seen them.</source>
   <translation>Ersetzt die Wörter, die Sie eingeben. Tun Sie das, wenn jemand sie gesehen haben könnte.</translation>
  </message>
 </context>
 <context>
  <name>CheckDialog</name>
  <message numerus="yes">
   <source>%Ln finding(s) need you.</source>
   <translation>
    <numerusform>%Ln Befund braucht Ihre Hilfe.</numerusform>
    <numerusform>%Ln Befunde brauchen Ihre Hilfe.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s), {size}</source>
   <translation>
    <numerusform>%Ln Eintrag, {size}</numerusform>
    <numerusform>%Ln Einträge, {size}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln leftover(s) lie in the folder. They are harmless.</source>
   <translation>
    <numerusform>%Ln Überrest liegt im Ordner. Er ist harmlos.</numerusform>
    <numerusform>%Ln Überreste liegen im Ordner. Sie sind harmlos.</numerusform>
   </translation>
  </message>
  <message>
   <source>A check reads; it proves no restore.</source>
   <translation>Eine Prüfung liest; sie beweist keine Wiederherstellung.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Check</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>Check again</source>
   <translation>Noch einmal prüfen</translation>
  </message>
  <message>
   <source>Check the vault</source>
   <translation>Tresor prüfen</translation>
  </message>
  <message>
   <source>Checking the vault</source>
   <translation>Tresor wird geprüft</translation>
  </message>
  <message>
   <source>Clean up</source>
   <translation>Aufräumen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Compares each file of the vault's folder with its seal, without opening what is in it.</source>
   <translation>Vergleicht jede Datei im Tresorordner mit ihrem Siegel, ohne zu öffnen, was darin ist.</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <source>Damaged bytes are never shown, and nothing was changed. Keep your backups.</source>
   <translation>Beschädigte Bytes werden nie gezeigt, und nichts wurde geändert. Behalten Sie Ihre Backups.</translation>
  </message>
  <message>
   <source>Every byte</source>
   <translation>Jedes Byte</translation>
  </message>
  <message>
   <source>Everything in the vault is read again and compared with what was written.</source>
   <translation>Alles im Tresor wird noch einmal gelesen und mit dem verglichen, was geschrieben wurde.</translation>
  </message>
  <message>
   <source>Fast</source>
   <translation>Schnell</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
  <message>
   <source>How much is read</source>
   <translation>Wie viel gelesen wird</translation>
  </message>
  <message>
   <source>Opens every item and every version. It takes as long as reading the vault's whole folder.</source>
   <translation>Öffnet jeden Eintrag und jede Version. Das dauert so lange wie das Lesen des ganzen Tresorordners.</translation>
  </message>
  <message>
   <source>Repair</source>
   <translation>Reparieren</translation>
  </message>
  <message>
   <source>Show item</source>
   <translation>Eintrag zeigen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
  <message>
   <source>This finding is about no single item</source>
   <translation>Dieser Befund betrifft keinen einzelnen Eintrag</translation>
  </message>
  <message>
   <source>With names of items</source>
   <translation>Mit Namen der Einträge</translation>
  </message>
  <message>
   <source>{all} findings; the first {named} are listed.</source>
   <translation>{all} Befunde; die ersten {named} sind aufgeführt.</translation>
  </message>
  <message>
   <source>{extent}: everything is as it was written.</source>
   <translation>{extent}: Alles ist so, wie es geschrieben wurde.</translation>
  </message>
 </context>
 <context>
  <name>ChosenPeople</name>
  <message>
   <source>Remove {name}</source>
   <translation>{name} entfernen</translation>
  </message>
 </context>
 <context>
  <name>ClashDialog</name>
  <message numerus="yes">
   <source>%Ln name(s) in that folder are taken.</source>
   <translation>
    <numerusform>%Ln Name in diesem Ordner ist vergeben.</numerusform>
    <numerusform>%Ln Namen in diesem Ordner sind vergeben.</numerusform>
   </translation>
  </message>
  <message>
   <source>Keep both</source>
   <translation>Beide behalten</translation>
  </message>
  <message>
   <source>Names are taken</source>
   <translation>Namen sind vergeben</translation>
  </message>
  <message>
   <source>Names that are taken</source>
   <translation>Vergebene Namen</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>Replaced files are gone for good. To keep both, the copies get a number.</source>
   <translation>Ersetzte Dateien sind endgültig weg. Sollen beide bleiben, erhalten die Kopien eine Nummer.</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>There is something called “{name}” in that folder.</source>
   <translation>In diesem Ordner gibt es schon etwas namens „{name}“.</translation>
  </message>
 </context>
 <context>
  <name>CleaningDialog</name>
  <message numerus="yes">
   <source>%Ln container(s) written anew.</source>
   <translation>
    <numerusform>%Ln Behälter neu geschrieben.</numerusform>
    <numerusform>%Ln Behälter neu geschrieben.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln leftover(s) removed.</source>
   <translation>
    <numerusform>%Ln Überrest entfernt.</numerusform>
    <numerusform>%Ln Überreste entfernt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Another program reads the vault now: its old files stay until a later clean-up.</source>
   <translation>Ein anderes Programm liest den Tresor gerade: Seine alten Dateien bleiben bis zu einem späteren Aufräumen.</translation>
  </message>
  <message>
   <source>Clean up</source>
   <translation>Aufräumen</translation>
  </message>
  <message>
   <source>Clean up the vault</source>
   <translation>Tresor aufräumen</translation>
  </message>
  <message>
   <source>Cleaning up</source>
   <translation>Aufräumen läuft</translation>
  </message>
  <message>
   <source>Forget the older catalog now</source>
   <translation>Den älteren Katalog jetzt vergessen</translation>
  </message>
  <message>
   <source>Leftovers of interrupted work are removed, and the space of what was removed for good is given back. No item and no version is touched.</source>
   <translation>Überreste unterbrochener Arbeit werden entfernt, und der Platz des endgültig Entfernten wird frei. Kein Eintrag und keine Version wird berührt.</translation>
  </message>
  <message>
   <source>The catalog from before the last large change goes, with the names in it, and damaged ones that a repair kept aside; they could no longer stand in if the one of today is damaged.</source>
   <translation>Der Katalog von vor der letzten großen Änderung geht, mit den Namen darin, und beschädigte, die eine Reparatur beiseite gelegt hat; sie könnten nicht mehr einspringen, wenn der heutige beschädigt wird.</translation>
  </message>
  <message>
   <source>The clean-up was stopped.</source>
   <translation>Das Aufräumen wurde angehalten.</translation>
  </message>
  <message>
   <source>There was nothing to clean up.</source>
   <translation>Es gab nichts aufzuräumen.</translation>
  </message>
  <message>
   <source>What was removed before stays removed.</source>
   <translation>Was vorher entfernt wurde, bleibt entfernt.</translation>
  </message>
  <message>
   <source>{size} freed.</source>
   <translation>{size} freigegeben.</translation>
  </message>
 </context>
 <context>
  <name>ClipboardNote</name>
  <message>
   <source>Clear now</source>
   <translation>Jetzt leeren</translation>
  </message>
  <message numerus="yes">
   <source>Clipboard is cleared in %Ln s</source>
   <translation>
    <numerusform>Zwischenablage wird in %Ln s geleert</numerusform>
    <numerusform>Zwischenablage wird in %Ln s geleert</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CodeEntry</name>
  <message numerus="yes">
   <source>%Ln page(s) to go.</source>
   <translation>
    <numerusform>Noch %Ln Seite fehlt.</numerusform>
    <numerusform>Noch %Ln Seiten fehlen.</numerusform>
   </translation>
  </message>
  <message>
   <source>All pages that are needed are there, and right.</source>
   <translation>Alle nötigen Seiten sind da und stimmen.</translation>
  </message>
  <message>
   <source>All words are on the list, but two of them are swapped, or several are others on the page.</source>
   <translation>Alle Wörter stehen auf der Liste, aber zwei davon sind vertauscht, oder mehrere lauten auf der Seite anders.</translation>
  </message>
  <message>
   <source>All {count} words are right.</source>
   <translation>Alle {count} Wörter stimmen.</translation>
  </message>
  <message>
   <source>Capitals, line breaks and numbers make no difference.</source>
   <translation>Großbuchstaben, Zeilenumbrüche und Nummern spielen keine Rolle.</translation>
  </message>
  <message>
   <source>Look at word {number} again: it is probably another one on the page.</source>
   <translation>Sehen Sie Wort {number} noch einmal an: Auf der Seite steht wahrscheinlich ein anderes.</translation>
  </message>
  <message>
   <source>My kit has several pages</source>
   <translation>Mein Bogen hat mehrere Seiten</translation>
  </message>
  <message>
   <source>My kit is a single page</source>
   <translation>Mein Bogen ist eine einzelne Seite</translation>
  </message>
  <message>
   <source>Page {number} is right</source>
   <translation>Seite {number} stimmt</translation>
  </message>
  <message>
   <source>Start again</source>
   <translation>Von vorn beginnen</translation>
  </message>
  <message numerus="yes">
   <source>That page is right. %Ln more to go.</source>
   <translation>
    <numerusform>Diese Seite stimmt. Noch %Ln fehlt.</numerusform>
    <numerusform>Diese Seite stimmt. Noch %Ln fehlen.</numerusform>
   </translation>
  </message>
  <message>
   <source>The {count} words of one page</source>
   <translation>Die {count} Wörter einer Seite</translation>
  </message>
  <message>
   <source>The {count} words of the recovery kit</source>
   <translation>Die {count} Wörter des Wiederherstellungsbogens</translation>
  </message>
  <message>
   <source>These are {count} words, and the kit has {of}: one is there twice, or was torn apart.</source>
   <translation>Das sind {count} Wörter, und der Bogen hat {of}: Eines ist doppelt oder wurde zerteilt.</translation>
  </message>
  <message>
   <source>These pages do not go together. Begin with the first one again.</source>
   <translation>Diese Seiten gehören nicht zusammen. Beginnen Sie noch einmal mit der ersten.</translation>
  </message>
  <message>
   <source>These words are of no recovery kit of Deedbox.</source>
   <translation>Diese Wörter gehören zu keinem Wiederherstellungsbogen von Deedbox.</translation>
  </message>
  <message>
   <source>These {count} words do not belong together: one of them is another one, or two are swapped.</source>
   <translation>Diese {count} Wörter gehören nicht zusammen: Eines davon ist ein anderes, oder zwei sind vertauscht.</translation>
  </message>
  <message>
   <source>This page is of another kit than the ones before.</source>
   <translation>Diese Seite gehört zu einem anderen Bogen als die vorigen.</translation>
  </message>
  <message>
   <source>Use “{word}”</source>
   <translation>„{word}“ nehmen</translation>
  </message>
  <message>
   <source>Word {number} is not one of the list: “{word}”.</source>
   <translation>Wort {number} steht nicht auf der Liste: „{word}“.</translation>
  </message>
  <message>
   <source>{count} of {of} words, so far each of them is on the list.</source>
   <translation>{count} von {of} Wörtern, bisher steht jedes davon auf der Liste.</translation>
  </message>
 </context>
 <context>
  <name>CompareDialog</name>
  <message>
   <source>Both versions are the same.</source>
   <translation>Beide Versionen sind gleich.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Compare versions</source>
   <translation>Versionen vergleichen</translation>
  </message>
  <message>
   <source>Makes it the current one; the one before stays a version</source>
   <translation>Macht sie zur aktuellen; die vorige bleibt eine Version</translation>
  </message>
  <message>
   <source>Next change</source>
   <translation>Nächste Änderung</translation>
  </message>
  <message>
   <source>Nothing changed</source>
   <translation>Nichts hat sich geändert</translation>
  </message>
  <message>
   <source>Previous change</source>
   <translation>Vorige Änderung</translation>
  </message>
  <message>
   <source>Reading both versions</source>
   <translation>Beide Versionen werden gelesen</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Restore version {number}</source>
   <translation>Version {number} wiederherstellen</translation>
  </message>
  <message>
   <source>This is no text: its versions can only be looked at one by one.</source>
   <translation>Das ist kein Text: Seine Versionen lassen sich nur einzeln ansehen.</translation>
  </message>
  <message>
   <source>Version {number}, {moment}</source>
   <translation>Version {number}, {moment}</translation>
  </message>
  <message>
   <source>What changed</source>
   <translation>Was sich geändert hat</translation>
  </message>
 </context>
 <context>
  <name>Comparison</name>
  <message numerus="yes">
   <source>%Ln line(s) added</source>
   <translation>
    <numerusform>%Ln Zeile hinzugefügt</numerusform>
    <numerusform>%Ln Zeilen hinzugefügt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln line(s) changed</source>
   <translation>
    <numerusform>%Ln Zeile geändert</numerusform>
    <numerusform>%Ln Zeilen geändert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln line(s) removed</source>
   <translation>
    <numerusform>%Ln Zeile entfernt</numerusform>
    <numerusform>%Ln Zeilen entfernt</numerusform>
   </translation>
  </message>
  <message>
   <source>Only the beginning is shown.</source>
   <translation>Nur der Anfang wird gezeigt.</translation>
  </message>
 </context>
 <context>
  <name>Conflict</name>
  <message>
   <source>Compare and choose</source>
   <translation>Vergleichen und wählen</translation>
  </message>
  <message>
   <source>Compare them and choose, or keep both.</source>
   <translation>Vergleichen Sie und wählen Sie, oder behalten Sie beide.</translation>
  </message>
  <message>
   <source>Restore the note</source>
   <translation>Notiz wiederherstellen</translation>
  </message>
  <message>
   <source>Restore the note, or save your text as a new one.</source>
   <translation>Stellen Sie die Notiz wieder her, oder speichern Sie Ihren Text als neue.</translation>
  </message>
  <message>
   <source>Save as a new note</source>
   <translation>Als neue Notiz speichern</translation>
  </message>
  <message>
   <source>Save it as a new note to keep it.</source>
   <translation>Speichern Sie ihn als neue Notiz, um ihn zu behalten.</translation>
  </message>
  <message>
   <source>This note was changed elsewhere meanwhile.</source>
   <translation>Diese Notiz wurde inzwischen anderswo geändert.</translation>
  </message>
  <message>
   <source>This note was put into the trash meanwhile.</source>
   <translation>Diese Notiz wurde inzwischen in den Papierkorb gelegt.</translation>
  </message>
  <message>
   <source>This note was removed for good elsewhere.</source>
   <translation>Diese Notiz wurde anderswo endgültig entfernt.</translation>
  </message>
  <message>
   <source>Your text is here, and the other version is in the vault.</source>
   <translation>Ihr Text ist hier, und die andere Version ist im Tresor.</translation>
  </message>
  <message>
   <source>Your text is here, and was not saved into it.</source>
   <translation>Ihr Text ist hier und wurde nicht darin gespeichert.</translation>
  </message>
  <message>
   <source>Your text is here.</source>
   <translation>Ihr Text ist hier.</translation>
  </message>
 </context>
 <context>
  <name>ConflictDialog</name>
  <message>
   <source>Both texts are the same.</source>
   <translation>Beide Texte sind gleich.</translation>
  </message>
  <message>
   <source>Both: theirs stays this note, mine becomes a new note beside it.</source>
   <translation>Beide: Die andere bleibt diese Notiz, meine wird eine neue Notiz daneben.</translation>
  </message>
  <message>
   <source>Comparing</source>
   <translation>Wird verglichen</translation>
  </message>
  <message>
   <source>Keep both</source>
   <translation>Beide behalten</translation>
  </message>
  <message>
   <source>Keep mine</source>
   <translation>Meine behalten</translation>
  </message>
  <message>
   <source>Keep theirs</source>
   <translation>Die andere behalten</translation>
  </message>
  <message>
   <source>Mine or theirs: the other one stays among the versions, and can be restored from there.</source>
   <translation>Meine oder die andere: Die jeweils übrige bleibt unter den Versionen und lässt sich von dort wiederherstellen.</translation>
  </message>
  <message>
   <source>Mine: not saved yet</source>
   <translation>Meine: noch nicht gespeichert</translation>
  </message>
  <message>
   <source>Theirs: version {number}, saved {moment}</source>
   <translation>Die andere: Version {number}, gespeichert: {moment}</translation>
  </message>
  <message>
   <source>This note was changed elsewhere while you wrote. Nothing is lost, whatever you choose.</source>
   <translation>Diese Notiz wurde anderswo geändert, während Sie schrieben. Nichts geht verloren, egal was Sie wählen.</translation>
  </message>
  <message>
   <source>Two versions of this note</source>
   <translation>Zwei Versionen dieser Notiz</translation>
  </message>
  <message>
   <source>What differs</source>
   <translation>Was sich unterscheidet</translation>
  </message>
 </context>
 <context>
  <name>ContactSheet</name>
  <message>
   <source>Added on {date}.</source>
   <translation>Hinzugefügt am {date}.</translation>
  </message>
  <message>
   <source>Compare words</source>
   <translation>Wörter vergleichen</translation>
  </message>
  <message>
   <source>Copy key</source>
   <translation>Schlüssel kopieren</translation>
  </message>
  <message>
   <source>Fingerprint: {fingerprint}</source>
   <translation>Fingerabdruck: {fingerprint}</translation>
  </message>
  <message>
   <source>More with this contact</source>
   <translation>Mehr zu diesem Kontakt</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
  <message>
   <source>The words of the key that is in use:</source>
   <translation>Die Wörter des Schlüssels, der in Gebrauch ist:</translation>
  </message>
  <message>
   <source>These are the words of the new key. Nothing can be shared with it, nor received, until you have compared them with {name}.</source>
   <translation>Das sind die Wörter des neuen Schlüssels. Mit ihm lässt sich nichts teilen und nichts empfangen, bis Sie sie mit {name} verglichen haben.</translation>
  </message>
  <message>
   <source>You can share already, but the key could belong to somebody else. Compare these words by phone or in person.</source>
   <translation>Sie können schon teilen, aber der Schlüssel könnte jemand anderem gehören. Vergleichen Sie diese Wörter am Telefon oder persönlich.</translation>
  </message>
 </context>
 <context>
  <name>ContactsPage</name>
  <message>
   <source>Add a contact</source>
   <translation>Kontakt hinzufügen</translation>
  </message>
  <message>
   <source>Added {name}. Compare the words before you share something that matters.</source>
   <translation>{name} hinzugefügt. Vergleichen Sie die Wörter, bevor Sie etwas Wichtiges teilen.</translation>
  </message>
  <message>
   <source>Ask somebody for their card, or for an age or SSH key, and add it. Or drop a card on this page.</source>
   <translation>Bitten Sie jemanden um seine Karte, oder um einen age- oder SSH-Schlüssel, und fügen Sie sie hinzu. Oder legen Sie eine Karte auf dieser Seite ab.</translation>
  </message>
  <message>
   <source>Compare words</source>
   <translation>Wörter vergleichen</translation>
  </message>
  <message>
   <source>Contacts</source>
   <translation>Kontakte</translation>
  </message>
  <message>
   <source>Contacts are the people you share with.</source>
   <translation>Kontakte sind die Personen, mit denen Sie teilen.</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <source>Forget this key</source>
   <translation>Diesen Schlüssel vergessen</translation>
  </message>
  <message>
   <source>Name in your contacts</source>
   <translation>Name in Ihren Kontakten</translation>
  </message>
  <message>
   <source>People</source>
   <translation>Personen</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove contact</source>
   <translation>Kontakt entfernen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Shares made for this key do not open here any more.</source>
   <translation>Freigaben, die für diesen Schlüssel gemacht sind, öffnen sich hier nicht mehr.</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
  <message>
   <source>What came in already stays. The file the key came from is not touched.</source>
   <translation>Was schon hereinkam, bleibt. Die Datei, aus der der Schlüssel kam, wird nicht angerührt.</translation>
  </message>
  <message>
   <source>What you shared stays with them and in the register. Added again later, the words are compared anew.</source>
   <translation>Was Sie geteilt haben, bleibt dort und im Register. Später neu hinzugefügt, werden die Wörter neu verglichen.</translation>
  </message>
  <message>
   <source>Whom you share with, and how sure you can be that a key is theirs.</source>
   <translation>Mit wem Sie teilen, und wie sicher Sie sein können, dass ein Schlüssel dieser Person gehört.</translation>
  </message>
  <message>
   <source>{name} and the key are taken out of your contacts.</source>
   <translation>{name} und der Schlüssel werden aus Ihren Kontakten genommen.</translation>
  </message>
  <message>
   <source>{name} has new keys, signed by the ones you compared.</source>
   <translation>{name} hat neue Schlüssel, unterschrieben mit denen, die Sie verglichen haben.</translation>
  </message>
  <message>
   <source>{name} is blocked until you have compared the new words.</source>
   <translation>{name} ist gesperrt, bis Sie die neuen Wörter verglichen haben.</translation>
  </message>
  <message>
   <source>{name} is verified.</source>
   <translation>{name} ist verifiziert.</translation>
  </message>
 </context>
 <context>
  <name>CopyOutDialog</name>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message numerus="yes">
   <source>Copy %Ln item(s) out of the vault.</source>
   <translation>
    <numerusform>%Ln Eintrag aus dem Tresor herauskopieren.</numerusform>
    <numerusform>%Ln Einträge aus dem Tresor herauskopieren.</numerusform>
   </translation>
  </message>
  <message>
   <source>Copy out</source>
   <translation>Herauskopieren</translation>
  </message>
  <message>
   <source>Copy “{name}” out of the vault.</source>
   <translation>„{name}“ aus dem Tresor herauskopieren.</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Name a folder, from the top of the disk.</source>
   <translation>Geben Sie einen Ordner mit vollem Pfad an.</translation>
  </message>
  <message>
   <source>The copy on the disk is not encrypted. Whoever has the disk can read it.</source>
   <translation>Die Kopie auf dem Datenträger ist nicht verschlüsselt. Wer den Datenträger hat, kann sie lesen.</translation>
  </message>
  <message>
   <source>Where to copy to</source>
   <translation>Wohin kopiert wird</translation>
  </message>
 </context>
 <context>
  <name>CreatePage</name>
  <message>
   <source>A keyfile is a plain file of 1 byte to 1 MiB. Choose another one.</source>
   <translation>Eine Schlüsseldatei ist eine gewöhnliche Datei von 1 Byte bis 1 MiB. Wählen Sie eine andere.</translation>
  </message>
  <message>
   <source>A second way in, on paper: whoever has the page opens the vault without the password.</source>
   <translation>Ein zweiter Zugang, auf Papier: Wer die Seite hat, öffnet den Tresor ohne das Passwort.</translation>
  </message>
  <message>
   <source>A vault is a folder. It can be on any disk, and be moved later.</source>
   <translation>Ein Tresor ist ein Ordner. Er kann auf jedem Datenträger liegen und später verschoben werden.</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Choose a name and a place that are free first</source>
   <translation>Zuerst einen Namen und einen Ort wählen, die frei sind</translation>
  </message>
  <message>
   <source>Create a vault</source>
   <translation>Tresor anlegen</translation>
  </message>
  <message>
   <source>Create a vault, step {step} of {steps}</source>
   <translation>Tresor anlegen, Schritt {step} von {steps}</translation>
  </message>
  <message>
   <source>Create the vault</source>
   <translation>Tresor anlegen</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>It is the key to everything in “{name}”.</source>
   <translation>Es ist der Schlüssel zu allem in „{name}“.</translation>
  </message>
  <message>
   <source>My Papers</source>
   <translation>Meine Papiere</translation>
  </message>
  <message>
   <source>Name and place</source>
   <translation>Name und Ort</translation>
  </message>
  <message>
   <source>Nobody can reset this password. If it is forgotten, only a recovery kit opens the vault: the next step.</source>
   <translation>Niemand kann dieses Passwort zurücksetzen. Ist es vergessen, öffnet nur ein Wiederherstellungsbogen den Tresor: der nächste Schritt.</translation>
  </message>
  <message>
   <source>Nothing was made.</source>
   <translation>Nichts wurde angelegt.</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Recovery kit</source>
   <translation>Wiederherstellungsbogen</translation>
  </message>
  <message>
   <source>Something is there already under that name. Choose another name.</source>
   <translation>Unter diesem Namen gibt es schon etwas. Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>The keyfile cannot be used.</source>
   <translation>Die Schlüsseldatei lässt sich nicht verwenden.</translation>
  </message>
  <message>
   <source>This password is weak.</source>
   <translation>Dieses Passwort ist schwach.</translation>
  </message>
  <message>
   <source>Use it anyway</source>
   <translation>Trotzdem verwenden</translation>
  </message>
  <message>
   <source>Whoever gets hold of the vault's folder may open it. Add a word or two, or use it anyway.</source>
   <translation>Wer den Ordner des Tresors in die Hände bekommt, kann ihn womöglich öffnen. Fügen Sie ein oder zwei Wörter hinzu, oder nehmen Sie es trotzdem.</translation>
  </message>
 </context>
 <context>
  <name>Crumb</name>
  <message>
   <source>Go to {folder}</source>
   <translation>Zu {folder}</translation>
  </message>
 </context>
 <context>
  <name>Delay</name>
  <message numerus="yes">
   <source>%Ln wrong attempt(s) on this computer.</source>
   <translation>
    <numerusform>%Ln Fehlversuch auf diesem Computer.</numerusform>
    <numerusform>%Ln Fehlversuche auf diesem Computer.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The next one can be tried in %Ln second(s).</source>
   <translation>
    <numerusform>Der nächste ist in %Ln Sekunde möglich.</numerusform>
    <numerusform>Der nächste ist in %Ln Sekunden möglich.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DetailPane</name>
  <message numerus="yes">
   <source>%Ln item(s) chosen</source>
   <translation>
    <numerusform>%Ln Eintrag gewählt</numerusform>
    <numerusform>%Ln Einträge gewählt</numerusform>
   </translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Choose an item to see it here.</source>
   <translation>Einen Eintrag wählen, um ihn hier zu sehen.</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>More than can be counted here</source>
   <translation>Mehr, als sich hier zählen lässt</translation>
  </message>
  <message>
   <source>{size} together</source>
   <translation>{size} insgesamt</translation>
  </message>
 </context>
 <context>
  <name>Dialog</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
 </context>
 <context>
  <name>DragOut</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag</numerusform>
    <numerusform>%Ln Einträge</numerusform>
   </translation>
  </message>
  <message>
   <source>Check the vault to see what is affected.</source>
   <translation>Prüfen Sie den Tresor, um zu sehen, was betroffen ist.</translation>
  </message>
  <message>
   <source>In the vault everything is as before.</source>
   <translation>Im Tresor ist alles wie zuvor.</translation>
  </message>
  <message>
   <source>Items cannot be dragged out on this system.</source>
   <translation>Auf diesem System lassen sich Einträge nicht herausziehen.</translation>
  </message>
  <message>
   <source>Nothing was copied.</source>
   <translation>Nichts wurde kopiert.</translation>
  </message>
  <message>
   <source>That is too much to be dragged out.</source>
   <translation>Das ist zu viel, um herausgezogen zu werden.</translation>
  </message>
  <message>
   <source>The items could not be copied out.</source>
   <translation>Die Einträge ließen sich nicht herauskopieren.</translation>
  </message>
  <message>
   <source>There is no private place in memory for plain copies, and none is put on the disk.</source>
   <translation>Für Klartextkopien gibt es keinen privaten Ort im Arbeitsspeicher, und auf den Datenträger kommen keine.</translation>
  </message>
  <message>
   <source>Use Copy out instead.</source>
   <translation>Nehmen Sie stattdessen „Herauskopieren“.</translation>
  </message>
 </context>
 <context>
  <name>DrillDialog</name>
  <message numerus="yes">
   <source>%Ln file(s) and note(s) came out whole.</source>
   <translation>
    <numerusform>%Ln Datei oder Notiz kam vollständig zurück.</numerusform>
    <numerusform>%Ln Dateien und Notizen kamen vollständig zurück.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) changed in the vault or left it since.</source>
   <translation>
    <numerusform>%Ln Eintrag hat sich im Tresor seither geändert oder ist nicht mehr da.</numerusform>
    <numerusform>%Ln Einträge haben sich im Tresor seither geändert oder sind nicht mehr da.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln thing(s) did not, named below.</source>
   <translation>
    <numerusform>%Ln nicht, unten genannt.</numerusform>
    <numerusform>%Ln nicht, unten genannt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Choose the export file</source>
   <translation>Exportdatei wählen</translation>
  </message>
  <message>
   <source>Choose the export file first.</source>
   <translation>Zuerst die Exportdatei wählen.</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Copy result</source>
   <translation>Ergebnis kopieren</translation>
  </message>
  <message>
   <source>Do not rely on it. Make a new export now, and rehearse with that.</source>
   <translation>Verlassen Sie sich nicht darauf. Machen Sie jetzt einen neuen Export, und proben Sie mit ihm.</translation>
  </message>
  <message>
   <source>Export file</source>
   <translation>Exportdatei</translation>
  </message>
  <message>
   <source>If it is lost, so is what is in the file: make a new export.</source>
   <translation>Ist es verloren, so ist es auch der Inhalt der Datei: Machen Sie einen neuen Export.</translation>
  </message>
  <message>
   <source>It has proven nothing, either way.</source>
   <translation>Sie hat nichts bewiesen, weder so noch so.</translation>
  </message>
  <message>
   <source>Make a new export</source>
   <translation>Neu exportieren</translation>
  </message>
  <message>
   <source>Make another export when that matters to you.</source>
   <translation>Machen Sie einen weiteren Export, wenn Ihnen das wichtig ist.</translation>
  </message>
  <message numerus="yes">
   <source>Not in this export: %Ln newer item(s).</source>
   <translation>
    <numerusform>Nicht in diesem Export: %Ln neuerer Eintrag.</numerusform>
    <numerusform>Nicht in diesem Export: %Ln neuere Einträge.</numerusform>
   </translation>
  </message>
  <message>
   <source>Password of the export</source>
   <translation>Passwort des Exports</translation>
  </message>
  <message>
   <source>Rehearse</source>
   <translation>Proben</translation>
  </message>
  <message>
   <source>Rehearse a restore</source>
   <translation>Wiederherstellung proben</translation>
  </message>
  <message>
   <source>Rehearsing a restore</source>
   <translation>Probe der Wiederherstellung</translation>
  </message>
  <message>
   <source>That file is not there, or is no export.</source>
   <translation>Diese Datei gibt es nicht, oder sie ist kein Export.</translation>
  </message>
  <message>
   <source>That is the export of another vault.</source>
   <translation>Das ist der Export eines anderen Tresors.</translation>
  </message>
  <message>
   <source>That password does not open this export.</source>
   <translation>Dieses Passwort öffnet diesen Export nicht.</translation>
  </message>
  <message>
   <source>The export holds what the vault holds now.</source>
   <translation>Der Export enthält, was der Tresor jetzt enthält.</translation>
  </message>
  <message>
   <source>The export is opened with its password, and everything in it is decrypted and compared with what was written. Nothing plain reaches the disk; the vault notes the date and the result.</source>
   <translation>Der Export wird mit seinem Passwort geöffnet, alles darin entschlüsselt und mit dem verglichen, was geschrieben wurde. Nichts gelangt unverschlüsselt auf den Datenträger; der Tresor vermerkt Datum und Ergebnis.</translation>
  </message>
  <message>
   <source>The rehearsal failed: the export is damaged.</source>
   <translation>Die Probe ist gescheitert: Der Export ist beschädigt.</translation>
  </message>
  <message>
   <source>The rehearsal failed: this export does not come back whole.</source>
   <translation>Die Probe ist gescheitert: Dieser Export kommt nicht vollständig zurück.</translation>
  </message>
  <message>
   <source>The rehearsal was stopped.</source>
   <translation>Die Probe wurde angehalten.</translation>
  </message>
  <message>
   <source>The vault itself is as it was.</source>
   <translation>Der Tresor selbst ist, wie er war.</translation>
  </message>
  <message>
   <source>Type the password of the export first.</source>
   <translation>Zuerst das Passwort des Exports eingeben.</translation>
  </message>
 </context>
 <context>
  <name>DuplicatesDialog</name>
  <message numerus="yes">
   <source>%Ln file(s) moved to the trash. They can be restored from there.</source>
   <translation>
    <numerusform>%Ln Datei in den Papierkorb verschoben. Sie lässt sich von dort wiederherstellen.</numerusform>
    <numerusform>%Ln Dateien in den Papierkorb verschoben. Sie lassen sich von dort wiederherstellen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln group(s) left, {size} are spare.</source>
   <translation>
    <numerusform>%Ln Gruppe übrig, {size} sind überzählig.</numerusform>
    <numerusform>%Ln Gruppen übrig, {size} sind überzählig.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln group(s) of equal files. One of each kept, {size} are spare.</source>
   <translation>
    <numerusform>%Ln Gruppe gleicher Dateien. Bleibt von jeder eine, sind {size} überzählig.</numerusform>
    <numerusform>%Ln Gruppen gleicher Dateien. Bleibt von jeder eine, sind {size} überzählig.</numerusform>
   </translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>Datei wählen</translation>
  </message>
  <message>
   <source>Choose all but the oldest</source>
   <translation>Alle außer der ältesten wählen</translation>
  </message>
  <message>
   <source>Choose files first</source>
   <translation>Zuerst Dateien wählen</translation>
  </message>
  <message>
   <source>Choose none</source>
   <translation>Keine wählen</translation>
  </message>
  <message>
   <source>Duplicates</source>
   <translation>Duplikate</translation>
  </message>
  <message>
   <source>Find duplicates</source>
   <translation>Duplikate finden</translation>
  </message>
  <message>
   <source>Looking for duplicates</source>
   <translation>Duplikate werden gesucht</translation>
  </message>
  <message>
   <source>Looks for files with exactly the same content, whatever they are called. Only files of the same size are read, each once.</source>
   <translation>Sucht Dateien mit genau gleichem Inhalt, wie immer sie heißen. Nur Dateien gleicher Größe werden gelesen, jede einmal.</translation>
  </message>
  <message numerus="yes">
   <source>Move %Ln to the trash</source>
   <translation>
    <numerusform>%Ln in den Papierkorb legen</numerusform>
    <numerusform>%Ln in den Papierkorb legen</numerusform>
   </translation>
  </message>
  <message>
   <source>Move to trash</source>
   <translation>In den Papierkorb legen</translation>
  </message>
  <message>
   <source>Moving</source>
   <translation>Wird verschoben</translation>
  </message>
  <message>
   <source>No two files have the same content.</source>
   <translation>Keine zwei Dateien haben denselben Inhalt.</translation>
  </message>
  <message>
   <source>None is chosen</source>
   <translation>Keine gewählt</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>One file of each group stays: take another one out of the choice first.</source>
   <translation>Von jeder Gruppe bleibt eine Datei: Nehmen Sie zuerst eine andere aus der Auswahl.</translation>
  </message>
  <message>
   <source>Show in its folder</source>
   <translation>Im Ordner zeigen</translation>
  </message>
  <message>
   <source>The search for duplicates was stopped.</source>
   <translation>Die Suche nach Duplikaten wurde angehalten.</translation>
  </message>
  <message>
   <source>There are no duplicates.</source>
   <translation>Es gibt keine Duplikate.</translation>
  </message>
  <message>
   <source>There are no more duplicates.</source>
   <translation>Es gibt keine Duplikate mehr.</translation>
  </message>
 </context>
 <context>
  <name>DuplicatesModel</name>
  <message numerus="yes">
   <source>%Ln equal file(s), {size} each</source>
   <translation>
    <numerusform>%Ln gleiche Datei, je {size}</numerusform>
    <numerusform>%Ln gleiche Dateien, je {size}</numerusform>
   </translation>
  </message>
  <message>
   <source>Top level</source>
   <translation>Oberste Ebene</translation>
  </message>
  <message>
   <source>{place}, added {day}</source>
   <translation>{place}, hinzugefügt: {day}</translation>
  </message>
 </context>
 <context>
  <name>EntrySheet</name>
  <message>
   <source>As written</source>
   <translation>Wortlaut</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>Vorgang</translation>
  </message>
  <message>
   <source>Exact values</source>
   <translation>Genaue Werte</translation>
  </message>
  <message>
   <source>Show in the vault</source>
   <translation>Im Tresor zeigen</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wann</translation>
  </message>
 </context>
 <context>
  <name>EventLine</name>
  <message>
   <source>Unread</source>
   <translation>Ungelesen</translation>
  </message>
 </context>
 <context>
  <name>Events</name>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>What another program changed in “{name}” could not be saved back.</source>
   <translation>Was ein anderes Programm an „{name}“ geändert hat, ließ sich nicht zurückspeichern.</translation>
  </message>
 </context>
 <context>
  <name>EventsButton</name>
  <message numerus="yes">
   <source>Events: %Ln unread</source>
   <translation>
    <numerusform>Ereignisse: %Ln ungelesen</numerusform>
    <numerusform>Ereignisse: %Ln ungelesen</numerusform>
   </translation>
  </message>
  <message>
   <source>Events: nothing unread</source>
   <translation>Ereignisse: nichts ungelesen</translation>
  </message>
 </context>
 <context>
  <name>EventsPopup</name>
  <message>
   <source>Events of this session</source>
   <translation>Ereignisse dieser Sitzung</translation>
  </message>
  <message>
   <source>Mark all as read</source>
   <translation>Alle als gelesen markieren</translation>
  </message>
  <message>
   <source>Nothing happened in this session that you could have missed.</source>
   <translation>In dieser Sitzung geschah nichts, was Sie verpasst haben könnten.</translation>
  </message>
  <message>
   <source>Show the whole activity</source>
   <translation>Die ganze Aktivität zeigen</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>A file of that name is there. It would be gone.</source>
   <translation>Eine Datei dieses Namens gibt es dort. Sie wäre weg.</translation>
  </message>
  <message>
   <source>All items, versions and the trash, encrypted in one file.</source>
   <translation>Alle Einträge, Versionen und der Papierkorb, verschlüsselt in einer Datei.</translation>
  </message>
  <message>
   <source>An export cannot be called back, and opens with its password whatever is changed later.</source>
   <translation>Ein Export lässt sich nicht zurückholen und öffnet sich mit seinem Passwort, was später auch geändert wird.</translation>
  </message>
  <message>
   <source>An export inside the vault's own folder would be lost with it. Choose another place.</source>
   <translation>Ein Export im Ordner des Tresors ginge mit ihm verloren. Wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>Bytes are verified; nobody has restored it yet. Try now whether it opens, and keep it on another disk.</source>
   <translation>Die Bytes sind geprüft; wiederhergestellt hat ihn noch niemand. Probieren Sie jetzt, ob er sich öffnen lässt, und bewahren Sie ihn auf einem anderen Datenträger auf.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Export the vault</source>
   <translation>Tresor exportieren</translation>
  </message>
  <message numerus="yes">
   <source>Exported and verified: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Exportiert und geprüft: %Ln Eintrag, {size}.</numerusform>
    <numerusform>Exportiert und geprüft: %Ln Einträge, {size}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Exporting and verifying</source>
   <translation>Wird exportiert und geprüft</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Go on below</source>
   <translation>Unten geht es weiter</translation>
  </message>
  <message>
   <source>Name a file.</source>
   <translation>Geben Sie eine Datei an.</translation>
  </message>
  <message>
   <source>No file was left behind.</source>
   <translation>Keine Datei blieb zurück.</translation>
  </message>
  <message>
   <source>Replace it</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner zeigen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>That is a folder. Name a file in it.</source>
   <translation>Das ist ein Ordner. Geben Sie eine Datei darin an.</translation>
  </message>
  <message>
   <source>The export has a password of its own. Deedbox does not keep that of the vault: type it again if it is to be the same.</source>
   <translation>Der Export hat ein eigenes Passwort. Das des Tresors merkt Deedbox sich nicht: Geben Sie es noch einmal ein, wenn es dasselbe sein soll.</translation>
  </message>
  <message>
   <source>The export was stopped.</source>
   <translation>Der Export wurde angehalten.</translation>
  </message>
  <message>
   <source>The place is being looked at</source>
   <translation>Der Ort wird geprüft</translation>
  </message>
  <message>
   <source>There is no such folder.</source>
   <translation>Diesen Ordner gibt es nicht.</translation>
  </message>
  <message>
   <source>This password is weak.</source>
   <translation>Dieses Passwort ist schwach.</translation>
  </message>
  <message>
   <source>Try it now</source>
   <translation>Jetzt ausprobieren</translation>
  </message>
  <message>
   <source>Use it anyway</source>
   <translation>Trotzdem verwenden</translation>
  </message>
  <message>
   <source>Where to export to</source>
   <translation>Wohin exportiert wird</translation>
  </message>
  <message>
   <source>Whoever gets hold of the file may open it. Add a word or two, or use it anyway.</source>
   <translation>Wer die Datei in die Hände bekommt, kann sie womöglich öffnen. Fügen Sie ein oder zwei Wörter hinzu, oder nehmen Sie es trotzdem.</translation>
  </message>
 </context>
 <context>
  <name>FactorNow</name>
  <message>
   <source>Caps Lock is on.</source>
   <translation>Die Feststelltaste ist an.</translation>
  </message>
  <message>
   <source>Choose the keyfile that goes with this password.</source>
   <translation>Wählen Sie die Schlüsseldatei, die zu diesem Passwort gehört.</translation>
  </message>
  <message>
   <source>Current password</source>
   <translation>Aktuelles Passwort</translation>
  </message>
  <message>
   <source>Show that it is you, with</source>
   <translation>Zeigen, dass Sie es sind, mit</translation>
  </message>
  <message>
   <source>That password does not open this vault.</source>
   <translation>Dieses Passwort öffnet diesen Tresor nicht.</translation>
  </message>
  <message>
   <source>The words are in order, but they do not open this vault.</source>
   <translation>Die Wörter sind in Ordnung, aber sie öffnen diesen Tresor nicht.</translation>
  </message>
  <message>
   <source>Type all words of the recovery kit first.</source>
   <translation>Geben Sie zuerst alle Wörter des Wiederherstellungsbogens ein.</translation>
  </message>
  <message>
   <source>Type the password that opens the vault now.</source>
   <translation>Geben Sie das Passwort ein, das den Tresor jetzt öffnet.</translation>
  </message>
  <message>
   <source>Way in</source>
   <translation>Zugang</translation>
  </message>
 </context>
 <context>
  <name>FactsDialog</name>
  <message numerus="yes">
   <source>%Ln file(s)</source>
   <translation>
    <numerusform>%Ln Datei</numerusform>
    <numerusform>%Ln Dateien</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln folder(s)</source>
   <translation>
    <numerusform>%Ln Ordner</numerusform>
    <numerusform>%Ln Ordner</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag</numerusform>
    <numerusform>%Ln Einträge</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln note(s)</source>
   <translation>
    <numerusform>%Ln Notiz</numerusform>
    <numerusform>%Ln Notizen</numerusform>
   </translation>
  </message>
  <message>
   <source>Changes</source>
   <translation>Änderungen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Holds</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>In the trash</source>
   <translation>Im Papierkorb</translation>
  </message>
  <message>
   <source>Last export</source>
   <translation>Letzter Export</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>Angelegt</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message>
   <source>Number {count}</source>
   <translation>Nummer {count}</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>Ort</translation>
  </message>
  <message>
   <source>Restored</source>
   <translation>Wiederhergestellt</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Vault facts</source>
   <translation>Über diesen Tresor</translation>
  </message>
  <message>
   <source>Vault key</source>
   <translation>Tresorschlüssel</translation>
  </message>
  <message>
   <source>Ways in</source>
   <translation>Zugänge</translation>
  </message>
 </context>
 <context>
  <name>FailureDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Einzelheiten kopieren</translation>
  </message>
  <message>
   <source>That did not work</source>
   <translation>Das ging nicht</translation>
  </message>
 </context>
 <context>
  <name>FileIntake</name>
  <message numerus="yes">
   <source>%Ln original(s) moved to the bin.</source>
   <translation>
    <numerusform>%Ln Original in den Papierkorb des Systems verschoben.</numerusform>
    <numerusform>%Ln Originale in den Papierkorb des Systems verschoben.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln stayed where it was.</source>
   <translation>
    <numerusform>%Ln blieb, wo es war.</numerusform>
    <numerusform>%Ln blieben, wo sie waren.</numerusform>
   </translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message numerus="yes">
   <source>Add %Ln item(s) to {folder}.</source>
   <translation>
    <numerusform>%Ln Eintrag hinzufügen. Ziel: {folder}.</numerusform>
    <numerusform>%Ln Einträge hinzufügen. Ziel: {folder}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Add a folder</source>
   <translation>Ordner hinzufügen</translation>
  </message>
  <message>
   <source>Add files</source>
   <translation>Dateien hinzufügen</translation>
  </message>
  <message>
   <source>All originals stayed where they were.</source>
   <translation>Alle Originale blieben, wo sie waren.</translation>
  </message>
  <message>
   <source>Keep originals</source>
   <translation>Originale behalten</translation>
  </message>
  <message>
   <source>Move originals to the bin</source>
   <translation>Originale in den Papierkorb des Systems</translation>
  </message>
  <message>
   <source>Moving originals to the bin</source>
   <translation>Originale kommen in den Papierkorb des Systems</translation>
  </message>
  <message>
   <source>Nothing is fetched from the network.</source>
   <translation>Aus dem Netz wird nichts geholt.</translation>
  </message>
  <message>
   <source>Originals</source>
   <translation>Originale</translation>
  </message>
  <message>
   <source>Originals are kept.</source>
   <translation>Originale bleiben erhalten.</translation>
  </message>
  <message>
   <source>Originals of what comes in whole go to the bin.</source>
   <translation>Originale dessen, was heil hereinkommt, kommen in den Papierkorb des Systems.</translation>
  </message>
  <message>
   <source>Save it to a folder first, and drop it from there.</source>
   <translation>Speichern Sie es zuerst in einen Ordner, und legen Sie es von dort ab.</translation>
  </message>
  <message>
   <source>The vault can only be read now: nothing can be added.</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen: Nichts kann hinzugefügt werden.</translation>
  </message>
  <message>
   <source>What was dropped is not on this computer's disks.</source>
   <translation>Was abgelegt wurde, ist nicht auf den Datenträgern dieses Computers.</translation>
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message numerus="yes">
   <source>%Ln found</source>
   <translation>
    <numerusform>%Ln gefunden</numerusform>
    <numerusform>%Ln gefunden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln replaced</source>
   <translation>
    <numerusform>%Ln ersetzt</numerusform>
    <numerusform>%Ln ersetzt</numerusform>
   </translation>
  </message>
  <message>
   <source>Close the search</source>
   <translation>Suche schließen</translation>
  </message>
  <message>
   <source>Find</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Find in this note</source>
   <translation>In dieser Notiz suchen</translation>
  </message>
  <message>
   <source>Match case</source>
   <translation>Groß und klein beachten</translation>
  </message>
  <message>
   <source>More than {count}</source>
   <translation>Mehr als {count}</translation>
  </message>
  <message>
   <source>Next place (F3)</source>
   <translation>Nächste Stelle (F3)</translation>
  </message>
  <message>
   <source>Not found</source>
   <translation>Nicht gefunden</translation>
  </message>
  <message>
   <source>Previous place (Shift+F3)</source>
   <translation>Vorige Stelle (Umschalt+F3)</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>Replace all</source>
   <translation>Alle ersetzen</translation>
  </message>
  <message>
   <source>Replace with</source>
   <translation>Ersetzen durch</translation>
  </message>
  <message>
   <source>Whole words</source>
   <translation>Ganze Wörter</translation>
  </message>
  <message>
   <source>{place} of {count}</source>
   <translation>{place} von {count}</translation>
  </message>
 </context>
 <context>
  <name>FolderChoice</name>
  <message>
   <source>A folder cannot be moved into itself</source>
   <translation>Ein Ordner lässt sich nicht in sich selbst verschieben</translation>
  </message>
  <message>
   <source>Folders</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>It is there already</source>
   <translation>Er ist schon dort</translation>
  </message>
  <message>
   <source>Move here</source>
   <translation>Hierher verschieben</translation>
  </message>
  <message>
   <source>Move to folder</source>
   <translation>In einen Ordner verschieben</translation>
  </message>
 </context>
 <context>
  <name>FoundCard</name>
  <message>
   <source>A key without a name</source>
   <translation>Ein Schlüssel ohne Namen</translation>
  </message>
  <message>
   <source>Signed by the keys of {name} that you have: it takes their place, and stays as verified.</source>
   <translation>Unterschrieben mit den Schlüsseln von {name}, die Sie haben: Die Karte tritt an ihre Stelle und bleibt verifiziert.</translation>
  </message>
  <message>
   <source>The name is what its owner says. Compare the words after adding.</source>
   <translation>Der Name ist, was sein Inhaber angibt. Vergleichen Sie die Wörter nach dem Hinzufügen.</translation>
  </message>
  <message>
   <source>You have these keys already, as {name}.</source>
   <translation>Diese Schlüssel haben Sie schon, als {name}.</translation>
  </message>
 </context>
 <context>
  <name>GiveUpDialog</name>
  <message>
   <source>Close and lose it</source>
   <translation>Schließen und verlieren</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Not saved back</source>
   <translation>Nicht zurückgespeichert</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Unlock the vault, and it is saved back.</source>
   <translation>Entsperren Sie den Tresor, und sie wird zurückgespeichert.</translation>
  </message>
  <message numerus="yes">
   <source>What another program changed in %Ln item(s) is not in the vault yet.</source>
   <translation>
    <numerusform>Was ein anderes Programm an %Ln Eintrag geändert hat, ist noch nicht im Tresor.</numerusform>
    <numerusform>Was ein anderes Programm an %Ln Einträgen geändert hat, ist noch nicht im Tresor.</numerusform>
   </translation>
  </message>
  <message>
   <source>What another program changed in “{name}” is not in the vault yet.</source>
   <translation>Was ein anderes Programm an „{name}“ geändert hat, ist noch nicht im Tresor.</translation>
  </message>
  <message>
   <source>With the plain copy this change is gone for good. The versions in the vault stay.</source>
   <translation>Mit der Klartextkopie ist diese Änderung endgültig weg. Die Versionen im Tresor bleiben.</translation>
  </message>
 </context>
 <context>
  <name>HeadingsModel</name>
  <message>
   <source>{words}, heading of rank {rank}</source>
   <translation>{words}, Überschrift der Stufe {rank}</translation>
  </message>
 </context>
 <context>
  <name>HealthActs</name>
  <message>
   <source>Health of a vault</source>
   <translation>Zustand eines Tresors</translation>
  </message>
  <message>
   <source>Save the report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>Saved as “{name}”, for your account alone.</source>
   <translation>Gespeichert als „{name}“, nur für Ihr Konto.</translation>
  </message>
  <message>
   <source>Some files stay open to others: they are not yours, or their disk keeps no rights.</source>
   <translation>Einige Dateien bleiben für andere offen: Sie gehören Ihnen nicht, oder ihr Datenträger kennt keine Rechte.</translation>
  </message>
  <message>
   <source>The files are for your account alone now.</source>
   <translation>Die Dateien sind jetzt nur noch für Ihr Konto.</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
 </context>
 <context>
  <name>HealthPage</name>
  <message>
   <source>As PDF</source>
   <translation>Als PDF</translation>
  </message>
  <message>
   <source>As a web page</source>
   <translation>Als Webseite</translation>
  </message>
  <message>
   <source>Everything is looked at on this computer, and nothing of it leaves it.</source>
   <translation>Alles wird auf diesem Computer angesehen, und nichts davon verlässt ihn.</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Last look: {time}</source>
   <translation>Zuletzt geprüft: {time}</translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Erneut prüfen</translation>
  </message>
  <message>
   <source>Save report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>The vault is being looked at</source>
   <translation>Der Tresor wird geprüft</translation>
  </message>
  <message>
   <source>The vault is being looked at.</source>
   <translation>Der Tresor wird geprüft.</translation>
  </message>
 </context>
 <context>
  <name>HeardWords</name>
  <message>
   <source>Another word</source>
   <translation>Ein anderes Wort</translation>
  </message>
  <message>
   <source>The same</source>
   <translation>Dasselbe</translation>
  </message>
  <message>
   <source>Word {number} as you hear it</source>
   <translation>Wort {number}, wie Sie es hören</translation>
  </message>
 </context>
 <context>
  <name>HelpActs</name>
  <message>
   <source>About Deedbox</source>
   <translation>Über Deedbox</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
 </context>
 <context>
  <name>HelpButton</name>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
 </context>
 <context>
  <name>IdleWatch</name>
  <message>
   <source>Locks in {time}</source>
   <translation>Sperrt in {time}</translation>
  </message>
  <message>
   <source>{minutes} min</source>
   <translation>{minutes} min</translation>
  </message>
 </context>
 <context>
  <name>ImportDialog</name>
  <message numerus="yes">
   <source>%Ln item(s) came in.</source>
   <translation>
    <numerusform>%Ln Eintrag kam herein.</numerusform>
    <numerusform>%Ln Einträge kamen herein.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) left out.</source>
   <translation>
    <numerusform>%Ln Eintrag ausgelassen.</numerusform>
    <numerusform>%Ln Einträge ausgelassen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) will not come in.</source>
   <translation>
    <numerusform>%Ln Eintrag kommt nicht herein.</numerusform>
    <numerusform>%Ln Einträge kommen nicht herein.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln tag(s)</source>
   <translation>
    <numerusform>%Ln Schlagwort</numerusform>
    <numerusform>%Ln Schlagwörter</numerusform>
   </translation>
  </message>
  <message>
   <source>A name cannot contain a slash.</source>
   <translation>Ein Name darf keinen Schrägstrich enthalten.</translation>
  </message>
  <message numerus="yes">
   <source>And %Ln more</source>
   <translation>
    <numerusform>Und %Ln weiterer</numerusform>
    <numerusform>Und %Ln weitere</numerusform>
   </translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>Datei wählen</translation>
  </message>
  <message>
   <source>Choose a file or a folder first.</source>
   <translation>Zuerst eine Datei oder einen Ordner wählen.</translation>
  </message>
  <message>
   <source>Choose a folder</source>
   <translation>Ordner wählen</translation>
  </message>
  <message>
   <source>Choose another</source>
   <translation>Andere wählen</translation>
  </message>
  <message>
   <source>Choose what to import</source>
   <translation>Wählen, was importiert wird</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Comes in</source>
   <translation>Kommt herein</translation>
  </message>
  <message>
   <source>Exports of password managers and note programs, archives, and folders. What is in them is read by a part of Deedbox that has no keys and no way to the network, and shown before anything comes in.</source>
   <translation>Exporte von Passwortverwaltungen und Notizprogrammen, Archive und Ordner. Was darin ist, liest ein Teil von Deedbox, der keine Schlüssel und keinen Weg ins Netz hat, und es wird gezeigt, bevor etwas hereinkommt.</translation>
  </message>
  <message>
   <source>File or folder</source>
   <translation>Datei oder Ordner</translation>
  </message>
  <message>
   <source>Go on below</source>
   <translation>Unten geht es weiter</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Importing</source>
   <translation>Wird importiert</translation>
  </message>
  <message>
   <source>Importing {name}</source>
   <translation>{name} wird importiert</translation>
  </message>
  <message>
   <source>Into a new folder named</source>
   <translation>In einen neuen Ordner namens</translation>
  </message>
  <message>
   <source>It cannot be read to its end.</source>
   <translation>Die Quelle lässt sich nicht zu Ende lesen.</translation>
  </message>
  <message>
   <source>Look inside</source>
   <translation>Hineinsehen</translation>
  </message>
  <message>
   <source>Password of the source</source>
   <translation>Passwort der Quelle</translation>
  </message>
  <message>
   <source>Reading {name}</source>
   <translation>{name} wird gelesen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>Angehalten.</translation>
  </message>
  <message numerus="yes">
   <source>Taken already, so numbered: %Ln name(s).</source>
   <translation>
    <numerusform>Schon vergeben, darum nummeriert: %Ln Name.</numerusform>
    <numerusform>Schon vergeben, darum nummeriert: %Ln Namen.</numerusform>
   </translation>
  </message>
  <message>
   <source>The source is as it was, and still not encrypted.</source>
   <translation>Die Quelle ist, wie sie war, und weiterhin unverschlüsselt.</translation>
  </message>
  <message>
   <source>There is no such file or folder.</source>
   <translation>Eine solche Datei oder einen solchen Ordner gibt es nicht.</translation>
  </message>
  <message>
   <source>What comes in, and what does not</source>
   <translation>Was hereinkommt, und was nicht</translation>
  </message>
  <message>
   <source>{contents}. Read as {kind}.</source>
   <translation>{contents}. Gelesen als: {kind}.</translation>
  </message>
 </context>
 <context>
  <name>ImportKeyDialog</name>
  <message>
   <source>An age identity, or a private SSH key (Ed25519 or RSA). Shares made for it open here then. It is not used to sign, does not stand on your card, and the file stays where it is.</source>
   <translation>Eine age-Identität, oder ein privater SSH-Schlüssel (Ed25519 oder RSA). Freigaben, die für ihn gemacht sind, öffnen sich dann hier. Er unterschreibt nichts, steht nicht auf Ihrer Karte, und die Datei bleibt, wo sie ist.</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Choose a file first.</source>
   <translation>Wählen Sie zuerst eine Datei.</translation>
  </message>
  <message>
   <source>Choose a key</source>
   <translation>Schlüssel wählen</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Import a key</source>
   <translation>Schlüssel importieren</translation>
  </message>
  <message>
   <source>Passphrase of the key</source>
   <translation>Passphrase des Schlüssels</translation>
  </message>
  <message>
   <source>That is no age identity and no private SSH key.</source>
   <translation>Das ist weder eine age-Identität noch ein privater SSH-Schlüssel.</translation>
  </message>
  <message>
   <source>That passphrase does not open the key.</source>
   <translation>Diese Passphrase öffnet den Schlüssel nicht.</translation>
  </message>
  <message>
   <source>The file is being read</source>
   <translation>Die Datei wird gelesen</translation>
  </message>
  <message>
   <source>The key has a passphrase of its own.</source>
   <translation>Der Schlüssel hat eine eigene Passphrase.</translation>
  </message>
  <message>
   <source>There is no such file.</source>
   <translation>Diese Datei gibt es nicht.</translation>
  </message>
  <message>
   <source>This key is here already.</source>
   <translation>Dieser Schlüssel ist schon hier.</translation>
  </message>
 </context>
 <context>
  <name>ImportReport</name>
  <message numerus="yes">
   <source>%Ln item(s) came in.</source>
   <translation>
    <numerusform>%Ln Eintrag kam herein.</numerusform>
    <numerusform>%Ln Einträge kamen herein.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) left out.</source>
   <translation>
    <numerusform>%Ln Eintrag ausgelassen.</numerusform>
    <numerusform>%Ln Einträge ausgelassen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>They are where they were.</source>
   <translation>Sie sind, wo sie waren.</translation>
  </message>
 </context>
 <context>
  <name>ItemActs</name>
  <message numerus="yes">
   <source>%Ln item(s) and all versions will be gone for good.</source>
   <translation>
    <numerusform>%Ln Eintrag wird mit allen Versionen endgültig entfernt.</numerusform>
    <numerusform>%Ln Einträge werden mit allen Versionen endgültig entfernt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s), with what is in them, will be gone for good.</source>
   <translation>
    <numerusform>%Ln Eintrag wird mit allem, was darin liegt, endgültig entfernt.</numerusform>
    <numerusform>%Ln Einträge werden mit allem, was darin liegt, endgültig entfernt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s), {size} in all, will be gone for good.</source>
   <translation>
    <numerusform>%Ln Eintrag, zusammen {size}, wird endgültig entfernt.</numerusform>
    <numerusform>%Ln Einträge, zusammen {size}, werden endgültig entfernt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Add to favourites</source>
   <translation>Zu Favoriten hinzufügen</translation>
  </message>
  <message>
   <source>At the top level.</source>
   <translation>Auf der obersten Ebene.</translation>
  </message>
  <message>
   <source>Backups and exports made before still hold it.</source>
   <translation>Frühere Backups und Exporte enthalten es weiterhin.</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy out</source>
   <translation>Herauskopieren</translation>
  </message>
  <message>
   <source>Cut</source>
   <translation>Ausschneiden</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Empty trash</source>
   <translation>Papierkorb leeren</translation>
  </message>
  <message>
   <source>Everything outside the trash stays. Backups and exports made before still hold them.</source>
   <translation>Alles außerhalb des Papierkorbs bleibt. Frühere Backups und Exporte enthalten das Entfernte weiterhin.</translation>
  </message>
  <message>
   <source>It will be in {folder}.</source>
   <translation>Ort: {folder}.</translation>
  </message>
  <message>
   <source>Make folder</source>
   <translation>Ordner anlegen</translation>
  </message>
  <message>
   <source>Move to folder</source>
   <translation>In einen Ordner verschieben</translation>
  </message>
  <message>
   <source>Move to trash</source>
   <translation>In den Papierkorb legen</translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln item(s) to the trash.</source>
   <translation>
    <numerusform>%Ln Eintrag in den Papierkorb verschoben.</numerusform>
    <numerusform>%Ln Einträge in den Papierkorb verschoben.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln item(s) to {folder}.</source>
   <translation>
    <numerusform>%Ln Eintrag verschoben. Ziel: {folder}.</numerusform>
    <numerusform>%Ln Einträge verschoben. Ziel: {folder}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Moved “{name}” to the trash.</source>
   <translation>„{name}“ in den Papierkorb verschoben.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>New folder</source>
   <translation>Neuer Ordner</translation>
  </message>
  <message>
   <source>New name</source>
   <translation>Neuer Name</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open with another program</source>
   <translation>Mit anderem Programm öffnen</translation>
  </message>
  <message>
   <source>Remove for good</source>
   <translation>Endgültig entfernen</translation>
  </message>
  <message>
   <source>Remove from favourites</source>
   <translation>Aus Favoriten entfernen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message numerus="yes">
   <source>Restored %Ln item(s).</source>
   <translation>
    <numerusform>%Ln Eintrag wiederhergestellt.</numerusform>
    <numerusform>%Ln Einträge wiederhergestellt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Teilen</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message numerus="yes">
   <source>Where to move %Ln item(s)?</source>
   <translation>
    <numerusform>Wohin soll %Ln Eintrag verschoben werden?</numerusform>
    <numerusform>Wohin sollen %Ln Einträge verschoben werden?</numerusform>
   </translation>
  </message>
  <message>
   <source>Where to move “{name}”?</source>
   <translation>Wohin soll „{name}“ verschoben werden?</translation>
  </message>
  <message>
   <source>the top level</source>
   <translation>oberste Ebene</translation>
  </message>
  <message>
   <source>“{name}” and all its versions will be gone for good.</source>
   <translation>„{name}“ wird mit allen Versionen endgültig entfernt.</translation>
  </message>
 </context>
 <context>
  <name>ItemClipboard</name>
  <message numerus="yes">
   <source>%Ln item(s) copied. Paste them in a folder of this vault.</source>
   <translation>
    <numerusform>%Ln Eintrag kopiert. Fügen Sie ihn in einem Ordner dieses Tresors ein.</numerusform>
    <numerusform>%Ln Einträge kopiert. Fügen Sie sie in einem Ordner dieses Tresors ein.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) cut. Pasting moves them; until then they stay.</source>
   <translation>
    <numerusform>%Ln Eintrag ausgeschnitten. Einfügen verschiebt ihn; bis dahin bleibt er.</numerusform>
    <numerusform>%Ln Einträge ausgeschnitten. Einfügen verschiebt sie; bis dahin bleiben sie.</numerusform>
   </translation>
  </message>
  <message>
   <source>Add file</source>
   <translation>Datei hinzufügen</translation>
  </message>
  <message>
   <source>At the top level.</source>
   <translation>Auf der obersten Ebene.</translation>
  </message>
  <message>
   <source>It will be in {folder}.</source>
   <translation>Ort: {folder}.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message numerus="yes">
   <source>Paste %Ln file(s)</source>
   <translation>
    <numerusform>%Ln Datei einfügen</numerusform>
    <numerusform>%Ln Dateien einfügen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Paste %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag einfügen</numerusform>
    <numerusform>%Ln Einträge einfügen</numerusform>
   </translation>
  </message>
  <message>
   <source>Paste as a file</source>
   <translation>Als Datei einfügen</translation>
  </message>
  <message>
   <source>Paste as a note</source>
   <translation>Als Notiz einfügen</translation>
  </message>
  <message>
   <source>Paste the picture as a file</source>
   <translation>Das Bild als Datei einfügen</translation>
  </message>
  <message>
   <source>Paste the text as a note</source>
   <translation>Den Text als Notiz einfügen</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Save note</source>
   <translation>Notiz speichern</translation>
  </message>
  <message>
   <source>The picture on the clipboard cannot be taken over. Save it as a file first.</source>
   <translation>Das Bild in der Zwischenablage lässt sich nicht übernehmen. Speichern Sie es zuerst als Datei.</translation>
  </message>
  <message>
   <source>There is nothing on the clipboard that could be pasted.</source>
   <translation>In der Zwischenablage ist nichts, was sich einfügen lässt.</translation>
  </message>
  <message>
   <source>These items are of another vault, or the vault was locked since. To bring items from one vault to another, share them, or copy them out and add them.</source>
   <translation>Diese Einträge gehören zu einem anderen Tresor, oder der Tresor wurde seither gesperrt. Um Einträge von einem Tresor in einen anderen zu bringen, teilen Sie sie, oder kopieren Sie sie heraus und fügen Sie sie hinzu.</translation>
  </message>
  <message>
   <source>What is not on this computer's disks is not fetched. Save it first.</source>
   <translation>Was nicht auf den Datenträgern dieses Computers ist, wird nicht geholt. Speichern Sie es zuerst.</translation>
  </message>
 </context>
 <context>
  <name>ItemHead</name>
  <message>
   <source>Favourite</source>
   <translation>Favorit</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
 </context>
 <context>
  <name>ItemList</name>
  <message>
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>New name</source>
   <translation>Neuer Name</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>favourite</source>
   <translation>Favorit</translation>
  </message>
  <message>
   <source>shared</source>
   <translation>geteilt</translation>
  </message>
  <message>
   <source>sorted, ascending</source>
   <translation>sortiert, aufsteigend</translation>
  </message>
  <message>
   <source>sorted, descending</source>
   <translation>sortiert, absteigend</translation>
  </message>
 </context>
 <context>
  <name>ItemSheet</name>
  <message>
   <source>Add to favourites</source>
   <translation>Zu Favoriten hinzufügen</translation>
  </message>
  <message>
   <source>Added</source>
   <translation>Hinzugefügt</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <source>Copy out</source>
   <translation>Herauskopieren</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Holds</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open with</source>
   <translation>Öffnen mit</translation>
  </message>
  <message>
   <source>Properties</source>
   <translation>Eigenschaften</translation>
  </message>
  <message>
   <source>Remove for good</source>
   <translation>Endgültig entfernen</translation>
  </message>
  <message>
   <source>Remove from favourites</source>
   <translation>Aus Favoriten entfernen</translation>
  </message>
  <message>
   <source>Removed</source>
   <translation>Entfernt</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Teilen</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
  <message>
   <source>Top level</source>
   <translation>Oberste Ebene</translation>
  </message>
 </context>
 <context>
  <name>JobLine</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Mark as read</source>
   <translation>Als gelesen markieren</translation>
  </message>
  <message>
   <source>Working</source>
   <translation>In Arbeit</translation>
  </message>
 </context>
 <context>
  <name>JobList</name>
  <message>
   <source>Work under way</source>
   <translation>Laufende Arbeiten</translation>
  </message>
 </context>
 <context>
  <name>KeyActs</name>
  <message>
   <source>The vault has a new key, as you chose for it.</source>
   <translation>Der Tresor hat einen neuen Schlüssel, wie Sie es festgelegt haben.</translation>
  </message>
 </context>
 <context>
  <name>KeyBanners</name>
  <message>
   <source>A device was lost. Whoever has it may have a way in: make new secrets.</source>
   <translation>Ein Gerät ging verloren. Wer es hat, hat vielleicht einen Zugang: Erzeugen Sie neue Geheimnisse.</translation>
  </message>
  <message>
   <source>A new vault key is due: it locks old keys out of what is written later.</source>
   <translation>Ein neuer Tresorschlüssel ist fällig: Er sperrt alte Schlüssel von dem aus, was später geschrieben wird.</translation>
  </message>
  <message>
   <source>Add a way in</source>
   <translation>Zugang hinzufügen</translation>
  </message>
  <message>
   <source>Guessing this password costs less than half of what it does for one made today.</source>
   <translation>Dieses Passwort zu erraten kostet weniger als die Hälfte dessen, was es bei einem heute gemachten kostet.</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>Make a new key</source>
   <translation>Neuen Schlüssel erzeugen</translation>
  </message>
  <message>
   <source>Make it dearer</source>
   <translation>Raten verteuern</translation>
  </message>
  <message>
   <source>Make new secrets</source>
   <translation>Neue Geheimnisse erzeugen</translation>
  </message>
  <message>
   <source>No way in but a device was ever tested. If that is lost, perhaps nobody can open it.</source>
   <translation>Außer einem Gerät wurde kein Zugang je getestet. Geht es verloren, kann den Tresor vielleicht niemand öffnen.</translation>
  </message>
  <message>
   <source>Only one tested way in opens this vault. If it is forgotten or lost, nobody can open it.</source>
   <translation>Nur ein getesteter Zugang öffnet diesen Tresor. Ist er vergessen oder verloren, kann ihn niemand mehr öffnen.</translation>
  </message>
  <message>
   <source>Somebody left who may still have a way in: make new secrets.</source>
   <translation>Jemand ist gegangen und hat vielleicht noch einen Zugang: Erzeugen Sie neue Geheimnisse.</translation>
  </message>
  <message numerus="yes">
   <source>Somebody tried %Ln time(s) to open this vault here and was refused, the last time {when}.</source>
   <translation>
    <numerusform>Jemand hat %Ln Mal versucht, diesen Tresor hier zu öffnen, und wurde abgewiesen, zuletzt: {when}.</numerusform>
    <numerusform>Jemand hat %Ln Mal versucht, diesen Tresor hier zu öffnen, und wurde abgewiesen, zuletzt: {when}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Test now</source>
   <translation>Jetzt testen</translation>
  </message>
  <message>
   <source>Whoever uses this account could erase such traces.</source>
   <translation>Wer dieses Konto benutzt, könnte solche Spuren löschen.</translation>
  </message>
  <message>
   <source>“{name}” was never tested. Type its words once, so that it can be relied on.</source>
   <translation>„{name}“ wurde nie getestet. Geben Sie die Wörter einmal ein, damit Verlass darauf ist.</translation>
  </message>
  <message>
   <source>“{name}” was not tried for half a year. Type its words once, so that it can be relied on.</source>
   <translation>„{name}“ wurde ein halbes Jahr nicht ausprobiert. Geben Sie die Wörter einmal ein, damit Verlass darauf ist.</translation>
  </message>
 </context>
 <context>
  <name>KeyboardLayout</name>
  <message>
   <source>{language} layout</source>
   <translation>Tastaturbelegung: {language}</translation>
  </message>
 </context>
 <context>
  <name>KeyfileChoice</name>
  <message>
   <source>A keyfile is needed together with the password, each time. Keep a copy in another place.</source>
   <translation>Eine Schlüsseldatei wird jedes Mal zusammen mit dem Passwort gebraucht. Bewahren Sie eine Kopie an einem anderen Ort auf.</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Ändern</translation>
  </message>
  <message>
   <source>Choose the keyfile</source>
   <translation>Schlüsseldatei wählen</translation>
  </message>
  <message>
   <source>Deedbox keyfile.key</source>
   <translation>Deedbox-Schlüsseldatei.key</translation>
  </message>
  <message>
   <source>Keyfile</source>
   <translation>Schlüsseldatei</translation>
  </message>
  <message>
   <source>Make a keyfile</source>
   <translation>Schlüsseldatei erstellen</translation>
  </message>
  <message>
   <source>No new file can be made there. Choose another name or place.</source>
   <translation>Dort lässt sich keine neue Datei anlegen. Wählen Sie einen anderen Namen oder Ort.</translation>
  </message>
  <message>
   <source>Not there now</source>
   <translation>Zurzeit nicht da</translation>
  </message>
  <message>
   <source>Use a keyfile</source>
   <translation>Schlüsseldatei verwenden</translation>
  </message>
  <message>
   <source>Use no keyfile</source>
   <translation>Keine Schlüsseldatei verwenden</translation>
  </message>
  <message>
   <source>Where the new keyfile goes</source>
   <translation>Wohin die neue Schlüsseldatei kommt</translation>
  </message>
  <message>
   <source>in {folder}</source>
   <translation>in {folder}</translation>
  </message>
 </context>
 <context>
  <name>KeysPage</name>
  <message>
   <source>Add a way in</source>
   <translation>Zugang hinzufügen</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Ändern</translation>
  </message>
  <message>
   <source>Change the keys</source>
   <translation>Schlüssel ändern</translation>
  </message>
  <message>
   <source>Change when keys are renewed</source>
   <translation>Ändern, wann Schlüssel erneuert werden</translation>
  </message>
  <message>
   <source>It stands in the vault's folder, where everybody can read it.</source>
   <translation>Er steht im Ordner des Tresors, wo jeder ihn lesen kann.</translation>
  </message>
  <message>
   <source>Keyfile and password</source>
   <translation>Schlüsseldatei und Passwort</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <source>Name of this way in</source>
   <translation>Name dieses Zugangs</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Recovery kit</source>
   <translation>Wiederherstellungsbogen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
  <message>
   <source>The ways in are being read.</source>
   <translation>Die Zugänge werden gelesen.</translation>
  </message>
  <message>
   <source>This device</source>
   <translation>Dieses Gerät</translation>
  </message>
 </context>
 <context>
  <name>KitChoice</name>
  <message>
   <source>A page to print, with 19 words. It is shown once, right after the vault is made. Two minutes.</source>
   <translation>Eine Seite zum Drucken, mit 19 Wörtern. Sie wird einmal gezeigt, gleich nachdem der Tresor angelegt ist. Zwei Minuten.</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Später</translation>
  </message>
  <message>
   <source>Make a recovery kit now</source>
   <translation>Jetzt einen Wiederherstellungsbogen erstellen</translation>
  </message>
  <message>
   <source>Until then the password is the only way in: without it everything in the vault is lost.</source>
   <translation>Bis dahin ist das Passwort der einzige Zugang: Ohne es ist alles im Tresor verloren.</translation>
  </message>
 </context>
 <context>
  <name>KitDialog</name>
  <message>
   <source>Any {threshold} of these {count} pages together open the vault without its password; fewer tell nothing. They are shown this once: print them, and give each to another person or place. A file with all of them opens the vault.</source>
   <translation>Je {threshold} dieser {count} Seiten öffnen zusammen den Tresor ohne sein Passwort; weniger verraten nichts. Sie werden dieses eine Mal gezeigt: Drucken Sie sie, und geben Sie jede einer anderen Person, oder legen Sie sie an einen anderen Ort. Eine Datei mit allen öffnet den Tresor.</translation>
  </message>
  <message>
   <source>Choose another printer, save it as a PDF, or write the words down.</source>
   <translation>Wählen Sie einen anderen Drucker, speichern Sie ihn als PDF, oder schreiben Sie die Wörter auf.</translation>
  </message>
  <message>
   <source>Fingerprint of this way in, to tell the page from others: {fingerprint}</source>
   <translation>Fingerabdruck dieses Zugangs, um die Seite von anderen zu unterscheiden: {fingerprint}</translation>
  </message>
  <message>
   <source>Finish</source>
   <translation>Fertigstellen</translation>
  </message>
  <message>
   <source>I wrote them down, close</source>
   <translation>Ich habe sie notiert, schließen</translation>
  </message>
  <message>
   <source>If you have not written them down, print them now, or remove the kit later under Keys.</source>
   <translation>Haben Sie sie nicht aufgeschrieben, drucken Sie sie jetzt, oder entfernen Sie den Bogen später unter „Schlüssel“.</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Später</translation>
  </message>
  <message>
   <source>Once this is closed nobody sees its words again.</source>
   <translation>Ist dies geschlossen, sieht niemand seine Wörter wieder.</translation>
  </message>
  <message>
   <source>Page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <source>Page {number} of {count}</source>
   <translation>Seite {number} von {count}</translation>
  </message>
  <message>
   <source>Print</source>
   <translation>Drucken</translation>
  </message>
  <message>
   <source>QR code of the words</source>
   <translation>QR-Code der Wörter</translation>
  </message>
  <message>
   <source>Recovery kit</source>
   <translation>Wiederherstellungsbogen</translation>
  </message>
  <message>
   <source>Recovery kit {vault}</source>
   <translation>Wiederherstellungsbogen {vault}</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>Als PDF speichern</translation>
  </message>
  <message>
   <source>Save the recovery kit</source>
   <translation>Wiederherstellungsbogen speichern</translation>
  </message>
  <message>
   <source>Saved as “{name}”. Print it, then remove the file: it opens the vault, too.</source>
   <translation>Gespeichert als „{name}“. Drucken Sie die Datei, und entfernen Sie sie dann: Auch sie öffnet den Tresor.</translation>
  </message>
  <message>
   <source>Sent to the printer. Look at the page before you go on.</source>
   <translation>An den Drucker geschickt. Sehen Sie die Seite an, bevor Sie fortfahren.</translation>
  </message>
  <message>
   <source>Show it again</source>
   <translation>Noch einmal zeigen</translation>
  </message>
  <message>
   <source>So it is known that the page is complete and can be read. Deedbox notes the date.</source>
   <translation>So steht fest, dass die Seite vollständig und lesbar ist. Deedbox merkt sich das Datum.</translation>
  </message>
  <message>
   <source>So it is known that the pages are complete and can be read: any {threshold} of them, one after the other.</source>
   <translation>So steht fest, dass die Seiten vollständig und lesbar sind: je {threshold} davon, eine nach der anderen.</translation>
  </message>
  <message>
   <source>The kit is as it was.</source>
   <translation>Der Bogen ist, wie er war.</translation>
  </message>
  <message>
   <source>The kit was neither printed nor saved here.</source>
   <translation>Der Bogen wurde hier weder gedruckt noch gespeichert.</translation>
  </message>
  <message>
   <source>The printer did not take the page.</source>
   <translation>Der Drucker hat die Seite nicht angenommen.</translation>
  </message>
  <message>
   <source>The recovery kit of “{vault}”</source>
   <translation>Der Wiederherstellungsbogen von „{vault}“</translation>
  </message>
  <message>
   <source>These words are right, but of another kit: this one has others.</source>
   <translation>Diese Wörter sind richtig, aber von einem anderen Bogen: Dieser hat andere.</translation>
  </message>
  <message>
   <source>These {count} words open the vault without its password, for whoever has them. They are shown this once and kept nowhere: print the page, or write them down, and put it in a safe place.</source>
   <translation>Diese {count} Wörter öffnen den Tresor ohne sein Passwort, für jeden, der sie hat. Sie werden dieses eine Mal gezeigt und nirgends aufbewahrt: Drucken Sie die Seite, oder schreiben Sie die Wörter auf, und legen Sie sie an einen sicheren Ort.</translation>
  </message>
  <message>
   <source>Type it back</source>
   <translation>Abtippen</translation>
  </message>
  <message>
   <source>Type it back once, from your page</source>
   <translation>Einmal von Ihrer Seite abtippen</translation>
  </message>
  <message>
   <source>Type the words first</source>
   <translation>Zuerst die Wörter eingeben</translation>
  </message>
 </context>
 <context>
  <name>KitShown</name>
  <message>
   <source>The kit opens the vault: it was tested today.</source>
   <translation>Der Bogen öffnet den Tresor: Er wurde heute getestet.</translation>
  </message>
  <message>
   <source>The kit was never tested. Type its words once under Keys.</source>
   <translation>Der Bogen wurde nie getestet. Geben Sie seine Wörter einmal unter „Schlüssel“ ein.</translation>
  </message>
  <message>
   <source>The new kit opens the vault, the old one does not any more.</source>
   <translation>Der neue Bogen öffnet den Tresor, der alte nicht mehr.</translation>
  </message>
  <message>
   <source>The new kit was never tested, so the old one stays. Test the new one, then remove the old.</source>
   <translation>Der neue Bogen wurde nie getestet, darum bleibt der alte. Testen Sie den neuen, und entfernen Sie dann den alten.</translation>
  </message>
 </context>
 <context>
  <name>LabelActs</name>
  <message numerus="yes">
   <source>%Ln item(s) added to favourites.</source>
   <translation>
    <numerusform>%Ln Eintrag zu den Favoriten hinzugefügt.</numerusform>
    <numerusform>%Ln Einträge zu den Favoriten hinzugefügt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) removed from favourites.</source>
   <translation>
    <numerusform>%Ln Eintrag aus den Favoriten entfernt.</numerusform>
    <numerusform>%Ln Einträge aus den Favoriten entfernt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Ändern</translation>
  </message>
  <message>
   <source>Change “{name}”</source>
   <translation>„{name}“ ändern</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Farbe</translation>
  </message>
  <message>
   <source>It will stand in the sidebar and find what fits at that time.</source>
   <translation>Sie steht dann in der Seitenleiste und findet jederzeit, was gerade passt.</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>New name</source>
   <translation>Neuer Name</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove the tag</source>
   <translation>Schlagwort entfernen</translation>
  </message>
  <message>
   <source>Removed the saved search “{name}”.</source>
   <translation>Gespeicherte Suche „{name}“ entfernt.</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Save search</source>
   <translation>Suche speichern</translation>
  </message>
  <message>
   <source>Search for</source>
   <translation>Suchen nach</translation>
  </message>
  <message numerus="yes">
   <source>Tagged %Ln item(s) with “{tag}”.</source>
   <translation>
    <numerusform>%Ln Eintrag erhielt das Schlagwort „{tag}“.</numerusform>
    <numerusform>%Ln Einträge erhielten das Schlagwort „{tag}“.</numerusform>
   </translation>
  </message>
  <message>
   <source>The items stay, with their other tags.</source>
   <translation>Die Einträge bleiben, mit ihren anderen Schlagwörtern.</translation>
  </message>
  <message numerus="yes">
   <source>The tag “{tag}” will be taken off %Ln item(s).</source>
   <translation>
    <numerusform>Das Schlagwort „{tag}“ wird von %Ln Eintrag entfernt.</numerusform>
    <numerusform>Das Schlagwort „{tag}“ wird von %Ln Einträgen entfernt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Where there is a tag of that name already, the two become one.</source>
   <translation>Gibt es schon ein Schlagwort dieses Namens, werden beide zu einem.</translation>
  </message>
 </context>
 <context>
  <name>LeafView</name>
  <message>
   <source>Chapter</source>
   <translation>Kapitel</translation>
  </message>
 </context>
 <context>
  <name>LeaveDialog</name>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Earlier versions too</source>
   <translation>Auch frühere Versionen</translation>
  </message>
  <message>
   <source>Everything is written out in plain, for whoever can read that disk, its backups included.</source>
   <translation>Alles wird unverschlüsselt herausgeschrieben, für jeden, der diesen Datenträger lesen kann, seine Backups eingeschlossen.</translation>
  </message>
  <message>
   <source>Leave Deedbox</source>
   <translation>Deedbox verlassen</translation>
  </message>
  <message>
   <source>Name a folder.</source>
   <translation>Geben Sie einen Ordner an.</translation>
  </message>
  <message>
   <source>New or empty folder</source>
   <translation>Neuer oder leerer Ordner</translation>
  </message>
  <message>
   <source>Notes become Markdown files; tags, favourites and dates stand in a file beside them. The trash is left out. The vault itself stays as it is: remove it yourself when you are sure.</source>
   <translation>Aus Notizen werden Markdown-Dateien; Schlagwörter, Favoriten und Daten stehen in einer Datei daneben. Der Papierkorb bleibt außen vor. Der Tresor selbst bleibt, wie er ist: Entfernen Sie ihn selbst, wenn Sie sicher sind.</translation>
  </message>
  <message>
   <source>Something is there already. Choose a new or an empty folder.</source>
   <translation>Dort ist schon etwas. Wählen Sie einen neuen oder einen leeren Ordner.</translation>
  </message>
  <message>
   <source>That is inside the vault's own folder.</source>
   <translation>Das ist im Ordner des Tresors selbst.</translation>
  </message>
  <message>
   <source>The folder above it is not there.</source>
   <translation>Den Ordner darüber gibt es nicht.</translation>
  </message>
  <message>
   <source>The place is being looked at</source>
   <translation>Der Ort wird geprüft</translation>
  </message>
  <message>
   <source>Where to write</source>
   <translation>Wohin geschrieben wird</translation>
  </message>
  <message>
   <source>Write everything out</source>
   <translation>Alles herausschreiben</translation>
  </message>
 </context>
 <context>
  <name>Legend</name>
  <message>
   <source>Backup set, taller means more new data</source>
   <translation>Backup-Satz, höher heißt mehr neue Daten</translation>
  </message>
  <message>
   <source>Drill: restored for real</source>
   <translation>Probe: wirklich wiederhergestellt</translation>
  </message>
  <message>
   <source>Missed runs</source>
   <translation>Versäumte Läufe</translation>
  </message>
 </context>
 <context>
  <name>LinkCompletion</name>
  <message>
   <source>Items to link to</source>
   <translation>Einträge, auf die ein Link zeigen kann</translation>
  </message>
  <message>
   <source>Nothing found</source>
   <translation>Nichts gefunden</translation>
  </message>
  <message>
   <source>Type another word of its name</source>
   <translation>Geben Sie ein anderes Wort seines Namens ein</translation>
  </message>
 </context>
 <context>
  <name>LinkDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open a link</source>
   <translation>Link öffnen</translation>
  </message>
  <message>
   <source>Open this in another program?</source>
   <translation>Dies in einem anderen Programm öffnen?</translation>
  </message>
  <message>
   <source>The other program learns the address, and with it that you have it.</source>
   <translation>Das andere Programm erfährt die Adresse, und damit, dass Sie sie haben.</translation>
  </message>
  <message>
   <source>This link cannot be opened here.</source>
   <translation>Dieser Link lässt sich hier nicht öffnen.</translation>
  </message>
 </context>
 <context>
  <name>Linking</name>
  <message>
   <source>Ctrl and a click opens it</source>
   <translation>Strg und ein Klick öffnen ihn</translation>
  </message>
  <message>
   <source>Look for it in a backup, or take the link away.</source>
   <translation>Suchen Sie es in einem Backup, oder nehmen Sie den Link heraus.</translation>
  </message>
  <message>
   <source>Restore the item, and the link leads to it again.</source>
   <translation>Stellen Sie den Eintrag wieder her, dann führt der Link wieder zu ihm.</translation>
  </message>
  <message>
   <source>The link stays as it is.</source>
   <translation>Der Link bleibt, wie er ist.</translation>
  </message>
  <message>
   <source>The note is as it was.</source>
   <translation>Die Notiz ist, wie sie war.</translation>
  </message>
  <message>
   <source>This item is no longer in the vault</source>
   <translation>Dieser Eintrag ist nicht mehr im Tresor</translation>
  </message>
  <message>
   <source>What this link led to is no longer in the vault.</source>
   <translation>Wohin dieser Link führte, ist nicht mehr im Tresor.</translation>
  </message>
  <message>
   <source>in the trash</source>
   <translation>im Papierkorb</translation>
  </message>
  <message>
   <source>no longer in the vault</source>
   <translation>nicht mehr im Tresor</translation>
  </message>
  <message>
   <source>{address}
Ctrl and a click asks whether to open it</source>
   <translation>{address}
Strg und ein Klick fragen, ob er geöffnet werden soll</translation>
  </message>
  <message>
   <source>“{name}”
Ctrl and a click opens it</source>
   <translation>„{name}“
Strg und ein Klick öffnen ihn</translation>
  </message>
  <message>
   <source>“{name}” is in the trash</source>
   <translation>„{name}“ ist im Papierkorb</translation>
  </message>
  <message>
   <source>“{name}” is in the trash.</source>
   <translation>„{name}“ ist im Papierkorb.</translation>
  </message>
 </context>
 <context>
  <name>ListActs</name>
  <message>
   <source>Add files</source>
   <translation>Dateien hinzufügen</translation>
  </message>
  <message>
   <source>Comfortable rows</source>
   <translation>Hohe Zeilen</translation>
  </message>
  <message>
   <source>Compact rows</source>
   <translation>Niedrige Zeilen</translation>
  </message>
  <message>
   <source>Empty trash</source>
   <translation>Papierkorb leeren</translation>
  </message>
  <message>
   <source>Invert selection</source>
   <translation>Auswahl umkehren</translation>
  </message>
  <message>
   <source>New folder</source>
   <translation>Neuer Ordner</translation>
  </message>
  <message>
   <source>New note</source>
   <translation>Neue Notiz</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>Alle auswählen</translation>
  </message>
  <message>
   <source>Show as a grid</source>
   <translation>Als Raster zeigen</translation>
  </message>
  <message>
   <source>Show as a list</source>
   <translation>Als Liste zeigen</translation>
  </message>
  <message>
   <source>Sort by</source>
   <translation>Sortieren nach</translation>
  </message>
 </context>
 <context>
  <name>ListPane</name>
  <message numerus="yes">
   <source>%Ln item(s) are still being read; what they hold is found soon.</source>
   <translation>
    <numerusform>%Ln Eintrag wird noch gelesen; sein Inhalt wird bald gefunden.</numerusform>
    <numerusform>%Ln Einträge werden noch gelesen; ihr Inhalt wird bald gefunden.</numerusform>
   </translation>
  </message>
  <message>
   <source>A note saves itself, and every version of it is kept.</source>
   <translation>Eine Notiz speichert sich selbst, und jede Version davon bleibt erhalten.</translation>
  </message>
  <message>
   <source>Add files</source>
   <translation>Dateien hinzufügen</translation>
  </message>
  <message>
   <source>All words are looked for together: in names, tags, notes and contents outside the trash.</source>
   <translation>Gesucht wird nach allen Wörtern zusammen: in Namen, Schlagwörtern, Notizen und Inhalten außerhalb des Papierkorbs.</translation>
  </message>
  <message>
   <source>Comfortable rows</source>
   <translation>Hohe Zeilen</translation>
  </message>
  <message>
   <source>Compact rows</source>
   <translation>Niedrige Zeilen</translation>
  </message>
  <message>
   <source>Density</source>
   <translation>Zeilenhöhe</translation>
  </message>
  <message>
   <source>Drop files or folders here, or move items into it.</source>
   <translation>Legen Sie Dateien oder Ordner hier ab, oder verschieben Sie Einträge hierher.</translation>
  </message>
  <message>
   <source>Drop items on the tag at the left, or choose Tags in their menu.</source>
   <translation>Ziehen Sie Einträge links auf das Schlagwort, oder wählen Sie in ihrem Menü „Schlagwörter“.</translation>
  </message>
  <message>
   <source>Drop the first files or folders anywhere in this window. The originals stay where they are.</source>
   <translation>Legen Sie die ersten Dateien oder Ordner irgendwo in diesem Fenster ab. Die Originale bleiben, wo sie sind.</translation>
  </message>
  <message>
   <source>Empty trash</source>
   <translation>Papierkorb leeren</translation>
  </message>
  <message>
   <source>Go up</source>
   <translation>Eine Ebene höher</translation>
  </message>
  <message>
   <source>How to search</source>
   <translation>Suchhilfe</translation>
  </message>
  <message>
   <source>Items</source>
   <translation>Einträge</translation>
  </message>
  <message>
   <source>List</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>New folder</source>
   <translation>Neuer Ordner</translation>
  </message>
  <message>
   <source>New note</source>
   <translation>Neue Notiz</translation>
  </message>
  <message>
   <source>No favourites yet</source>
   <translation>Noch keine Favoriten</translation>
  </message>
  <message>
   <source>No notes yet</source>
   <translation>Noch keine Notizen</translation>
  </message>
  <message>
   <source>Nothing has come in yet</source>
   <translation>Noch ist nichts hereingekommen</translation>
  </message>
  <message>
   <source>Nothing has this tag</source>
   <translation>Nichts hat dieses Schlagwort</translation>
  </message>
  <message>
   <source>Nothing is in here yet</source>
   <translation>Hier ist noch nichts</translation>
  </message>
  <message>
   <source>Nothing was found</source>
   <translation>Nichts gefunden</translation>
  </message>
  <message>
   <source>Nothing yet</source>
   <translation>Noch nichts</translation>
  </message>
  <message>
   <source>Open a share</source>
   <translation>Freigabe öffnen</translation>
  </message>
  <message>
   <source>Save search</source>
   <translation>Suche speichern</translation>
  </message>
  <message>
   <source>Search results</source>
   <translation>Suchergebnisse</translation>
  </message>
  <message>
   <source>Show all items</source>
   <translation>Alle Einträge zeigen</translation>
  </message>
  <message>
   <source>Show as a grid</source>
   <translation>Als Raster zeigen</translation>
  </message>
  <message>
   <source>Show as a list</source>
   <translation>Als Liste zeigen</translation>
  </message>
  <message>
   <source>Sort</source>
   <translation>Sortieren</translation>
  </message>
  <message>
   <source>The star beside an item's name, or Ctrl+D, puts here what you need often.</source>
   <translation>Der Stern neben dem Namen eines Eintrags oder Strg+D legt hier ab, was Sie oft brauchen.</translation>
  </message>
  <message>
   <source>The trash is empty</source>
   <translation>Der Papierkorb ist leer</translation>
  </message>
  <message>
   <source>This vault is empty</source>
   <translation>Dieser Tresor ist leer</translation>
  </message>
  <message>
   <source>What changed last stands here.</source>
   <translation>Hier steht, was sich zuletzt geändert hat.</translation>
  </message>
  <message>
   <source>What others share with you comes in here. Drop a share on the window, or open its file.</source>
   <translation>Hier kommt herein, was andere mit Ihnen teilen. Legen Sie eine Freigabe auf dem Fenster ab, oder öffnen Sie ihre Datei.</translation>
  </message>
  <message>
   <source>What you remove waits here until you empty the trash.</source>
   <translation>Was Sie entfernen, wartet hier, bis Sie den Papierkorb leeren.</translation>
  </message>
  <message>
   <source>the first {count}</source>
   <translation>die ersten {count}</translation>
  </message>
 </context>
 <context>
  <name>ManualWindow</name>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Chapters</source>
   <translation>Kapitel</translation>
  </message>
  <message>
   <source>Close the manual</source>
   <translation>Handbuch schließen</translation>
  </message>
  <message>
   <source>Ctrl+F</source>
   <translation>Strg+F</translation>
  </message>
  <message>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <source>Manual of Deedbox</source>
   <translation>Handbuch von Deedbox</translation>
  </message>
  <message>
   <source>No chapter has these words.</source>
   <translation>Kein Kapitel enthält diese Wörter.</translation>
  </message>
  <message>
   <source>Search the manual</source>
   <translation>Handbuch durchsuchen</translation>
  </message>
  <message>
   <source>This is where you began</source>
   <translation>Hier haben Sie begonnen</translation>
  </message>
 </context>
 <context>
  <name>MyCard</name>
  <message>
   <source>Copy text</source>
   <translation>Text kopieren</translation>
  </message>
  <message>
   <source>Fingerprint: {fingerprint}</source>
   <translation>Fingerabdruck: {fingerprint}</translation>
  </message>
  <message>
   <source>Forget this key</source>
   <translation>Diesen Schlüssel vergessen</translation>
  </message>
  <message>
   <source>Import a key</source>
   <translation>Schlüssel importieren</translation>
  </message>
  <message>
   <source>Imported keys</source>
   <translation>Importierte Schlüssel</translation>
  </message>
  <message>
   <source>Made on {date}.</source>
   <translation>Erstellt am {date}.</translation>
  </message>
  <message>
   <source>Make my card</source>
   <translation>Meine Karte erstellen</translation>
  </message>
  <message>
   <source>More with my card</source>
   <translation>Mehr zu meiner Karte</translation>
  </message>
  <message>
   <source>My card</source>
   <translation>Meine Karte</translation>
  </message>
  <message numerus="yes">
   <source>Old shares still open with %Ln earlier key(s).</source>
   <translation>
    <numerusform>Alte Freigaben öffnen sich weiterhin mit %Ln früheren Schlüssel.</numerusform>
    <numerusform>Alte Freigaben öffnen sich weiterhin mit %Ln früheren Schlüsseln.</numerusform>
   </translation>
  </message>
  <message>
   <source>Others compare these words with you, by phone or in person:</source>
   <translation>Andere vergleichen diese Wörter mit Ihnen, am Telefon oder persönlich:</translation>
  </message>
  <message>
   <source>Renew my keys</source>
   <translation>Meine Schlüssel erneuern</translation>
  </message>
  <message>
   <source>Save QR code as a picture</source>
   <translation>QR-Code als Bild speichern</translation>
  </message>
  <message>
   <source>Save card as a file</source>
   <translation>Karte als Datei speichern</translation>
  </message>
  <message>
   <source>Show QR code</source>
   <translation>QR-Code zeigen</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
  <message>
   <source>Your card is what others need to share with you, and to know that a share came from you. It is made once, under the name they will see, and holds nothing secret.</source>
   <translation>Ihre Karte ist, was andere brauchen, um mit Ihnen zu teilen und um zu wissen, dass eine Freigabe von Ihnen kam. Sie wird einmal gemacht, unter dem Namen, den andere sehen, und enthält nichts Geheimes.</translation>
  </message>
  <message>
   <source>{kind}. Opens shares made for it; imported on {date}</source>
   <translation>{kind}. Öffnet Freigaben, die für ihn gemacht sind; importiert am {date}</translation>
  </message>
 </context>
 <context>
  <name>NamedAct</name>
  <message>
   <source>Give it a name first.</source>
   <translation>Geben Sie ihm zuerst einen Namen.</translation>
  </message>
  <message>
   <source>It stands in the vault's folder, where everybody can read it.</source>
   <translation>Er steht im Ordner des Tresors, wo jeder ihn lesen kann.</translation>
  </message>
  <message>
   <source>Name of this way in</source>
   <translation>Name dieses Zugangs</translation>
  </message>
  <message>
   <source>The vault has one more way in.</source>
   <translation>Der Tresor hat einen Zugang mehr.</translation>
  </message>
  <message>
   <source>There is a way in of that name.</source>
   <translation>Einen Zugang dieses Namens gibt es schon.</translation>
  </message>
 </context>
 <context>
  <name>NamedConfirmation</name>
  <message>
   <source>Type the name first</source>
   <translation>Zuerst den Namen eingeben</translation>
  </message>
  <message>
   <source>Type the name “{}” to go on</source>
   <translation>Zum Fortfahren den Namen „{}“ eingeben</translation>
  </message>
 </context>
 <context>
  <name>NewPassword</name>
  <message>
   <source>Fair.</source>
   <translation>Mittel.</translation>
  </message>
  <message>
   <source>New password</source>
   <translation>Neues Passwort</translation>
  </message>
  <message>
   <source>New password again</source>
   <translation>Neues Passwort noch einmal</translation>
  </message>
  <message>
   <source>On average, at 1,000 guesses a second for each card: what a vault's key derivation leaves them.</source>
   <translation>Im Durchschnitt, bei 1.000 Versuchen je Sekunde und Karte: so viel, wie die Schlüsselableitung eines Tresors ihnen lässt.</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Password again</source>
   <translation>Passwort noch einmal</translation>
  </message>
  <message>
   <source>Several words are easier to remember than signs, and harder to guess.</source>
   <translation>Mehrere Wörter lassen sich leichter merken als Zeichen und schwerer erraten.</translation>
  </message>
  <message>
   <source>Strong.</source>
   <translation>Stark.</translation>
  </message>
  <message>
   <source>Suggest words</source>
   <translation>Wörter vorschlagen</translation>
  </message>
  <message>
   <source>The same</source>
   <translation>Stimmt überein</translation>
  </message>
  <message>
   <source>The two passwords differ.</source>
   <translation>Die beiden Passwörter unterscheiden sich.</translation>
  </message>
  <message>
   <source>Type a password first, or let words be suggested.</source>
   <translation>Geben Sie zuerst ein Passwort ein, oder lassen Sie Wörter vorschlagen.</translation>
  </message>
  <message>
   <source>Type it once more, so that no slip of the finger is kept.</source>
   <translation>Geben Sie es noch einmal ein, damit kein Tippfehler bleibt.</translation>
  </message>
  <message>
   <source>Weak.</source>
   <translation>Schwach.</translation>
  </message>
  <message>
   <source>{count} words out of {all}, {bits} bits.</source>
   <translation>{count} Wörter aus {all}, {bits} Bit.</translation>
  </message>
 </context>
 <context>
  <name>NewPlaceChoice</name>
  <message>
   <source>A name has no slash and no signs that cannot be seen.</source>
   <translation>Ein Name hat keinen Schrägstrich und keine unsichtbaren Zeichen.</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Choose the folder the vault is kept in</source>
   <translation>Ordner wählen, in dem der Tresor aufbewahrt wird</translation>
  </message>
  <message>
   <source>Give it a name.</source>
   <translation>Geben Sie ihm einen Namen.</translation>
  </message>
  <message>
   <source>Kept in</source>
   <translation>Aufbewahrt in</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Nothing can be written in that folder. Choose another one.</source>
   <translation>In diesen Ordner lässt sich nichts schreiben. Wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>Something is there already under that name. It is not touched; choose another name.</source>
   <translation>Unter diesem Namen gibt es schon etwas. Es wird nicht angerührt; wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>That folder is not there now. Choose another one.</source>
   <translation>Dieser Ordner ist zurzeit nicht da. Wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>That name is too long.</source>
   <translation>Dieser Name ist zu lang.</translation>
  </message>
  <message>
   <source>The vault will be {path}</source>
   <translation>Der Tresor liegt dann unter {path}</translation>
  </message>
 </context>
 <context>
  <name>NewSecretsDialog</name>
  <message numerus="yes">
   <source>%Ln way(s) in of before open the vault no more.</source>
   <translation>
    <numerusform>%Ln früherer Zugang öffnet den Tresor nicht mehr.</numerusform>
    <numerusform>%Ln frühere Zugänge öffnen den Tresor nicht mehr.</numerusform>
   </translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Make a new recovery kit as well</source>
   <translation>Auch einen neuen Wiederherstellungsbogen erstellen</translation>
  </message>
  <message>
   <source>Make new secrets</source>
   <translation>Neue Geheimnisse erzeugen</translation>
  </message>
  <message>
   <source>Old copies, backups and exports still open with them: make a new backup, put those away.</source>
   <translation>Alte Kopien, Backups und Exporte öffnen sich weiterhin damit: Machen Sie ein neues Backup, und räumen Sie jene weg.</translation>
  </message>
  <message>
   <source>Shares that were sent cannot be called back. If your keys for sharing may have leaked, too, make new ones under Contacts.</source>
   <translation>Verschickte Freigaben lassen sich nicht zurückholen. Sind womöglich auch Ihre Schlüssel zum Teilen bekannt geworden, erzeugen Sie unter „Kontakte“ neue.</translation>
  </message>
  <message>
   <source>These open the vault no more</source>
   <translation>Diese öffnen den Tresor nicht mehr</translation>
  </message>
  <message>
   <source>This step cannot be stopped. Re-encrypting follows while you go on working.</source>
   <translation>Dieser Schritt lässt sich nicht anhalten. Die Neuverschlüsselung folgt, während Sie weiterarbeiten.</translation>
  </message>
  <message>
   <source>Type the name first</source>
   <translation>Zuerst den Namen eingeben</translation>
  </message>
  <message>
   <source>Type the name “{name}” to go on</source>
   <translation>Zum Fortfahren den Namen „{name}“ eingeben</translation>
  </message>
  <message>
   <source>“{name}” gets a new password and a new key, and everything is encrypted anew: {size}.</source>
   <translation>„{name}“ erhält ein neues Passwort und einen neuen Schlüssel, und alles wird neu verschlüsselt: {size}.</translation>
  </message>
 </context>
 <context>
  <name>NotLeftReport</name>
  <message numerus="yes">
   <source>%Ln item(s) could not be written.</source>
   <translation>
    <numerusform>%Ln Eintrag ließ sich nicht schreiben.</numerusform>
    <numerusform>%Ln Einträge ließen sich nicht schreiben.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>In the vault everything is as before. %Ln item(s) were written.</source>
   <translation>
    <numerusform>Im Tresor ist alles wie zuvor. %Ln Eintrag wurde geschrieben.</numerusform>
    <numerusform>Im Tresor ist alles wie zuvor. %Ln Einträge wurden geschrieben.</numerusform>
   </translation>
  </message>
  <message>
   <source>Not written</source>
   <translation>Nicht geschrieben</translation>
  </message>
 </context>
 <context>
  <name>NotWrittenDialog</name>
  <message numerus="yes">
   <source>%Ln item(s) could not be copied out.</source>
   <translation>
    <numerusform>%Ln Eintrag ließ sich nicht herauskopieren.</numerusform>
    <numerusform>%Ln Einträge ließen sich nicht herauskopieren.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>In the vault everything is as before. %Ln item(s) were copied.</source>
   <translation>
    <numerusform>Im Tresor ist alles wie zuvor. %Ln Eintrag wurde kopiert.</numerusform>
    <numerusform>Im Tresor ist alles wie zuvor. %Ln Einträge wurden kopiert.</numerusform>
   </translation>
  </message>
  <message>
   <source>Not copied out</source>
   <translation>Nicht herauskopiert</translation>
  </message>
  <message>
   <source>Replace those that are there</source>
   <translation>Die vorhandenen ersetzen</translation>
  </message>
 </context>
 <context>
  <name>NoteEditor</name>
  <message>
   <source>Text of the note</source>
   <translation>Text der Notiz</translation>
  </message>
 </context>
 <context>
  <name>NoteFoot</name>
  <message numerus="yes">
   <source>%Ln link(s) to items</source>
   <translation>
    <numerusform>%Ln Link auf Einträge</numerusform>
    <numerusform>%Ln Links auf Einträge</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln more</source>
   <translation>
    <numerusform>%Ln weitere</numerusform>
    <numerusform>%Ln weitere</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln word(s)</source>
   <translation>
    <numerusform>%Ln Wort</numerusform>
    <numerusform>%Ln Wörter</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Linked from %Ln note(s)</source>
   <translation>
    <numerusform>Verlinkt von %Ln Notiz</numerusform>
    <numerusform>Verlinkt von %Ln Notizen</numerusform>
   </translation>
  </message>
  <message>
   <source>{done} of {all} done</source>
   <translation>{done} von {all} erledigt</translation>
  </message>
 </context>
 <context>
  <name>NotePage</name>
  <message>
   <source>Back to the note before</source>
   <translation>Zurück zur vorigen Notiz</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close the find bar, then the note</source>
   <translation>Suchleiste schließen, dann die Notiz</translation>
  </message>
  <message>
   <source>Close this</source>
   <translation>Dies schließen</translation>
  </message>
  <message>
   <source>Find and replace</source>
   <translation>Suchen und ersetzen</translation>
  </message>
  <message>
   <source>Find the next</source>
   <translation>Nächste Stelle suchen</translation>
  </message>
  <message>
   <source>Find the one before</source>
   <translation>Vorige Stelle suchen</translation>
  </message>
  <message>
   <source>Follow the link</source>
   <translation>Dem Link folgen</translation>
  </message>
  <message>
   <source>New note</source>
   <translation>Neue Notiz</translation>
  </message>
  <message>
   <source>Not saved</source>
   <translation>Nicht gespeichert</translation>
  </message>
  <message>
   <source>Not saved yet</source>
   <translation>Noch nicht gespeichert</translation>
  </message>
  <message>
   <source>Not saved: {reason}</source>
   <translation>Nicht gespeichert: {reason}</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>Gliederung</translation>
  </message>
  <message>
   <source>Save now</source>
   <translation>Jetzt speichern</translation>
  </message>
  <message>
   <source>Saved {moment}</source>
   <translation>Gespeichert: {moment}</translation>
  </message>
  <message>
   <source>Saving</source>
   <translation>Wird gespeichert</translation>
  </message>
  <message>
   <source>Show it in the trash</source>
   <translation>Im Papierkorb zeigen</translation>
  </message>
  <message>
   <source>This note is long and shown without formatting.</source>
   <translation>Diese Notiz ist lang und wird ohne Formatierung gezeigt.</translation>
  </message>
  <message>
   <source>Tick the line, or take the tick away</source>
   <translation>Zeile abhaken, oder den Haken entfernen</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Versionen</translation>
  </message>
  <message>
   <source>Write, preview, both</source>
   <translation>Schreiben, Vorschau, beides</translation>
  </message>
 </context>
 <context>
  <name>NotePreview</name>
  <message>
   <source>Preview of the note</source>
   <translation>Vorschau der Notiz</translation>
  </message>
  <message>
   <source>The preview ends here. The note goes on in the editor.</source>
   <translation>Die Vorschau endet hier. Die Notiz geht im Editor weiter.</translation>
  </message>
 </context>
 <context>
  <name>NoteSaver</name>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
 </context>
 <context>
  <name>NoteTools</name>
  <message>
   <source>Bold</source>
   <translation>Fett</translation>
  </message>
  <message>
   <source>Both</source>
   <translation>Beides</translation>
  </message>
  <message>
   <source>Check list</source>
   <translation>Abhakliste</translation>
  </message>
  <message>
   <source>Choose Write first</source>
   <translation>Zuerst „Schreiben“ wählen</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>Formatting</source>
   <translation>Formatierung</translation>
  </message>
  <message>
   <source>Heading</source>
   <translation>Überschrift</translation>
  </message>
  <message>
   <source>Italic</source>
   <translation>Kursiv</translation>
  </message>
  <message>
   <source>Link</source>
   <translation>Link</translation>
  </message>
  <message>
   <source>Link to an item</source>
   <translation>Link auf einen Eintrag</translation>
  </message>
  <message>
   <source>List</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>More formatting</source>
   <translation>Weitere Formatierung</translation>
  </message>
  <message>
   <source>Numbered list</source>
   <translation>Nummerierte Liste</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>Vorschau</translation>
  </message>
  <message>
   <source>Quote</source>
   <translation>Zitat</translation>
  </message>
  <message>
   <source>Struck out</source>
   <translation>Durchgestrichen</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <source>Write</source>
   <translation>Schreiben</translation>
  </message>
 </context>
 <context>
  <name>Notices</name>
  <message>
   <source>Go on</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>Re-encrypting everything is not complete: {size} lie under the keys of before.</source>
   <translation>Die Neuverschlüsselung ist nicht vollständig: {size} liegen noch unter den früheren Schlüsseln.</translation>
  </message>
  <message>
   <source>Read-only: the disk refused a change. Everything saved so far is safe. Look after the disk, then lock and unlock the vault.</source>
   <translation>Nur lesen: Der Datenträger hat eine Änderung abgelehnt. Alles bisher Gespeicherte ist sicher. Prüfen Sie den Datenträger, dann sperren und entsperren Sie den Tresor.</translation>
  </message>
  <message>
   <source>Read-only: the vault is open for reading. It can be looked at and copied out, not changed.</source>
   <translation>Nur lesen: Der Tresor ist zum Lesen geöffnet. Er lässt sich ansehen und herauskopieren, nicht ändern.</translation>
  </message>
 </context>
 <context>
  <name>OlderVersionDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Version {number}</source>
   <translation>Version {number}</translation>
  </message>
 </context>
 <context>
  <name>OlderVersionsDialog</name>
  <message numerus="yes">
   <source>%Ln older version(s) removed.</source>
   <translation>
    <numerusform>%Ln ältere Version entfernt.</numerusform>
    <numerusform>%Ln ältere Versionen entfernt.</numerusform>
   </translation>
  </message>
  <message>
   <source>A note has a version for each time it was written.</source>
   <translation>Eine Notiz hat eine Version für jedes Mal, wenn sie geschrieben wurde.</translation>
  </message>
  <message>
   <source>Choose what is thinned out first</source>
   <translation>Zuerst wählen, was ausgedünnt wird</translation>
  </message>
  <message>
   <source>Counting</source>
   <translation>Wird gezählt</translation>
  </message>
  <message>
   <source>Keep all</source>
   <translation>Alle behalten</translation>
  </message>
  <message>
   <source>Nothing goes by itself.</source>
   <translation>Nichts geht von selbst.</translation>
  </message>
  <message>
   <source>Older versions</source>
   <translation>Ältere Versionen</translation>
  </message>
  <message>
   <source>Older versions hold {size}</source>
   <translation>Ältere Versionen belegen {size}</translation>
  </message>
  <message>
   <source>Older versions of files take more room, and go the same way.</source>
   <translation>Ältere Versionen von Dateien brauchen mehr Platz und gehen denselben Weg.</translation>
  </message>
  <message>
   <source>One moment</source>
   <translation>Einen Augenblick</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
  <message>
   <source>There was nothing to thin out.</source>
   <translation>Es gab nichts auszudünnen.</translation>
  </message>
  <message>
   <source>They held {size}; Clean up gives the room back.</source>
   <translation>Sie belegten {size}; „Aufräumen“ gibt den Platz zurück.</translation>
  </message>
  <message>
   <source>Thin out notes</source>
   <translation>Notizen ausdünnen</translation>
  </message>
  <message>
   <source>Thin out notes and files</source>
   <translation>Notizen und Dateien ausdünnen</translation>
  </message>
  <message>
   <source>Thin out now</source>
   <translation>Jetzt ausdünnen</translation>
  </message>
  <message>
   <source>Thinning out keeps every version of the last day, then the last one of each day, and after 30 days the last one of each month. The first and the current version always stay.</source>
   <translation>Ausdünnen behält jede Version des letzten Tages, dann die letzte jedes Tages, und nach 30 Tagen die letzte jedes Monats. Die erste und die aktuelle Version bleiben immer.</translation>
  </message>
  <message>
   <source>Thinning out older versions</source>
   <translation>Ältere Versionen werden ausgedünnt</translation>
  </message>
  <message>
   <source>Thinning out was stopped.</source>
   <translation>Das Ausdünnen wurde angehalten.</translation>
  </message>
  <message>
   <source>What was removed before stays removed.</source>
   <translation>Was vorher entfernt wurde, bleibt entfernt.</translation>
  </message>
 </context>
 <context>
  <name>OpenWithDialog</name>
  <message>
   <source>Do not ask again until the vault is locked</source>
   <translation>Nicht mehr fragen, bis der Tresor gesperrt wird</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open anyway</source>
   <translation>Trotzdem öffnen</translation>
  </message>
  <message>
   <source>Open with another program</source>
   <translation>Mit anderem Programm öffnen</translation>
  </message>
  <message>
   <source>Open “{name}” in another program?</source>
   <translation>„{name}“ in einem anderen Programm öffnen?</translation>
  </message>
  <message>
   <source>Program</source>
   <translation>Programm</translation>
  </message>
  <message>
   <source>The other program may keep backups, temporary files and lists of recent files of its own, which Deedbox neither sees nor wipes.</source>
   <translation>Das andere Programm legt womöglich eigene Sicherungskopien, temporäre Dateien und Listen zuletzt geöffneter Dateien an, die Deedbox weder sieht noch löscht.</translation>
  </message>
  <message>
   <source>The program gets a plain copy in a private place in memory. The vault can only be read now, so changes cannot be saved back. The copy is wiped when the vault is locked.</source>
   <translation>Das Programm erhält eine Klartextkopie an einem privaten Ort im Arbeitsspeicher. Der Tresor lässt sich zurzeit nur lesen, Änderungen können also nicht zurückgespeichert werden. Die Kopie wird gelöscht, wenn der Tresor gesperrt wird.</translation>
  </message>
  <message>
   <source>The program gets a plain copy in a private place in memory. What you save there is saved back as a new version. The copy is wiped when the vault is locked.</source>
   <translation>Das Programm erhält eine Klartextkopie an einem privaten Ort im Arbeitsspeicher. Was Sie dort speichern, wird als neue Version zurückgespeichert. Die Kopie wird gelöscht, wenn der Tresor gesperrt wird.</translation>
  </message>
  <message>
   <source>This kind of file can do things when it is opened: run as a program, or load something from the network. Open it only if you know where it comes from.</source>
   <translation>Dateien dieser Art können beim Öffnen etwas tun: als Programm laufen oder etwas aus dem Netz laden. Öffnen Sie sie nur, wenn Sie wissen, woher sie kommt.</translation>
  </message>
  <message>
   <source>What the system suggests</source>
   <translation>Was das System vorschlägt</translation>
  </message>
 </context>
 <context>
  <name>Opener</name>
  <message numerus="yes">
   <source>%Ln change(s) not saved back</source>
   <translation>
    <numerusform>%Ln Änderung nicht zurückgespeichert</numerusform>
    <numerusform>%Ln Änderungen nicht zurückgespeichert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln plain file(s) in use</source>
   <translation>
    <numerusform>%Ln Klartextkopie in Gebrauch</numerusform>
    <numerusform>%Ln Klartextkopien in Gebrauch</numerusform>
   </translation>
  </message>
  <message>
   <source>Choose another program in the item's menu, or use Copy out.</source>
   <translation>Wählen Sie im Menü des Eintrags ein anderes Programm, oder nehmen Sie „Herauskopieren“.</translation>
  </message>
  <message>
   <source>Close other plain copies, or use Copy out instead.</source>
   <translation>Schließen Sie andere Klartextkopien, oder nehmen Sie stattdessen „Herauskopieren“.</translation>
  </message>
  <message>
   <source>No program on this computer opened the file.</source>
   <translation>Kein Programm auf diesem Computer hat die Datei geöffnet.</translation>
  </message>
  <message>
   <source>Nothing can be opened in other programs on this system.</source>
   <translation>Auf diesem System lässt sich nichts in anderen Programmen öffnen.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Nothing was opened, and nothing was put on the disk.</source>
   <translation>Nichts wurde geöffnet, und nichts kam auf den Datenträger.</translation>
  </message>
  <message>
   <source>Nothing was opened.</source>
   <translation>Nichts wurde geöffnet.</translation>
  </message>
  <message>
   <source>Opened “{name}” in another program.</source>
   <translation>„{name}“ in einem anderen Programm geöffnet.</translation>
  </message>
  <message>
   <source>Saved back: {name}, version of {time}.</source>
   <translation>Zurückgespeichert: {name}, Version: {time}.</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>That is too large for a plain copy in memory.</source>
   <translation>Das ist zu groß für eine Klartextkopie im Arbeitsspeicher.</translation>
  </message>
  <message>
   <source>The plain copy stays in memory until it is saved or removed.</source>
   <translation>Die Klartextkopie bleibt im Arbeitsspeicher, bis sie gespeichert oder entfernt ist.</translation>
  </message>
  <message>
   <source>There is no private place in memory for plain copies, and none is put on the disk.</source>
   <translation>Für Klartextkopien gibt es keinen privaten Ort im Arbeitsspeicher, und auf den Datenträger kommen keine.</translation>
  </message>
  <message>
   <source>There is not enough room in memory for a plain copy.</source>
   <translation>Für eine Klartextkopie ist nicht genug Arbeitsspeicher frei.</translation>
  </message>
  <message>
   <source>Use Copy out instead.</source>
   <translation>Nehmen Sie stattdessen „Herauskopieren“.</translation>
  </message>
  <message>
   <source>What another program changed in “{name}” could not be saved back.</source>
   <translation>Was ein anderes Programm an „{name}“ geändert hat, ließ sich nicht zurückspeichern.</translation>
  </message>
  <message>
   <source>When that is put right, save it back from the list of plain copies.</source>
   <translation>Ist das behoben, speichern Sie sie aus der Liste der Klartextkopien zurück.</translation>
  </message>
 </context>
 <context>
  <name>OtherWays</name>
  <message>
   <source>This device opened the vault until {date}. It can be set up again under Keys.</source>
   <translation>Dieses Gerät öffnete den Tresor bis zum {date}. Es lässt sich unter „Schlüssel“ neu einrichten.</translation>
  </message>
  <message>
   <source>Unlock with this device</source>
   <translation>Mit diesem Gerät entsperren</translation>
  </message>
  <message>
   <source>Use the password</source>
   <translation>Passwort verwenden</translation>
  </message>
  <message>
   <source>Use the recovery kit</source>
   <translation>Wiederherstellungsbogen verwenden</translation>
  </message>
 </context>
 <context>
  <name>Outlet</name>
  <message>
   <source>Copied out a note as a text file.</source>
   <translation>Notiz als Textdatei herauskopiert.</translation>
  </message>
  <message>
   <source>Copying out a note</source>
   <translation>Notiz wird herauskopiert</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner zeigen</translation>
  </message>
 </context>
 <context>
  <name>Outline</name>
  <message>
   <source>Headings</source>
   <translation>Überschriften</translation>
  </message>
  <message>
   <source>Lines that begin with # are headings, and stand here.</source>
   <translation>Zeilen, die mit # beginnen, sind Überschriften und stehen hier.</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>Gliederung</translation>
  </message>
 </context>
 <context>
  <name>PairsModel</name>
  <message numerus="yes">
   <source>%Ln line(s) did not change</source>
   <translation>
    <numerusform>%Ln Zeile blieb gleich</numerusform>
    <numerusform>%Ln Zeilen blieben gleich</numerusform>
   </translation>
  </message>
  <message>
   <source>Added: {line}</source>
   <translation>Hinzugefügt: {line}</translation>
  </message>
  <message>
   <source>Changed: {line}, now: {new}</source>
   <translation>Geändert: {line}, jetzt: {new}</translation>
  </message>
  <message>
   <source>Empty line</source>
   <translation>Leere Zeile</translation>
  </message>
  <message>
   <source>Removed: {line}</source>
   <translation>Entfernt: {line}</translation>
  </message>
 </context>
 <context>
  <name>PasswordField</name>
  <message>
   <source>Caps Lock is on</source>
   <translation>Die Feststelltaste ist an</translation>
  </message>
 </context>
 <context>
  <name>PasswordInput</name>
  <message>
   <source>Hide the password</source>
   <translation>Passwort verbergen</translation>
  </message>
  <message>
   <source>Show the password</source>
   <translation>Passwort zeigen</translation>
  </message>
 </context>
 <context>
  <name>PlainCopiesDialog</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag</numerusform>
    <numerusform>%Ln Einträge</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln stayed: folders, or files changed since. Remove them by hand.</source>
   <translation>
    <numerusform>%Ln blieb: ein Ordner, oder eine seither geänderte Datei. Entfernen Sie das von Hand.</numerusform>
    <numerusform>%Ln blieben: Ordner, oder seither geänderte Dateien. Entfernen Sie sie von Hand.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln thing(s) of this vault can be read outside of it.</source>
   <translation>
    <numerusform>%Ln Kopie aus diesem Tresor ist außerhalb lesbar.</numerusform>
    <numerusform>%Ln Kopien aus diesem Tresor sind außerhalb lesbar.</numerusform>
   </translation>
  </message>
  <message>
   <source>Changed, and not saved back</source>
   <translation>Geändert und nicht zurückgespeichert</translation>
  </message>
  <message>
   <source>Changed, and waits for your answer</source>
   <translation>Geändert, wartet auf Ihre Antwort</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copied out to {place}, {size}, {time}</source>
   <translation>Herauskopiert nach {place}, {size}, {time}</translation>
  </message>
  <message>
   <source>Copied out to {place}, {time}</source>
   <translation>Herauskopiert nach {place}, {time}</translation>
  </message>
  <message>
   <source>Deedbox knows of no plain copy of this vault's items on this device.</source>
   <translation>Deedbox weiß von keiner Klartextkopie von Einträgen dieses Tresors auf diesem Gerät.</translation>
  </message>
  <message>
   <source>Dragged to another program, {size}, {time}. Wiped a minute later.</source>
   <translation>In ein anderes Programm gezogen, {size}, {time}. Eine Minute später gelöscht.</translation>
  </message>
  <message>
   <source>Folders are removed by hand</source>
   <translation>Ordner werden von Hand entfernt</translation>
  </message>
  <message>
   <source>In another program, in memory, {size}, opened {time}</source>
   <translation>In einem anderen Programm, im Arbeitsspeicher, {size}, geöffnet: {time}</translation>
  </message>
  <message>
   <source>Not changed</source>
   <translation>Nicht geändert</translation>
  </message>
  <message>
   <source>Plain copies</source>
   <translation>Klartextkopien</translation>
  </message>
  <message>
   <source>Plain copies on this device</source>
   <translation>Klartextkopien auf diesem Gerät</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove all</source>
   <translation>Alle entfernen</translation>
  </message>
  <message>
   <source>Save back</source>
   <translation>Zurückspeichern</translation>
  </message>
  <message>
   <source>Saved back: {time}</source>
   <translation>Zurückgespeichert: {time}</translation>
  </message>
  <message>
   <source>Saving back</source>
   <translation>Wird zurückgespeichert</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner zeigen</translation>
  </message>
  <message>
   <source>There is nothing new to save</source>
   <translation>Es gibt nichts Neues zu speichern</translation>
  </message>
 </context>
 <context>
  <name>PolicyDialog</name>
  <message>
   <source>A device was lost</source>
   <translation>Ein Gerät ging verloren</translation>
  </message>
  <message>
   <source>A line above the list says so until it is done.</source>
   <translation>Eine Zeile über der Liste sagt es, bis es getan ist.</translation>
  </message>
  <message>
   <source>After</source>
   <translation>Nach</translation>
  </message>
  <message>
   <source>After an unlock: by itself where there is a single way in, otherwise a dialog asks you to confirm the others.</source>
   <translation>Nach dem Entsperren: bei einem einzigen Zugang von selbst, sonst bittet ein Dialog, die anderen zu bestätigen.</translation>
  </message>
  <message>
   <source>Did something happen? Then new secrets are due until they are made.</source>
   <translation>Ist etwas passiert? Dann sind neue Geheimnisse fällig, bis sie erzeugt sind.</translation>
  </message>
  <message>
   <source>Do it at once</source>
   <translation>Gleich erledigen</translation>
  </message>
  <message>
   <source>Do not remind me</source>
   <translation>Nicht erinnern</translation>
  </message>
  <message>
   <source>Keys do not wear out by themselves.</source>
   <translation>Schlüssel nutzen sich nicht von selbst ab.</translation>
  </message>
  <message>
   <source>New secrets are due already</source>
   <translation>Neue Geheimnisse sind schon fällig</translation>
  </message>
  <message>
   <source>Remind me</source>
   <translation>Erinnern</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Somebody left</source>
   <translation>Jemand ist gegangen</translation>
  </message>
  <message>
   <source>The vault got its last new key on {day}.</source>
   <translation>Der Tresor erhielt seinen letzten neuen Schlüssel am {day}.</translation>
  </message>
  <message>
   <source>When new keys are due</source>
   <translation>Wann neue Schlüssel fällig sind</translation>
  </message>
 </context>
 <context>
  <name>PresentDialog</name>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Show a way in</source>
   <translation>Zugang vorweisen</translation>
  </message>
  <message>
   <source>This device opened the vault. For more than that, show that it is you.</source>
   <translation>Dieses Gerät hat den Tresor geöffnet. Für mehr als das zeigen Sie, dass Sie es sind.</translation>
  </message>
 </context>
 <context>
  <name>PreviewWell</name>
  <message>
   <source>Larger</source>
   <translation>Größer</translation>
  </message>
  <message>
   <source>Next page</source>
   <translation>Nächste Seite</translation>
  </message>
  <message>
   <source>Page before</source>
   <translation>Vorige Seite</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>Vorschau</translation>
  </message>
  <message>
   <source>Shown from memory only</source>
   <translation>Nur aus dem Arbeitsspeicher gezeigt</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>Kleiner</translation>
  </message>
  <message>
   <source>This is the first page</source>
   <translation>Das ist die erste Seite</translation>
  </message>
  <message>
   <source>This is the last page</source>
   <translation>Das ist die letzte Seite</translation>
  </message>
 </context>
 <context>
  <name>Previewer</name>
  <message>
   <source>Copy it out to look at it.</source>
   <translation>Zum Ansehen herauskopieren.</translation>
  </message>
  <message>
   <source>Copy it out to open it with its program.</source>
   <translation>Zum Öffnen mit ihrem Programm herauskopieren.</translation>
  </message>
  <message>
   <source>It is kept as it came in.</source>
   <translation>Sie ist so aufbewahrt, wie sie kam.</translation>
  </message>
  <message>
   <source>It is kept exactly as it came in.</source>
   <translation>Sie ist genau so aufbewahrt, wie sie kam.</translation>
  </message>
  <message>
   <source>It was drawn apart from your vault, so nothing else was touched.</source>
   <translation>Gezeichnet wurde sie getrennt vom Tresor; nichts anderes war betroffen.</translation>
  </message>
  <message>
   <source>No preview for this kind of file.</source>
   <translation>Für diese Art Datei gibt es keine Vorschau.</translation>
  </message>
  <message>
   <source>No preview now.</source>
   <translation>Zurzeit keine Vorschau.</translation>
  </message>
  <message>
   <source>No preview: drawing it took too long.</source>
   <translation>Keine Vorschau: Das Zeichnen dauerte zu lange.</translation>
  </message>
  <message>
   <source>No preview: the file does not go on as it begins.</source>
   <translation>Keine Vorschau: Die Datei geht nicht so weiter, wie sie beginnt.</translation>
  </message>
  <message>
   <source>No preview: the file made the drawing fail.</source>
   <translation>Keine Vorschau: Das Zeichnen scheiterte an der Datei.</translation>
  </message>
  <message>
   <source>Nothing is wrong with the file.</source>
   <translation>Mit der Datei ist alles in Ordnung.</translation>
  </message>
  <message numerus="yes">
   <source>PDF, %Ln page(s)</source>
   <translation>
    <numerusform>PDF, %Ln Seite</numerusform>
    <numerusform>PDF, %Ln Seiten</numerusform>
   </translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>Vorschau</translation>
  </message>
  <message>
   <source>Shown from memory only</source>
   <translation>Nur aus dem Arbeitsspeicher gezeigt</translation>
  </message>
  <message>
   <source>The beginning, from memory only</source>
   <translation>Der Anfang, nur aus dem Arbeitsspeicher</translation>
  </message>
  <message>
   <source>This file has a password of its own.</source>
   <translation>Diese Datei hat ein eigenes Passwort.</translation>
  </message>
  <message>
   <source>This file is empty.</source>
   <translation>Diese Datei ist leer.</translation>
  </message>
  <message>
   <source>This is the full size</source>
   <translation>Das ist die volle Größe</translation>
  </message>
  <message>
   <source>This is the smallest size</source>
   <translation>Das ist die kleinste Größe</translation>
  </message>
  <message>
   <source>This note is empty.</source>
   <translation>Diese Notiz ist leer.</translation>
  </message>
  <message>
   <source>Too large to be shown here.</source>
   <translation>Zu groß, um hier gezeigt zu werden.</translation>
  </message>
  <message>
   <source>Without its text and outside parts</source>
   <translation>Ohne Text und fremde Teile</translation>
  </message>
  <message>
   <source>{page} of {pages}</source>
   <translation>{page} von {pages}</translation>
  </message>
  <message>
   <source>{percent} %</source>
   <translation>{percent} %</translation>
  </message>
  <message>
   <source>{width} × {height}</source>
   <translation>{width} × {height}</translation>
  </message>
 </context>
 <context>
  <name>ReceiveDialog</name>
  <message numerus="yes">
   <source>%Ln item(s), {size}</source>
   <translation>
    <numerusform>%Ln Eintrag, {size}</numerusform>
    <numerusform>%Ln Einträge, {size}</numerusform>
   </translation>
  </message>
  <message>
   <source>A contact of that name has another key</source>
   <translation>Ein Kontakt dieses Namens hat einen anderen Schlüssel</translation>
  </message>
  <message>
   <source>A contact of that name has another key. Choose another name.</source>
   <translation>Ein Kontakt dieses Namens hat einen anderen Schlüssel. Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>Add the sender and take it in</source>
   <translation>Absender hinzufügen und aufnehmen</translation>
  </message>
  <message>
   <source>Add the sender to my contacts, as new</source>
   <translation>Absender zu meinen Kontakten hinzufügen, als neu</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Choose a folder</source>
   <translation>Ordner wählen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Drop it</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <source>Go on below</source>
   <translation>Unten geht es weiter</translation>
  </message>
  <message>
   <source>Goes to</source>
   <translation>Ziel</translation>
  </message>
  <message>
   <source>Inbox</source>
   <translation>Eingang</translation>
  </message>
  <message>
   <source>Keep it as a file</source>
   <translation>Als Datei behalten</translation>
  </message>
  <message>
   <source>Name in your contacts</source>
   <translation>Name in Ihren Kontakten</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open a share</source>
   <translation>Freigabe öffnen</translation>
  </message>
  <message>
   <source>Opening and verifying {name}</source>
   <translation>{name} wird geöffnet und geprüft</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Passphrase</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Take it in</source>
   <translation>Aufnehmen</translation>
  </message>
  <message>
   <source>Take it in once</source>
   <translation>Einmal aufnehmen</translation>
  </message>
  <message>
   <source>That passphrase does not open it. Look at the keyboard layout.</source>
   <translation>Diese Passphrase öffnet sie nicht. Sehen Sie auf die Tastaturbelegung.</translation>
  </message>
  <message>
   <source>This is being taken in</source>
   <translation>Dies wird aufgenommen</translation>
  </message>
  <message>
   <source>Top level</source>
   <translation>Oberste Ebene</translation>
  </message>
  <message>
   <source>Type a name first</source>
   <translation>Zuerst einen Namen eingeben</translation>
  </message>
  <message>
   <source>Type the passphrase first.</source>
   <translation>Geben Sie zuerst die Passphrase ein.</translation>
  </message>
  <message>
   <source>What it holds</source>
   <translation>Was sie enthält</translation>
  </message>
  <message>
   <source>Where to put what was shared? Nothing that is there is replaced.</source>
   <translation>Wohin mit dem Geteilten? Nichts, was dort ist, wird ersetzt.</translation>
  </message>
  <message numerus="yes">
   <source>for %Ln recipient(s)</source>
   <translation>
    <numerusform>für %Ln Empfänger</numerusform>
    <numerusform>für %Ln Empfänger</numerusform>
   </translation>
  </message>
  <message>
   <source>“{name}” is locked with a passphrase. Its sender tells it by another way than the file.</source>
   <translation>„{name}“ ist mit einer Passphrase verschlossen. Der Absender nennt sie auf anderem Weg als die Datei.</translation>
  </message>
 </context>
 <context>
  <name>Recipients</name>
  <message>
   <source>Add a recipient</source>
   <translation>Empfänger hinzufügen</translation>
  </message>
  <message>
   <source>Contacts that fit</source>
   <translation>Passende Kontakte</translation>
  </message>
  <message>
   <source>Enter adds this key.</source>
   <translation>Die Eingabetaste fügt diesen Schlüssel hinzu.</translation>
  </message>
  <message>
   <source>Name, word or key</source>
   <translation>Name, Wort oder Schlüssel</translation>
  </message>
  <message>
   <source>No contact fits. An age or SSH key can be pasted, too.</source>
   <translation>Kein Kontakt passt. Auch ein age- oder SSH-Schlüssel lässt sich einfügen.</translation>
  </message>
  <message>
   <source>Recipients</source>
   <translation>Empfänger</translation>
  </message>
  <message>
   <source>That is no age or SSH key: perhaps a part of it is missing.</source>
   <translation>Das ist kein age- oder SSH-Schlüssel: Vielleicht fehlt ein Teil davon.</translation>
  </message>
  <message>
   <source>That is the key of {name}, who is blocked until you have compared words.</source>
   <translation>Das ist der Schlüssel von {name}: gesperrt, bis Sie die Wörter verglichen haben.</translation>
  </message>
  <message>
   <source>There are no contacts yet. Paste an age or SSH key, or add a card on the Contacts page.</source>
   <translation>Es gibt noch keine Kontakte. Fügen Sie einen age- oder SSH-Schlüssel ein, oder nehmen Sie auf der Seite „Kontakte“ eine Karte auf.</translation>
  </message>
 </context>
 <context>
  <name>RegisterPage</name>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>Choose items and share them, or open a share that somebody sent you: drop its file on the window.</source>
   <translation>Wählen Sie Einträge und teilen Sie sie, oder öffnen Sie eine Freigabe, die Ihnen jemand geschickt hat: Legen Sie ihre Datei auf dem Fenster ab.</translation>
  </message>
  <message>
   <source>Here stands what you shared, with whom and when.</source>
   <translation>Hier steht, was Sie geteilt haben, mit wem und wann.</translation>
  </message>
  <message>
   <source>Nothing came in yet.</source>
   <translation>Noch kam nichts herein.</translation>
  </message>
  <message>
   <source>Nothing went out yet.</source>
   <translation>Noch ging nichts hinaus.</translation>
  </message>
  <message>
   <source>Open a share</source>
   <translation>Freigabe öffnen</translation>
  </message>
  <message>
   <source>Received</source>
   <translation>Empfangen</translation>
  </message>
  <message>
   <source>Sent</source>
   <translation>Verschickt</translation>
  </message>
  <message>
   <source>Shared</source>
   <translation>Geteilt</translation>
  </message>
  <message>
   <source>Shares</source>
   <translation>Freigaben</translation>
  </message>
  <message>
   <source>Show more</source>
   <translation>Mehr zeigen</translation>
  </message>
  <message>
   <source>What went out and what came in. A share cannot be called back; this is what you know of it.</source>
   <translation>Was hinausging und was hereinkam. Eine Freigabe lässt sich nicht zurückholen; dies ist, was Sie davon wissen.</translation>
  </message>
  <message>
   <source>Which shares</source>
   <translation>Welche Freigaben</translation>
  </message>
 </context>
 <context>
  <name>RekeyDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Confirm every other way in first</source>
   <translation>Zuerst jeden anderen Zugang bestätigen</translation>
  </message>
  <message>
   <source>The ways into the vault are being read</source>
   <translation>Die Zugänge zum Tresor werden gelesen</translation>
  </message>
  <message>
   <source>This cannot be stopped. If the power fails now, the vault opens as before or as after.</source>
   <translation>Das lässt sich nicht anhalten. Fällt jetzt der Strom aus, öffnet sich der Tresor wie vorher oder wie nachher.</translation>
  </message>
 </context>
 <context>
  <name>RememberBox</name>
  <message>
   <source>Its name and place are then shown to whoever uses this account.</source>
   <translation>Sein Name und Ort werden dann jedem gezeigt, der dieses Konto benutzt.</translation>
  </message>
  <message>
   <source>Remember this vault on this computer</source>
   <translation>Diesen Tresor auf diesem Computer merken</translation>
  </message>
 </context>
 <context>
  <name>RemoveDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Make a new key</source>
   <translation>Neuen Schlüssel erzeugen</translation>
  </message>
  <message>
   <source>Old copies and backups of the vault still open with it, until they are gone.</source>
   <translation>Alte Kopien und Backups des Tresors öffnen sich weiterhin damit, bis es sie nicht mehr gibt.</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove “{name}”</source>
   <translation>„{name}“ entfernen</translation>
  </message>
  <message numerus="yes">
   <source>That leaves %Ln tested way(s) in. If it is lost, nobody can open the vault.</source>
   <translation>
    <numerusform>Dann bleibt %Ln getesteter Zugang. Geht er verloren, kann niemand den Tresor öffnen.</numerusform>
    <numerusform>Dann bleiben %Ln getestete Zugänge. Gehen sie verloren, kann niemand den Tresor öffnen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Type the name first</source>
   <translation>Zuerst den Namen eingeben</translation>
  </message>
  <message>
   <source>Type the name “{name}” to go on</source>
   <translation>Zum Fortfahren den Namen „{name}“ eingeben</translation>
  </message>
  <message>
   <source>What that device's keyring still holds is worth nothing then.</source>
   <translation>Was der Schlüsselbund jenes Geräts noch enthält, ist dann nichts mehr wert.</translation>
  </message>
  <message>
   <source>“{name}” is removed. A new vault key locks it out of what is written later, too.</source>
   <translation>„{name}“ ist entfernt. Ein neuer Tresorschlüssel sperrt ihn auch von dem aus, was später geschrieben wird.</translation>
  </message>
  <message>
   <source>“{name}” will not open the vault any more.</source>
   <translation>„{name}“ öffnet den Tresor dann nicht mehr.</translation>
  </message>
 </context>
 <context>
  <name>RenewDialog</name>
  <message>
   <source>Each guess at this password takes {memory} of memory; one made today takes more.</source>
   <translation>Jeder Rateversuch braucht bei diesem Passwort {memory} Speicher; bei einem heute gemachten mehr.</translation>
  </message>
  <message>
   <source>Give the new card to everybody who shares with you; until then they use the old keys.</source>
   <translation>Geben Sie die neue Karte jedem, der mit Ihnen teilt; bis dahin nimmt man die alten Schlüssel.</translation>
  </message>
  <message>
   <source>Guessing the password costs what it does today.</source>
   <translation>Das Passwort zu erraten kostet nun, was es heute kosten soll.</translation>
  </message>
  <message>
   <source>If somebody else got hold of your old keys, they could make a card like this, too. Then make a new identity in a new vault, and compare words anew.</source>
   <translation>Hat jemand anders Ihre alten Schlüssel bekommen, könnte er auch eine solche Karte machen. Dann machen Sie eine neue Identität in einem neuen Tresor, und vergleichen Sie die Wörter neu.</translation>
  </message>
  <message>
   <source>Make guessing dearer</source>
   <translation>Raten verteuern</translation>
  </message>
  <message>
   <source>Make it dearer</source>
   <translation>Raten verteuern</translation>
  </message>
  <message>
   <source>Make new keys</source>
   <translation>Neue Schlüssel erzeugen</translation>
  </message>
  <message>
   <source>Old copies and backups of the vault keep the old cost.</source>
   <translation>Alte Kopien und Backups des Tresors behalten die alten Kosten.</translation>
  </message>
  <message>
   <source>Renew my keys</source>
   <translation>Meine Schlüssel erneuern</translation>
  </message>
  <message>
   <source>Shares made for your old card still open here.</source>
   <translation>Freigaben, die für Ihre alte Karte gemacht sind, öffnen sich hier weiterhin.</translation>
  </message>
  <message>
   <source>The keys are being made</source>
   <translation>Die Schlüssel entstehen</translation>
  </message>
  <message>
   <source>The old keys sign the new card: whoever has compared your words goes on trusting you.</source>
   <translation>Die alten Schlüssel unterschreiben die neue Karte: Wer Ihre Wörter verglichen hat, vertraut Ihnen weiter.</translation>
  </message>
  <message>
   <source>The password stays the same. Unlocking takes about a second on this computer.</source>
   <translation>Das Passwort bleibt dasselbe. Das Entsperren dauert auf diesem Computer etwa eine Sekunde.</translation>
  </message>
  <message>
   <source>Type a name first.</source>
   <translation>Geben Sie zuerst einen Namen ein.</translation>
  </message>
  <message>
   <source>You get new keys, a new card and new words.</source>
   <translation>Sie erhalten neue Schlüssel, eine neue Karte und neue Wörter.</translation>
  </message>
  <message>
   <source>Your name, as others will see it</source>
   <translation>Ihr Name, wie andere ihn sehen</translation>
  </message>
 </context>
 <context>
  <name>RepairDialog</name>
  <message numerus="yes">
   <source>%Ln finding(s) not repaired.</source>
   <translation>
    <numerusform>%Ln Befund nicht repariert.</numerusform>
    <numerusform>%Ln Befunde nicht repariert.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln thing(s) repaired.</source>
   <translation>
    <numerusform>%Ln Sache repariert.</numerusform>
    <numerusform>%Ln Sachen repariert.</numerusform>
   </translation>
  </message>
  <message>
   <source>Checking and repairing</source>
   <translation>Wird geprüft und repariert</translation>
  </message>
  <message>
   <source>Everything else is whole.</source>
   <translation>Alles andere ist heil.</translation>
  </message>
  <message>
   <source>Everything is checked once more, and what can be put right is put right. Nothing that can still be read is lost by it; what cannot is named.</source>
   <translation>Alles wird noch einmal geprüft, und was sich richten lässt, wird gerichtet. Was noch lesbar ist, geht dabei nicht verloren; was es nicht ist, wird genannt.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Nothing was repaired.</source>
   <translation>Nichts wurde repariert.</translation>
  </message>
  <message>
   <source>One of the backups that were named is not there, is damaged, or is none.</source>
   <translation>Eines der genannten Backups ist nicht da, ist beschädigt oder ist keines.</translation>
  </message>
  <message>
   <source>Repair</source>
   <translation>Reparieren</translation>
  </message>
  <message>
   <source>Repair the vault</source>
   <translation>Tresor reparieren</translation>
  </message>
  <message>
   <source>Take it off the list, or name another.</source>
   <translation>Nehmen Sie es von der Liste, oder geben Sie ein anderes an.</translation>
  </message>
  <message>
   <source>The repair was stopped.</source>
   <translation>Die Reparatur wurde angehalten.</translation>
  </message>
  <message>
   <source>The vault was checked once more: everything is as it was written.</source>
   <translation>Der Tresor wurde noch einmal geprüft: Alles ist so, wie es geschrieben wurde.</translation>
  </message>
  <message>
   <source>Try again with another backup that is older than the damage, or restore what is named.</source>
   <translation>Versuchen Sie es mit einem anderen Backup, das älter ist als der Schaden, oder stellen Sie wieder her, was genannt ist.</translation>
  </message>
  <message>
   <source>What was repaired before stays repaired.</source>
   <translation>Was vorher repariert wurde, bleibt repariert.</translation>
  </message>
 </context>
 <context>
  <name>ReportDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Copy list</source>
   <translation>Liste kopieren</translation>
  </message>
  <message numerus="yes">
   <source>The first %Ln of them are named.</source>
   <translation>
    <numerusform>Der erste davon ist genannt.</numerusform>
    <numerusform>Die ersten %Ln davon sind genannt.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RestorePage</name>
  <message>
   <source>A new vault is made out of an export file. What is there already stays as it is.</source>
   <translation>Aus einer Exportdatei entsteht ein neuer Tresor. Was schon da ist, bleibt, wie es ist.</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Ändern</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Choose the export file</source>
   <translation>Exportdatei wählen</translation>
  </message>
  <message>
   <source>Choose the export file first.</source>
   <translation>Zuerst die Exportdatei wählen.</translation>
  </message>
  <message>
   <source>Every byte is as it was exported.</source>
   <translation>Jedes Byte ist, wie es exportiert wurde.</translation>
  </message>
  <message>
   <source>Export file</source>
   <translation>Exportdatei</translation>
  </message>
  <message>
   <source>No file chosen</source>
   <translation>Keine Datei gewählt</translation>
  </message>
  <message>
   <source>Nothing half restored is left.</source>
   <translation>Nichts halb Wiederhergestelltes bleibt zurück.</translation>
  </message>
  <message>
   <source>Nothing was restored from it, and the file is as it was.</source>
   <translation>Nichts wurde daraus wiederhergestellt, und die Datei ist, wie sie war.</translation>
  </message>
  <message>
   <source>Password of the export</source>
   <translation>Passwort des Exports</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>Aus einem Backup wiederherstellen</translation>
  </message>
  <message>
   <source>Restored</source>
   <translation>Wiederhergestellt</translation>
  </message>
  <message numerus="yes">
   <source>Restored and verified: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Wiederhergestellt und geprüft: %Ln Eintrag, {size}.</numerusform>
    <numerusform>Wiederhergestellt und geprüft: %Ln Einträge, {size}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Restoring and verifying</source>
   <translation>Wird wiederhergestellt und geprüft</translation>
  </message>
  <message>
   <source>Restoring was stopped.</source>
   <translation>Das Wiederherstellen wurde angehalten.</translation>
  </message>
  <message>
   <source>Something is there already under that name. Choose another name.</source>
   <translation>Unter diesem Namen gibt es schon etwas. Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>Wird angehalten</translation>
  </message>
  <message>
   <source>That file is not there, or is no export.</source>
   <translation>Diese Datei gibt es nicht, oder sie ist kein Export.</translation>
  </message>
  <message>
   <source>That password does not open this export.</source>
   <translation>Dieses Passwort öffnet diesen Export nicht.</translation>
  </message>
  <message>
   <source>The export is damaged, or is none.</source>
   <translation>Der Export ist beschädigt, oder er ist keiner.</translation>
  </message>
  <message>
   <source>The restored vault opens with the password of the export.</source>
   <translation>Der wiederhergestellte Tresor öffnet sich mit dem Passwort des Exports.</translation>
  </message>
  <message>
   <source>Try another copy of it.</source>
   <translation>Versuchen Sie es mit einer anderen Kopie davon.</translation>
  </message>
  <message>
   <source>Type the password of the export first.</source>
   <translation>Zuerst das Passwort des Exports eingeben.</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>Entsperren</translation>
  </message>
  <message>
   <source>{name} restored</source>
   <translation>{name} wiederhergestellt</translation>
  </message>
  <message>
   <source>“{name}” is in {folder}.</source>
   <translation>„{name}“ ist in {folder}.</translation>
  </message>
 </context>
 <context>
  <name>RotateDialog</name>
  <message>
   <source>Everything is being re-encrypted now. You can go on working, and close this.</source>
   <translation>Alles wird jetzt neu verschlüsselt. Sie können weiterarbeiten und dies schließen.</translation>
  </message>
  <message>
   <source>Files get new keys, too, so that no old vault key opens them. It takes about as long as copying {size}, while you go on working; it can be stopped, and goes on where it was.</source>
   <translation>Auch die Dateien erhalten neue Schlüssel, sodass kein alter Tresorschlüssel sie öffnet. Das dauert etwa so lange wie das Kopieren von {size}, während Sie weiterarbeiten; es lässt sich anhalten und geht dort weiter, wo es war.</translation>
  </message>
  <message>
   <source>If the password may be known to somebody, change it instead: that makes a new key, too.</source>
   <translation>Kennt womöglich jemand das Passwort, dann ändern Sie stattdessen dieses: Auch dabei entsteht ein neuer Schlüssel.</translation>
  </message>
  <message>
   <source>Make a new key</source>
   <translation>Neuen Schlüssel erzeugen</translation>
  </message>
  <message>
   <source>New vault key</source>
   <translation>Neuer Tresorschlüssel</translation>
  </message>
  <message>
   <source>Nothing else changes for you: the password stays, and it takes seconds.</source>
   <translation>Sonst ändert sich für Sie nichts: Das Passwort bleibt, und es dauert Sekunden.</translation>
  </message>
  <message>
   <source>Old copies, backups and exports open as before, and what is in them can still be read.</source>
   <translation>Alte Kopien, Backups und Exporte öffnen sich wie zuvor, und was darin ist, bleibt lesbar.</translation>
  </message>
  <message>
   <source>Old copies, backups and exports open as before. The password is the same.</source>
   <translation>Alte Kopien, Backups und Exporte öffnen sich wie zuvor. Das Passwort ist dasselbe.</translation>
  </message>
  <message>
   <source>Re-encrypt everything as well</source>
   <translation>Auch alles neu verschlüsseln</translation>
  </message>
  <message>
   <source>The vault has a new key: number {epoch}.</source>
   <translation>Der Tresor hat einen neuen Schlüssel: Nummer {epoch}.</translation>
  </message>
  <message>
   <source>“{name}” gets a new key: whoever has the one of today cannot read what is written later.</source>
   <translation>„{name}“ erhält einen neuen Schlüssel: Wer den heutigen hat, kann nicht lesen, was später geschrieben wird.</translation>
  </message>
 </context>
 <context>
  <name>SaveBackDialog</name>
  <message>
   <source>If you leave it, it stays in memory, readable, and becomes a new item when the vault is locked.</source>
   <translation>Lassen Sie es, bleibt es lesbar im Arbeitsspeicher und wird ein neuer Eintrag, wenn der Tresor gesperrt wird.</translation>
  </message>
  <message>
   <source>Keep as a new item</source>
   <translation>Als neuen Eintrag behalten</translation>
  </message>
  <message>
   <source>Keep both</source>
   <translation>Beide behalten</translation>
  </message>
  <message>
   <source>Keep both makes a new item beside it of what the other program saved. Replace makes that the newest version; the one in the vault stays among the versions.</source>
   <translation>„Beide behalten“ macht aus dem, was das andere Programm gespeichert hat, einen neuen Eintrag daneben. „Ersetzen“ macht es zur neuesten Version; die im Tresor bleibt unter den Versionen.</translation>
  </message>
  <message>
   <source>Leave it</source>
   <translation>So lassen</translation>
  </message>
  <message>
   <source>Newest version in the vault: {time}</source>
   <translation>Neueste Version im Tresor: {time}</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>What the other program saved can be kept as a new item.</source>
   <translation>Was das andere Programm gespeichert hat, lässt sich als neuer Eintrag behalten.</translation>
  </message>
  <message>
   <source>Where to save it</source>
   <translation>Wohin gespeichert wird</translation>
  </message>
  <message>
   <source>“{name}” was changed in the vault while it was open in another program.</source>
   <translation>„{name}“ wurde im Tresor geändert, während es in einem anderen Programm offen war.</translation>
  </message>
  <message>
   <source>“{name}” was moved to the trash while it was open in another program.</source>
   <translation>„{name}“ wurde in den Papierkorb verschoben, während es in einem anderen Programm offen war.</translation>
  </message>
  <message>
   <source>“{name}” was removed from the vault while it was open in another program.</source>
   <translation>„{name}“ wurde aus dem Tresor entfernt, während es in einem anderen Programm offen war.</translation>
  </message>
 </context>
 <context>
  <name>SearchField</name>
  <message>
   <source>Clear the search</source>
   <translation>Suche leeren</translation>
  </message>
 </context>
 <context>
  <name>SearchHelp</name>
  <message>
   <source>How to search</source>
   <translation>Suchhilfe</translation>
  </message>
 </context>
 <context>
  <name>SenderPanel</name>
  <message>
   <source>Nobody among your contacts has this key. The share is whole, but who made it is not known. These are the words of the key:</source>
   <translation>Niemand unter Ihren Kontakten hat diesen Schlüssel. Die Freigabe ist vollständig, aber von wem sie stammt, ist nicht bekannt. Das sind die Wörter des Schlüssels:</translation>
  </message>
  <message>
   <source>Signed by the key you have as {name}, but you have not compared words: it could be somebody else's.</source>
   <translation>Unterschrieben mit dem Schlüssel, den Sie als {name} haben, aber Sie haben keine Wörter verglichen: Er könnte jemand anderem gehören.</translation>
  </message>
  <message>
   <source>Signed on {time}, whole and unchanged</source>
   <translation>Unterschrieben am {time}, vollständig und unverändert</translation>
  </message>
  <message>
   <source>Somebody you do not know</source>
   <translation>Jemand, den Sie nicht kennen</translation>
  </message>
  <message>
   <source>You have compared words: this comes from {name}.</source>
   <translation>Sie haben Wörter verglichen: Das kommt von {name}.</translation>
  </message>
  <message>
   <source>You made this share yourself.</source>
   <translation>Diese Freigabe haben Sie selbst gemacht.</translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message numerus="yes">
   <source>%Ln minute(s)</source>
   <translation>
    <numerusform>%Ln Minute</numerusform>
    <numerusform>%Ln Minuten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln second(s)</source>
   <translation>
    <numerusform>%Ln Sekunde</numerusform>
    <numerusform>%Ln Sekunden</numerusform>
   </translation>
  </message>
  <message>
   <source>Also when the screen goes to another user. Before the computer sleeps, vaults always lock.</source>
   <translation>Auch beim Wechsel zu einem anderen Benutzer. Vor dem Ruhezustand wird immer gesperrt.</translation>
  </message>
  <message>
   <source>An open vault is open to whoever sits down here. Counted from the last key or mouse.</source>
   <translation>Ein offener Tresor ist für jeden offen, der sich hierher setzt. Gezählt ab der letzten Taste oder Maus.</translation>
  </message>
  <message>
   <source>Clear what was copied after</source>
   <translation>Kopiertes löschen nach</translation>
  </message>
  <message>
   <source>Clipboard</source>
   <translation>Zwischenablage</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Comfortable</source>
   <translation>Hoch</translation>
  </message>
  <message>
   <source>Compact</source>
   <translation>Niedrig</translation>
  </message>
  <message>
   <source>Compact shows more of a long list, in one line each.</source>
   <translation>„Niedrig“ zeigt mehr von einer langen Liste, je in einer Zeile.</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>For places where others see the screen. The password is asked for each time.</source>
   <translation>Für Orte, an denen andere den Bildschirm sehen. Das Passwort wird jedes Mal verlangt.</translation>
  </message>
  <message>
   <source>Its icon tells whether a vault is open, and locks all of them.</source>
   <translation>Sein Symbol sagt, ob ein Tresor offen ist, und sperrt alle.</translation>
  </message>
  <message>
   <source>Keep changes of other programs that could not be saved</source>
   <translation>Änderungen anderer Programme behalten, die sich nicht speichern ließen</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Let long work finish before that lock</source>
   <translation>Lange Arbeit vor dieser Sperre beenden lassen</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Lock after</source>
   <translation>Sperren nach</translation>
  </message>
  <message>
   <source>Lock together with the screen</source>
   <translation>Zusammen mit dem Bildschirm sperren</translation>
  </message>
  <message>
   <source>Lock when the window is minimized</source>
   <translation>Sperren, wenn das Fenster minimiert wird</translation>
  </message>
  <message>
   <source>Locking</source>
   <translation>Sperre</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message>
   <source>Off: it stops when the time is up, and what was finished is kept. On: the lock comes after it.</source>
   <translation>Aus: Sie wird angehalten, wenn die Zeit um ist; Fertiges bleibt. An: Die Sperre kommt danach.</translation>
  </message>
  <message>
   <source>On: they stay in memory, readable, until the vault is unlocked again. Off: they are wiped and lost.</source>
   <translation>An: Sie bleiben bis zum Entsperren lesbar im Arbeitsspeicher. Aus: Sie gehen verloren.</translation>
  </message>
  <message>
   <source>Other programs can read the clipboard. Only what comes from Deedbox is cleared, at each lock, too.</source>
   <translation>Andere Programme können die Zwischenablage lesen. Gelöscht wird nur, was von Deedbox kommt, auch bei jeder Sperre.</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>Zeilen</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Show Deedbox in the tray</source>
   <translation>Deedbox im Infobereich zeigen</translation>
  </message>
  <message>
   <source>System</source>
   <translation>System</translation>
  </message>
  <message>
   <source>System follows what is set for the whole computer.</source>
   <translation>„System“ folgt dem, was für den ganzen Computer eingestellt ist.</translation>
  </message>
  <message>
   <source>The language of the window, its numbers and dates. It changes when Deedbox is started again.</source>
   <translation>Die Sprache des Fensters, seiner Zahlen und Daten. Sie ändert sich, wenn Deedbox neu gestartet wird.</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>Farben</translation>
  </message>
  <message>
   <source>This desktop has no tray.</source>
   <translation>Diese Arbeitsumgebung hat keinen Infobereich.</translation>
  </message>
 </context>
 <context>
  <name>ShareContents</name>
  <message numerus="yes">
   <source>%Ln item(s), {size}</source>
   <translation>
    <numerusform>%Ln Eintrag, {size}</numerusform>
    <numerusform>%Ln Einträge, {size}</numerusform>
   </translation>
  </message>
  <message>
   <source>A share cannot be called back. You will find it under Shared, with the key each person had.</source>
   <translation>Eine Freigabe lässt sich nicht zurückholen. Sie finden sie unter „Geteilt“, mit dem Schlüssel, den jede Person hatte.</translation>
  </message>
  <message>
   <source>Also safe from quantum computers that are yet to be built.</source>
   <translation>Auch sicher vor Quantencomputern, die es noch nicht gibt.</translation>
  </message>
  <message>
   <source>An RSA key is among them: it is weaker than all others.</source>
   <translation>Ein RSA-Schlüssel ist darunter: Er ist schwächer als alle anderen.</translation>
  </message>
  <message numerus="yes">
   <source>And %Ln more chosen.</source>
   <translation>
    <numerusform>Und %Ln weiterer gewählt.</numerusform>
    <numerusform>Und %Ln weitere gewählt.</numerusform>
   </translation>
  </message>
  <message>
   <source>As safe as the passphrase, also from quantum computers.</source>
   <translation>So sicher wie die Passphrase, auch vor Quantencomputern.</translation>
  </message>
  <message>
   <source>From {name}</source>
   <translation>Von {name}</translation>
  </message>
  <message>
   <source>Safe today. A quantum computer could open what somebody keeps from now on.</source>
   <translation>Heute sicher. Ein Quantencomputer könnte öffnen, was jemand von jetzt an aufbewahrt.</translation>
  </message>
  <message>
   <source>Share anyway, as safe as the weakest key</source>
   <translation>Trotzdem teilen, so sicher wie der schwächste Schlüssel</translation>
  </message>
  <message>
   <source>Signed with your identity, with the time of sharing.</source>
   <translation>Unterschrieben mit Ihrer Identität, mit der Zeit des Teilens.</translation>
  </message>
  <message>
   <source>The vault, and in which folders the items are.</source>
   <translation>Den Tresor, und in welchen Ordnern die Einträge liegen.</translation>
  </message>
  <message>
   <source>The vault, and in which folders the items are. Other recipients appear as fingerprints, without names.</source>
   <translation>Den Tresor, und in welchen Ordnern die Einträge liegen. Andere Empfänger erscheinen als Fingerabdrücke, ohne Namen.</translation>
  </message>
  <message>
   <source>These keys do not go together: some are safe from quantum computers and some are not. Shared at once, the weakest of them counts. Better share with each kind by itself.</source>
   <translation>Diese Schlüssel passen nicht zusammen: Einige sind vor Quantencomputern sicher und einige nicht. Zugleich geteilt, zählt der schwächste. Teilen Sie besser mit jeder Art für sich.</translation>
  </message>
  <message>
   <source>What they will not see</source>
   <translation>Was sie nicht sehen werden</translation>
  </message>
  <message>
   <source>What they will see</source>
   <translation>Was sie sehen werden</translation>
  </message>
  <message>
   <source>Your card is made with it now. The name proves nothing; the words that go with it do.</source>
   <translation>Ihre Karte entsteht nun mit. Der Name beweist nichts; die Wörter, die zu ihm gehören, tun es.</translation>
  </message>
  <message>
   <source>Your name, as others will see it</source>
   <translation>Ihr Name, wie andere ihn sehen</translation>
  </message>
 </context>
 <context>
  <name>ShareDialog</name>
  <message>
   <source>A file of that name is there. It would be gone.</source>
   <translation>Eine Datei dieses Namens gibt es dort. Sie wäre weg.</translation>
  </message>
  <message>
   <source>A new key could belong to somebody else: {names}.</source>
   <translation>Ein neuer Schlüssel könnte jemand anderem gehören: {names}.</translation>
  </message>
  <message>
   <source>Add a recipient first</source>
   <translation>Zuerst einen Empfänger hinzufügen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Wählen</translation>
  </message>
  <message>
   <source>Compare words</source>
   <translation>Wörter vergleichen</translation>
  </message>
  <message>
   <source>For people</source>
   <translation>Für Personen</translation>
  </message>
  <message>
   <source>Go on below</source>
   <translation>Unten geht es weiter</translation>
  </message>
  <message>
   <source>How it is locked</source>
   <translation>Wie sie verschlossen wird</translation>
  </message>
  <message>
   <source>I can open it, too</source>
   <translation>Auch ich kann sie öffnen</translation>
  </message>
  <message>
   <source>Name a file.</source>
   <translation>Geben Sie eine Datei an.</translation>
  </message>
  <message>
   <source>No file was left behind.</source>
   <translation>Keine Datei blieb zurück.</translation>
  </message>
  <message>
   <source>One of them has another key now, and is blocked</source>
   <translation>Bei einem davon hat sich der Schlüssel geändert, er ist gesperrt</translation>
  </message>
  <message>
   <source>Replace it</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>Save as</source>
   <translation>Speichern als</translation>
  </message>
  <message>
   <source>Say that you want to share with keys that do not go together</source>
   <translation>Geben Sie an, dass Sie mit Schlüsseln teilen wollen, die nicht zusammenpassen</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Teilen</translation>
  </message>
  <message numerus="yes">
   <source>Share %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag teilen</numerusform>
    <numerusform>%Ln Einträge teilen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Share with %Ln people</source>
   <translation>
    <numerusform>Mit %Ln Person teilen</numerusform>
    <numerusform>Mit %Ln Personen teilen</numerusform>
   </translation>
  </message>
  <message>
   <source>Share with a passphrase</source>
   <translation>Mit Passphrase teilen</translation>
  </message>
  <message>
   <source>Share {date}</source>
   <translation>Freigabe {date}</translation>
  </message>
  <message>
   <source>Share “{name}”</source>
   <translation>„{name}“ teilen</translation>
  </message>
  <message>
   <source>Sharing and verifying</source>
   <translation>Wird geteilt und geprüft</translation>
  </message>
  <message>
   <source>Sharing was stopped.</source>
   <translation>Das Teilen wurde angehalten.</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>That is a folder. Name a file in it.</source>
   <translation>Das ist ein Ordner. Geben Sie eine Datei darin an.</translation>
  </message>
  <message>
   <source>That is inside the vault's own folder. Choose another place.</source>
   <translation>Das ist im Ordner des Tresors selbst. Wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>The keys are being looked at</source>
   <translation>Die Schlüssel werden angesehen</translation>
  </message>
  <message>
   <source>The place is being looked at</source>
   <translation>Der Ort wird geprüft</translation>
  </message>
  <message>
   <source>There is no such folder.</source>
   <translation>Diesen Ordner gibt es nicht.</translation>
  </message>
  <message>
   <source>This passphrase is weak.</source>
   <translation>Diese Passphrase ist schwach.</translation>
  </message>
  <message>
   <source>Type a passphrase first</source>
   <translation>Zuerst eine Passphrase eingeben</translation>
  </message>
  <message>
   <source>Type the name that others will see.</source>
   <translation>Geben Sie den Namen ein, den andere sehen werden.</translation>
  </message>
  <message>
   <source>Use it anyway</source>
   <translation>Trotzdem verwenden</translation>
  </message>
  <message>
   <source>Where to save the share</source>
   <translation>Wohin die Freigabe gespeichert wird</translation>
  </message>
  <message>
   <source>Whoever gets hold of the file may open it. Take other words, or use it anyway.</source>
   <translation>Wer die Datei in die Hände bekommt, kann sie womöglich öffnen. Nehmen Sie andere Wörter, oder nehmen Sie sie trotzdem.</translation>
  </message>
  <message>
   <source>With a passphrase</source>
   <translation>Mit Passphrase</translation>
  </message>
 </context>
 <context>
  <name>ShareLines</name>
  <message numerus="yes">
   <source>And %Ln more, in the register</source>
   <translation>
    <numerusform>Und %Ln weitere, im Register</numerusform>
    <numerusform>Und %Ln weitere, im Register</numerusform>
   </translation>
  </message>
  <message>
   <source>Shares</source>
   <translation>Freigaben</translation>
  </message>
 </context>
 <context>
  <name>SharePassphrase</name>
  <message>
   <source>Fair.</source>
   <translation>Mittel.</translation>
  </message>
  <message>
   <source>For somebody without a key. Whoever has the file and these words can open it; any program that knows age does.</source>
   <translation>Für jemanden ohne Schlüssel. Wer die Datei und diese Wörter hat, kann sie öffnen; jedes Programm, das age kennt, kann es.</translation>
  </message>
  <message>
   <source>Other words</source>
   <translation>Andere Wörter</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Passphrase</translation>
  </message>
  <message>
   <source>Several words are easier to tell somebody than signs, and harder to guess.</source>
   <translation>Mehrere Wörter lassen sich leichter weitersagen als Zeichen, und schwerer erraten.</translation>
  </message>
  <message>
   <source>Strong.</source>
   <translation>Stark.</translation>
  </message>
  <message>
   <source>They are kept nowhere, and cannot be shown again.</source>
   <translation>Sie werden nirgends aufbewahrt und lassen sich nicht noch einmal zeigen.</translation>
  </message>
  <message>
   <source>Weak.</source>
   <translation>Schwach.</translation>
  </message>
  <message>
   <source>Write the words down before you share, and tell them by another way than the file: by phone.</source>
   <translation>Schreiben Sie die Wörter auf, bevor Sie teilen, und sagen Sie sie auf anderem Weg als die Datei: am Telefon.</translation>
  </message>
  <message>
   <source>{count} words out of {all}, {bits} bits.</source>
   <translation>{count} Wörter aus {all}, {bits} Bit.</translation>
  </message>
 </context>
 <context>
  <name>ShareSheet</name>
  <message numerus="yes">
   <source>And %Ln more</source>
   <translation>
    <numerusform>Und %Ln weiterer</numerusform>
    <numerusform>Und %Ln weitere</numerusform>
   </translation>
  </message>
  <message>
   <source>For, with the words of the key each had</source>
   <translation>Für, mit den Wörtern des jeweiligen Schlüssels</translation>
  </message>
  <message>
   <source>It cannot be called back: whoever has the file and the key can open it for good.</source>
   <translation>Das lässt sich nicht zurückholen: Wer die Datei und den Schlüssel hat, kann sie für immer öffnen.</translation>
  </message>
  <message>
   <source>Nothing of it is in the vault any more.</source>
   <translation>Nichts davon ist mehr im Tresor.</translation>
  </message>
  <message>
   <source>Show in the vault</source>
   <translation>Im Tresor zeigen</translation>
  </message>
  <message>
   <source>Signed with the key</source>
   <translation>Unterschrieben mit dem Schlüssel</translation>
  </message>
  <message>
   <source>What came in</source>
   <translation>Was hereinkam</translation>
  </message>
  <message>
   <source>What they got</source>
   <translation>Was sie bekamen</translation>
  </message>
 </context>
 <context>
  <name>SharedDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Copy instructions</source>
   <translation>Anleitung kopieren</translation>
  </message>
  <message>
   <source>Send the file by any way you like, and the passphrase by another: by phone. Whoever has both can open it.</source>
   <translation>Schicken Sie die Datei, auf welchem Weg Sie wollen, und die Passphrase auf einem anderen: am Telefon. Wer beides hat, kann sie öffnen.</translation>
  </message>
  <message>
   <source>Send the file by any way you like: by mail, in a chat, on a stick. Nobody but the recipients can open it, and they see whether it comes from you.</source>
   <translation>Schicken Sie die Datei, auf welchem Weg Sie wollen: als E-Mail, in einem Chat, auf einem Stick. Niemand außer den Empfängern kann sie öffnen, und sie sehen, ob sie von Ihnen kommt.</translation>
  </message>
  <message>
   <source>Shared</source>
   <translation>Geteilt</translation>
  </message>
  <message>
   <source>Show in folder</source>
   <translation>Im Ordner zeigen</translation>
  </message>
  <message>
   <source>Whoever has no Deedbox opens it with age, tar and ssh-keygen: the instructions hold the three commands.</source>
   <translation>Wer kein Deedbox hat, öffnet sie mit age, tar und ssh-keygen: Die Anleitung enthält die drei Befehle.</translation>
  </message>
 </context>
 <context>
  <name>SharingActs</name>
  <message numerus="yes">
   <source>%Ln item(s) came in.</source>
   <translation>
    <numerusform>%Ln Eintrag kam herein.</numerusform>
    <numerusform>%Ln Einträge kamen herein.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln name(s) changed, so that every disk takes them.</source>
   <translation>
    <numerusform>%Ln Name wurde geändert, damit ihn jeder Datenträger annimmt.</numerusform>
    <numerusform>%Ln Namen wurden geändert, damit sie jeder Datenträger annimmt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Look at this card, and add it to your contacts.</source>
   <translation>Diese Karte ansehen und zu Ihren Kontakten hinzufügen.</translation>
  </message>
  <message>
   <source>Open a share</source>
   <translation>Freigabe öffnen</translation>
  </message>
  <message>
   <source>Open this share: who sent it first, then what is in it.</source>
   <translation>Diese Freigabe öffnen: zuerst, wer sie geschickt hat, dann, was darin ist.</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>No key does that.</source>
   <translation>Keine Taste tut das.</translation>
  </message>
  <message>
   <source>Search the shortcuts</source>
   <translation>Tastenkürzel durchsuchen</translation>
  </message>
  <message>
   <source>Unlock a vault to see its keys here, too.</source>
   <translation>Entsperren Sie einen Tresor, um auch seine Tasten hier zu sehen.</translation>
  </message>
 </context>
 <context>
  <name>SidebarModel</name>
  <message>
   <source>Folders</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Saved searches</source>
   <translation>Gespeicherte Suchen</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
 </context>
 <context>
  <name>SourceList</name>
  <message>
   <source>Add a vault folder</source>
   <translation>Tresorordner hinzufügen</translation>
  </message>
  <message>
   <source>Add an export</source>
   <translation>Export hinzufügen</translation>
  </message>
  <message>
   <source>Choose the export file</source>
   <translation>Exportdatei wählen</translation>
  </message>
  <message>
   <source>Choose the vault folder</source>
   <translation>Tresorordner wählen</translation>
  </message>
  <message>
   <source>Do not use {name}</source>
   <translation>{name} nicht verwenden</translation>
  </message>
  <message>
   <source>Fetch missing pieces from a backup</source>
   <translation>Fehlende Stücke aus einem Backup holen</translation>
  </message>
  <message>
   <source>What is taken from there must be exactly what was written here, or it is not taken.</source>
   <translation>Was von dort genommen wird, muss genau das sein, was hier geschrieben wurde; sonst wird es nicht genommen.</translation>
  </message>
  <message>
   <source>in {folder}</source>
   <translation>in {folder}</translation>
  </message>
 </context>
 <context>
  <name>StartPage</name>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Choose one to unlock it, or drop a vault folder on this window.</source>
   <translation>Wählen Sie einen, um ihn zu entsperren, oder legen Sie einen Tresorordner auf diesem Fenster ab.</translation>
  </message>
  <message>
   <source>Open a vault</source>
   <translation>Tresor öffnen</translation>
  </message>
  <message>
   <source>Open “{name}”.</source>
   <translation>„{name}“ öffnen.</translation>
  </message>
  <message>
   <source>Restore from “{name}”.</source>
   <translation>Aus „{name}“ wiederherstellen.</translation>
  </message>
  <message>
   <source>This folder does not look like a vault.</source>
   <translation>Dieser Ordner sieht nicht nach einem Tresor aus.</translation>
  </message>
  <message>
   <source>Your vaults are at the left</source>
   <translation>Ihre Tresore sind links</translation>
  </message>
 </context>
 <context>
  <name>StepsPage</name>
  <message>
   <source>Back to the list</source>
   <translation>Zurück zur Liste</translation>
  </message>
  <message>
   <source>First steps</source>
   <translation>Erste Schritte</translation>
  </message>
  <message>
   <source>Five steps to a vault you can rely on.</source>
   <translation>Fünf Schritte zu einem Tresor, auf den Verlass ist.</translation>
  </message>
  <message>
   <source>Hides the steps. They stay in the vault's menu.</source>
   <translation>Blendet die Schritte aus. Sie bleiben im Menü des Tresors.</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>Nicht jetzt</translation>
  </message>
  <message>
   <source>This vault is empty</source>
   <translation>Dieser Tresor ist leer</translation>
  </message>
 </context>
 <context>
  <name>StepsStrip</name>
  <message>
   <source>All steps</source>
   <translation>Alle Schritte</translation>
  </message>
  <message>
   <source>First steps</source>
   <translation>Erste Schritte</translation>
  </message>
  <message>
   <source>First steps: {count}</source>
   <translation>Erste Schritte: {count}</translation>
  </message>
  <message>
   <source>Hide the first steps</source>
   <translation>Erste Schritte ausblenden</translation>
  </message>
 </context>
 <context>
  <name>Strength</name>
  <message>
   <source>To guess it: {time} with {cards} graphics cards</source>
   <translation>Erraten: {time} mit {cards} Grafikkarten</translation>
  </message>
  <message numerus="yes">
   <source>about %Ln day(s)</source>
   <translation>
    <numerusform>etwa %Ln Tag</numerusform>
    <numerusform>etwa %Ln Tage</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln hour(s)</source>
   <translation>
    <numerusform>etwa %Ln Stunde</numerusform>
    <numerusform>etwa %Ln Stunden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln minute(s)</source>
   <translation>
    <numerusform>etwa %Ln Minute</numerusform>
    <numerusform>etwa %Ln Minuten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln year(s)</source>
   <translation>
    <numerusform>etwa %Ln Jahr</numerusform>
    <numerusform>etwa %Ln Jahre</numerusform>
   </translation>
  </message>
  <message>
   <source>less than a minute</source>
   <translation>weniger als eine Minute</translation>
  </message>
  <message>
   <source>more than a million years</source>
   <translation>mehr als eine Million Jahre</translation>
  </message>
 </context>
 <context>
  <name>Summary</name>
  <message>
   <source>Add to favourites</source>
   <translation>Zu Favoriten hinzufügen</translation>
  </message>
  <message>
   <source>Copy out</source>
   <translation>Herauskopieren</translation>
  </message>
  <message>
   <source>Move to folder</source>
   <translation>In einen Ordner verschieben</translation>
  </message>
  <message>
   <source>Move to trash</source>
   <translation>In den Papierkorb legen</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Teilen</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>What is chosen</source>
   <translation>Auswahl</translation>
  </message>
 </context>
 <context>
  <name>TableMenu</name>
  <message>
   <source>Add a column</source>
   <translation>Spalte hinzufügen</translation>
  </message>
  <message>
   <source>Add a row below</source>
   <translation>Zeile darunter hinzufügen</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>Spalte</translation>
  </message>
  <message>
   <source>Line up the columns</source>
   <translation>Spalten ausrichten</translation>
  </message>
  <message>
   <source>Remove this column</source>
   <translation>Diese Spalte entfernen</translation>
  </message>
  <message>
   <source>Remove this row</source>
   <translation>Diese Zeile entfernen</translation>
  </message>
  <message numerus="yes">
   <source>Table with %Ln column(s)</source>
   <translation>
    <numerusform>Tabelle mit %Ln Spalte</numerusform>
    <numerusform>Tabelle mit %Ln Spalten</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TagLine</name>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Add a tag</source>
   <translation>Schlagwort hinzufügen</translation>
  </message>
  <message>
   <source>Remove the tag {tag}</source>
   <translation>Schlagwort {tag} entfernen</translation>
  </message>
 </context>
 <context>
  <name>TagsDialog</name>
  <message numerus="yes">
   <source>%Ln item(s) chosen</source>
   <translation>
    <numerusform>%Ln Eintrag gewählt</numerusform>
    <numerusform>%Ln Einträge gewählt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln of {all}</source>
   <translation>
    <numerusform>%Ln von {all}</numerusform>
    <numerusform>%Ln von {all}</numerusform>
   </translation>
  </message>
  <message>
   <source>Add the tag “{tag}”</source>
   <translation>Schlagwort „{tag}“ hinzufügen</translation>
  </message>
  <message>
   <source>Find or add a tag</source>
   <translation>Schlagwort finden oder hinzufügen</translation>
  </message>
  <message>
   <source>Known tags</source>
   <translation>Bekannte Schlagwörter</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <source>Saving</source>
   <translation>Wird gespeichert</translation>
  </message>
  <message>
   <source>Tags</source>
   <translation>Schlagwörter</translation>
  </message>
  <message>
   <source>There are no tags yet. Type a word and add it.</source>
   <translation>Es gibt noch keine Schlagwörter. Geben Sie ein Wort ein, und fügen Sie es hinzu.</translation>
  </message>
 </context>
 <context>
  <name>TestDialog</name>
  <message>
   <source>Choose the keyfile, and type the password that goes with it.</source>
   <translation>Wählen Sie die Schlüsseldatei, und geben Sie das Passwort ein, das dazu gehört.</translation>
  </message>
  <message>
   <source>Nothing is changed but the date of the test.</source>
   <translation>Nichts ändert sich außer dem Datum des Tests.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Remove this way in, and add this device anew.</source>
   <translation>Entfernen Sie diesen Zugang, und fügen Sie dieses Gerät neu hinzu.</translation>
  </message>
  <message>
   <source>Take the page from where it is kept, and type its words: then it counts as tested.</source>
   <translation>Holen Sie die Seite von dort, wo sie aufbewahrt ist, und geben Sie ihre Wörter ein: Dann gilt sie als getestet.</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Testen</translation>
  </message>
  <message>
   <source>Test “{name}”</source>
   <translation>„{name}“ testen</translation>
  </message>
  <message>
   <source>That does not open “{name}”.</source>
   <translation>Das öffnet „{name}“ nicht.</translation>
  </message>
  <message>
   <source>The keyring of this computer does not open the vault.</source>
   <translation>Der Schlüsselbund dieses Computers öffnet den Tresor nicht.</translation>
  </message>
  <message>
   <source>The keyring of this computer is asked for the secret of the vault.</source>
   <translation>Der Schlüsselbund dieses Computers wird nach dem Geheimnis des Tresors gefragt.</translation>
  </message>
  <message>
   <source>These words are in order, but they are of another kit: they do not open this.</source>
   <translation>Diese Wörter sind in Ordnung, aber von einem anderen Bogen: Dies öffnen sie nicht.</translation>
  </message>
  <message>
   <source>Type the password.</source>
   <translation>Geben Sie das Passwort ein.</translation>
  </message>
  <message>
   <source>“{name}” opens the vault.</source>
   <translation>„{name}“ öffnet den Tresor.</translation>
  </message>
 </context>
 <context>
  <name>TitleInput</name>
  <message>
   <source>Name of the note</source>
   <translation>Name der Notiz</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
 </context>
 <context>
  <name>Toolbar</name>
  <message>
   <source>Add files</source>
   <translation>Dateien hinzufügen</translation>
  </message>
  <message>
   <source>Ctrl+F</source>
   <translation>Strg+F</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Sperren</translation>
  </message>
  <message>
   <source>New note</source>
   <translation>Neue Notiz</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Search names, notes and contents</source>
   <translation>Namen, Notizen und Inhalte durchsuchen</translation>
  </message>
 </context>
 <context>
  <name>TrailExportDialog</name>
  <message>
   <source>Activity {date}</source>
   <translation>Aktivität {date}</translation>
  </message>
  <message>
   <source>All entries with their times, in one file. It holds no names of items and nothing out of them.</source>
   <translation>Alle Vorgänge mit ihren Zeiten, in einer Datei. Sie enthält keine Namen von Einträgen und nichts aus ihnen.</translation>
  </message>
  <message>
   <source>Choose a place</source>
   <translation>Ort wählen</translation>
  </message>
  <message>
   <source>Export the activity</source>
   <translation>Aktivität exportieren</translation>
  </message>
  <message>
   <source>For programs (JSON)</source>
   <translation>Für Programme (JSON)</translation>
  </message>
  <message>
   <source>Form of the file</source>
   <translation>Form der Datei</translation>
  </message>
  <message>
   <source>Table (CSV)</source>
   <translation>Tabelle (CSV)</translation>
  </message>
  <message>
   <source>The file is not encrypted. Whoever gets it can read when this vault was used, on which computers, and when ways in and shares were made.</source>
   <translation>Die Datei ist nicht verschlüsselt. Wer sie bekommt, kann lesen, wann dieser Tresor benutzt wurde, auf welchen Computern, und wann Zugänge und Freigaben gemacht wurden.</translation>
  </message>
  <message>
   <source>Where to export to</source>
   <translation>Wohin exportiert wird</translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message numerus="yes">
   <source>%Ln vault(s) open</source>
   <translation>
    <numerusform>%Ln Tresor offen</numerusform>
    <numerusform>%Ln Tresore offen</numerusform>
   </translation>
  </message>
  <message>
   <source>All vaults are locked</source>
   <translation>Alle Tresore sind gesperrt</translation>
  </message>
  <message>
   <source>Deedbox: {state}</source>
   <translation>Deedbox: {state}</translation>
  </message>
  <message>
   <source>Lock all</source>
   <translation>Alle sperren</translation>
  </message>
  <message>
   <source>New window</source>
   <translation>Neues Fenster</translation>
  </message>
 </context>
 <context>
  <name>TypedHint</name>
  <message>
   <source>{typed}: no name begins so</source>
   <translation>{typed}: So beginnt kein Name</translation>
  </message>
 </context>
 <context>
  <name>Undoing</name>
  <message>
   <source>Cannot redo: {step}.</source>
   <translation>Nicht zu wiederholen: {step}.</translation>
  </message>
  <message>
   <source>Cannot undo: {step}.</source>
   <translation>Nicht rückgängig zu machen: {step}.</translation>
  </message>
  <message>
   <source>Done again: {step}.</source>
   <translation>Wiederholt: {step}.</translation>
  </message>
  <message>
   <source>Redo {step}</source>
   <translation>Wiederholen: {step}</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Undo {step}</source>
   <translation>Rückgängig: {step}</translation>
  </message>
  <message>
   <source>Undone: {step}.</source>
   <translation>Rückgängig gemacht: {step}.</translation>
  </message>
 </context>
 <context>
  <name>UnlockPage</name>
  <message>
   <source>A new catalog is written out of everything that can be verified. What cannot is named as soon as the vault is open. This cannot be taken back.</source>
   <translation>Ein neuer Katalog wird aus allem geschrieben, was sich prüfen lässt. Was nicht, wird genannt, sobald der Tresor offen ist. Das lässt sich nicht zurücknehmen.</translation>
  </message>
  <message>
   <source>Caps Lock is on.</source>
   <translation>Die Feststelltaste ist an.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Damaged bytes are never shown, and nothing was changed.</source>
   <translation>Beschädigte Bytes werden nie gezeigt, und nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Go on with this state</source>
   <translation>Mit diesem Stand weitermachen</translation>
  </message>
  <message>
   <source>It is open in another window.</source>
   <translation>Er ist in einem anderen Fenster offen.</translation>
  </message>
  <message>
   <source>Last opened on {date}</source>
   <translation>Zuletzt am {date} geöffnet</translation>
  </message>
  <message>
   <source>Last opened today at {time}</source>
   <translation>Zuletzt heute um {time} geöffnet</translation>
  </message>
  <message>
   <source>Last opened yesterday at {time}</source>
   <translation>Zuletzt gestern um {time} geöffnet</translation>
  </message>
  <message>
   <source>Newer changes that are missing here stay missing. Nothing in the vault is changed by opening it.</source>
   <translation>Neuere Änderungen, die hier fehlen, bleiben weg. Durch das Öffnen ändert sich im Tresor nichts.</translation>
  </message>
  <message>
   <source>Nothing that can still be read is lost, and the damaged files are kept aside. If something is missing, other computers that know this vault will ask before they go on with it.</source>
   <translation>Was noch lesbar ist, geht nicht verloren, und die beschädigten Dateien bleiben beiseite gelegt. Fehlt etwas, fragen andere Computer, die diesen Tresor kennen, bevor sie damit weitermachen.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Open for reading only</source>
   <translation>Nur zum Lesen öffnen</translation>
  </message>
  <message>
   <source>Open for reading only to look</source>
   <translation>Nur zum Lesen öffnen, um nachzusehen</translation>
  </message>
  <message>
   <source>Open the state before it</source>
   <translation>Den Stand davor öffnen</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Repair</source>
   <translation>Reparieren</translation>
  </message>
  <message>
   <source>Repair the catalog</source>
   <translation>Katalog reparieren</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>Aus einem Backup wiederherstellen</translation>
  </message>
  <message>
   <source>Show its window</source>
   <translation>Sein Fenster zeigen</translation>
  </message>
  <message>
   <source>That password and keyfile do not open this vault together.</source>
   <translation>Dieses Passwort und diese Schlüsseldatei öffnen diesen Tresor zusammen nicht.</translation>
  </message>
  <message>
   <source>That password does not open this vault.</source>
   <translation>Dieses Passwort öffnet diesen Tresor nicht.</translation>
  </message>
  <message>
   <source>The catalog of the vault is damaged: the list of what is in it.</source>
   <translation>Der Katalog des Tresors ist beschädigt: die Liste dessen, was darin ist.</translation>
  </message>
  <message>
   <source>The header of the vault is damaged, in both copies.</source>
   <translation>Der Kopf des Tresors ist beschädigt, in beiden Kopien.</translation>
  </message>
  <message>
   <source>The keyring of this device no longer has what opens this vault.</source>
   <translation>Der Schlüsselbund dieses Geräts hat nicht mehr, was diesen Tresor öffnet.</translation>
  </message>
  <message>
   <source>The next try has to wait</source>
   <translation>Der nächste Versuch muss warten</translation>
  </message>
  <message>
   <source>The vault process ended while it unlocked.</source>
   <translation>Der Tresorprozess endete beim Entsperren.</translation>
  </message>
  <message>
   <source>There is no whole state before the damaged one.</source>
   <translation>Es gibt keinen heilen Stand vor dem beschädigten.</translation>
  </message>
  <message>
   <source>These are the ways back:</source>
   <translation>Das sind die Wege zurück:</translation>
  </message>
  <message>
   <source>These words are right, but they do not open this vault: they are of another kit or vault.</source>
   <translation>Diese Wörter sind richtig, aber sie öffnen diesen Tresor nicht: Sie sind von einem anderen Bogen oder Tresor.</translation>
  </message>
  <message>
   <source>This computer will take the vault's state of now for the true one, and warn no more.</source>
   <translation>Dieser Computer nimmt dann den jetzigen Stand des Tresors für den richtigen und warnt nicht mehr.</translation>
  </message>
  <message>
   <source>This device opened the vault until {date}, and does no more.</source>
   <translation>Dieses Gerät öffnete den Tresor bis zum {date} und tut es nicht mehr.</translation>
  </message>
  <message>
   <source>This vault opens with the password and its keyfile together.</source>
   <translation>Diesen Tresor öffnen das Passwort und seine Schlüsseldatei zusammen.</translation>
  </message>
  <message>
   <source>Try again.</source>
   <translation>Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Type all words of the kit first.</source>
   <translation>Geben Sie zuerst alle Wörter des Bogens ein.</translation>
  </message>
  <message>
   <source>Type the password first.</source>
   <translation>Geben Sie zuerst das Passwort ein.</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>Entsperren</translation>
  </message>
  <message>
   <source>Unlock a vault</source>
   <translation>Tresor entsperren</translation>
  </message>
  <message>
   <source>Unlock with the password, then set this device up again under Keys.</source>
   <translation>Entsperren Sie mit dem Passwort, und richten Sie dann dieses Gerät unter „Schlüssel“ neu ein.</translation>
  </message>
  <message>
   <source>Without it no password opens the vault: restore it from a backup.</source>
   <translation>Ohne ihn öffnet kein Passwort den Tresor: Stellen Sie ihn aus einem Backup wieder her.</translation>
  </message>
 </context>
 <context>
  <name>VaultList</name>
  <message>
   <source>Create a vault</source>
   <translation>Tresor anlegen</translation>
  </message>
  <message>
   <source>Forget this vault</source>
   <translation>Diesen Tresor vergessen</translation>
  </message>
  <message>
   <source>Open a vault</source>
   <translation>Tresor öffnen</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>Aus einem Backup wiederherstellen</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Vaults on this computer</source>
   <translation>Tresore auf diesem Computer</translation>
  </message>
 </context>
 <context>
  <name>VaultMenu</name>
  <message>
   <source>Add a folder</source>
   <translation>Ordner hinzufügen</translation>
  </message>
  <message>
   <source>Change password</source>
   <translation>Passwort ändern</translation>
  </message>
  <message>
   <source>Check</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Find duplicates</source>
   <translation>Duplikate finden</translation>
  </message>
  <message>
   <source>First steps</source>
   <translation>Erste Schritte</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <source>Leave Deedbox</source>
   <translation>Deedbox verlassen</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Sperren</translation>
  </message>
  <message>
   <source>New vault key</source>
   <translation>Neuer Tresorschlüssel</translation>
  </message>
  <message>
   <source>New window</source>
   <translation>Neues Fenster</translation>
  </message>
  <message>
   <source>Older versions</source>
   <translation>Ältere Versionen</translation>
  </message>
  <message>
   <source>Open a share</source>
   <translation>Freigabe öffnen</translation>
  </message>
  <message>
   <source>Plain copies on this device</source>
   <translation>Klartextkopien auf diesem Gerät</translation>
  </message>
  <message>
   <source>Rehearse a restore</source>
   <translation>Wiederherstellung proben</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Vault facts</source>
   <translation>Über diesen Tresor</translation>
  </message>
 </context>
 <context>
  <name>VaultModel</name>
  <message>
   <source>Locked</source>
   <translation>Gesperrt</translation>
  </message>
  <message>
   <source>Not there now</source>
   <translation>Zurzeit nicht da</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Offen</translation>
  </message>
 </context>
 <context>
  <name>VaultPage</name>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
 </context>
 <context>
  <name>VaultWindow</name>
  <message numerus="yes">
   <source>%Ln piece(s) of work are under way. Stop them and lock?</source>
   <translation>
    <numerusform>%Ln Arbeit ist im Gang. Anhalten und sperren?</numerusform>
    <numerusform>%Ln Arbeiten sind im Gang. Anhalten und sperren?</numerusform>
   </translation>
  </message>
  <message>
   <source>Deedbox</source>
   <translation>Deedbox</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>Vollbild</translation>
  </message>
  <message>
   <source>Keep working</source>
   <translation>Weiterarbeiten</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Sperren</translation>
  </message>
  <message>
   <source>Lock all</source>
   <translation>Alle sperren</translation>
  </message>
  <message numerus="yes">
   <source>Locked after %Ln minute(s) without key or mouse.</source>
   <translation>
    <numerusform>Nach %Ln Minute ohne Taste oder Maus gesperrt.</numerusform>
    <numerusform>Nach %Ln Minuten ohne Taste oder Maus gesperrt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Locked because another user came in front of the screen.</source>
   <translation>Gesperrt, weil zu einem anderen Benutzer gewechselt wurde.</translation>
  </message>
  <message>
   <source>Locked because the computer was asleep.</source>
   <translation>Gesperrt, weil der Computer geschlafen hat.</translation>
  </message>
  <message>
   <source>Locked before the computer went to sleep.</source>
   <translation>Gesperrt, bevor der Computer schlafen ging.</translation>
  </message>
  <message>
   <source>Locked by you.</source>
   <translation>Von Ihnen gesperrt.</translation>
  </message>
  <message>
   <source>Locked together with the screen.</source>
   <translation>Zusammen mit dem Bildschirm gesperrt.</translation>
  </message>
  <message>
   <source>Locked when the window was minimized.</source>
   <translation>Gesperrt, als das Fenster minimiert wurde.</translation>
  </message>
  <message>
   <source>Locks when the work is over</source>
   <translation>Sperrt, wenn die Arbeit fertig ist</translation>
  </message>
  <message>
   <source>New window</source>
   <translation>Neues Fenster</translation>
  </message>
  <message numerus="yes">
   <source>Not in the vault yet: %Ln change(s) of other programs, readable in memory until you unlock.</source>
   <translation>
    <numerusform>Noch nicht im Tresor: %Ln Änderung anderer Programme, lesbar im Arbeitsspeicher, bis Sie entsperren.</numerusform>
    <numerusform>Noch nicht im Tresor: %Ln Änderungen anderer Programme, lesbar im Arbeitsspeicher, bis Sie entsperren.</numerusform>
   </translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Stop and lock</source>
   <translation>Anhalten und sperren</translation>
  </message>
  <message>
   <source>The vault process ended unexpectedly. Everything saved is safe.</source>
   <translation>Der Tresorprozess endete unerwartet. Alles Gespeicherte ist sicher.</translation>
  </message>
  <message>
   <source>What was finished before is kept, whole.</source>
   <translation>Was vorher fertig war, bleibt erhalten, ganz.</translation>
  </message>
  <message>
   <source>Work is under way</source>
   <translation>Arbeit ist im Gang</translation>
  </message>
  <message>
   <source>{name} - Deedbox</source>
   <translation>{name} - Deedbox</translation>
  </message>
  <message>
   <source>{work} is under way. Stop it and lock?</source>
   <translation>Noch im Gang: {work}. Anhalten und sperren?</translation>
  </message>
 </context>
 <context>
  <name>Verdict</name>
  <message>
   <source>Copy details</source>
   <translation>Einzelheiten kopieren</translation>
  </message>
 </context>
 <context>
  <name>VerifyDialog</name>
  <message>
   <source>A word you typed is another one</source>
   <translation>Ein eingegebenes Wort ist ein anderes</translation>
  </message>
  <message>
   <source>Call {name}, or meet, and let these six words be read to you. Not by the way the card came: whoever could have changed the card could change the words with it.</source>
   <translation>Rufen Sie {name} an, oder treffen Sie sich, und lassen Sie sich diese sechs Wörter vorlesen. Nicht auf dem Weg, auf dem die Karte kam: Wer die Karte ändern konnte, kann auch die Wörter ändern.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close this, and compare the words that stand there now.</source>
   <translation>Schließen Sie dies, und vergleichen Sie die Wörter, die jetzt dort stehen.</translation>
  </message>
  <message>
   <source>Compare words with {name}</source>
   <translation>Wörter mit {name} vergleichen</translation>
  </message>
  <message>
   <source>It stays blocked.</source>
   <translation>Er bleibt gesperrt.</translation>
  </message>
  <message>
   <source>It stays marked as not compared.</source>
   <translation>Er bleibt als nicht verglichen markiert.</translation>
  </message>
  <message>
   <source>Nothing was marked as compared.</source>
   <translation>Nichts wurde als verglichen markiert.</translation>
  </message>
  <message>
   <source>Remove the contact</source>
   <translation>Kontakt entfernen</translation>
  </message>
  <message>
   <source>Share nothing with it. Read the words once more; if they differ again, remove the contact and ask for the card by another way.</source>
   <translation>Teilen Sie nichts mit ihm. Lesen Sie die Wörter noch einmal; unterscheiden sie sich wieder, entfernen Sie den Kontakt, und bitten Sie auf anderem Weg um die Karte.</translation>
  </message>
  <message>
   <source>The key was changed while you compared.</source>
   <translation>Der Schlüssel hat sich geändert, während Sie verglichen.</translation>
  </message>
  <message>
   <source>The new key's words</source>
   <translation>Die Wörter des neuen Schlüssels</translation>
  </message>
  <message>
   <source>The words before, compared on {date}</source>
   <translation>Die Wörter zuvor, verglichen am {date}</translation>
  </message>
  <message>
   <source>The words before, not compared</source>
   <translation>Die Wörter zuvor, nicht verglichen</translation>
  </message>
  <message>
   <source>Then this key is not {name}'s, or one of you read it wrong.</source>
   <translation>Dann gehört dieser Schlüssel nicht {name}, oder jemand von Ihnen hat sich verlesen.</translation>
  </message>
  <message>
   <source>They differ</source>
   <translation>Sie unterscheiden sich</translation>
  </message>
  <message>
   <source>They match</source>
   <translation>Sie stimmen überein</translation>
  </message>
  <message>
   <source>This is being written down</source>
   <translation>Dies wird aufgeschrieben</translation>
  </message>
  <message>
   <source>What you hear (type it if you like)</source>
   <translation>Was Sie hören (eingeben, wenn Sie mögen)</translation>
  </message>
  <message>
   <source>Words of this key</source>
   <translation>Wörter dieses Schlüssels</translation>
  </message>
  <message>
   <source>You said that they differ</source>
   <translation>Sie haben angegeben, dass sie sich unterscheiden</translation>
  </message>
  <message>
   <source>Your own words, to be read to {name}: {words}</source>
   <translation>Ihre eigenen Wörter, um sie {name} vorzulesen: {words}</translation>
  </message>
  <message>
   <source>{name} has another key than the one you knew. That happens with a new computer or vault, and it is what somebody would do who wants to read what you send. Nothing is shared until you have looked.</source>
   <translation>{name} hat einen anderen Schlüssel als den, den Sie kannten. Das kommt bei einem neuen Computer oder Tresor vor, und es ist das, was jemand täte, der lesen will, was Sie schicken. Nichts wird geteilt, bis Sie nachgesehen haben.</translation>
  </message>
 </context>
 <context>
  <name>VersionActs</name>
  <message numerus="yes">
   <source>%Ln version(s) of “{name}” will be gone for good.</source>
   <translation>
    <numerusform>%Ln Version von „{name}“ wird endgültig entfernt.</numerusform>
    <numerusform>%Ln Versionen von „{name}“ werden endgültig entfernt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Compare with the current one</source>
   <translation>Mit der aktuellen vergleichen</translation>
  </message>
  <message>
   <source>Copy out</source>
   <translation>Herauskopieren</translation>
  </message>
  <message>
   <source>Look at it</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <source>Make it the current one</source>
   <translation>Zur aktuellen machen</translation>
  </message>
  <message>
   <source>Remove for good</source>
   <translation>Endgültig entfernen</translation>
  </message>
  <message>
   <source>Remove versions</source>
   <translation>Versionen entfernen</translation>
  </message>
  <message>
   <source>The current version stays. Backups and exports made before still hold them.</source>
   <translation>Die aktuelle Version bleibt. Frühere Backups und Exporte enthalten die entfernten weiterhin.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Version {number} of “{name}” will be gone for good.</source>
   <translation>Version {number} von „{name}“ wird endgültig entfernt.</translation>
  </message>
  <message>
   <source>“{name}” is again as it was {moment}.</source>
   <translation>„{name}“ ist wieder wie in der Version: {moment}.</translation>
  </message>
 </context>
 <context>
  <name>VersionRow</name>
  <message>
   <source>Current</source>
   <translation>Aktuell</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
 </context>
 <context>
  <name>VersionsDialog</name>
  <message numerus="yes">
   <source>%Ln version(s) kept; the older ones hold {size}.</source>
   <translation>
    <numerusform>%Ln Version aufbewahrt; die älteren belegen {size}.</numerusform>
    <numerusform>%Ln Versionen aufbewahrt; die älteren belegen {size}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Choose one older version</source>
   <translation>Eine ältere Version wählen</translation>
  </message>
  <message>
   <source>Choose one or two texts that are not too large</source>
   <translation>Ein oder zwei Texte wählen, die nicht zu groß sind</translation>
  </message>
  <message>
   <source>Choose one version</source>
   <translation>Eine Version wählen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Compare both</source>
   <translation>Beide vergleichen</translation>
  </message>
  <message>
   <source>Compare with the current one</source>
   <translation>Mit der aktuellen vergleichen</translation>
  </message>
  <message>
   <source>Copy out</source>
   <translation>Herauskopieren</translation>
  </message>
  <message>
   <source>Look at it</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <source>Make it the current one</source>
   <translation>Zur aktuellen machen</translation>
  </message>
  <message>
   <source>Remove for good</source>
   <translation>Endgültig entfernen</translation>
  </message>
  <message>
   <source>The current version stays</source>
   <translation>Die aktuelle Version bleibt</translation>
  </message>
  <message>
   <source>There is only this one. Whenever the content changes, the one before is kept here.</source>
   <translation>Es gibt nur diese eine. Sooft sich der Inhalt ändert, wird die vorige hier aufbewahrt.</translation>
  </message>
  <message>
   <source>Version {number}</source>
   <translation>Version {number}</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Versionen</translation>
  </message>
  <message>
   <source>current</source>
   <translation>aktuell</translation>
  </message>
 </context>
 <context>
  <name>VersionsSection</name>
  <message numerus="yes">
   <source>%Ln kept</source>
   <translation>
    <numerusform>%Ln aufbewahrt</numerusform>
    <numerusform>%Ln aufbewahrt</numerusform>
   </translation>
  </message>
  <message>
   <source>More with version {number}</source>
   <translation>Mehr zu Version {number}</translation>
  </message>
  <message>
   <source>Restore version {number}</source>
   <translation>Version {number} wiederherstellen</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Alle zeigen</translation>
  </message>
  <message>
   <source>The older ones hold {size}</source>
   <translation>Die älteren belegen {size}</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Versionen</translation>
  </message>
 </context>
 <context>
  <name>Waiting</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Working</source>
   <translation>In Arbeit</translation>
  </message>
 </context>
 <context>
  <name>WayCard</name>
  <message>
   <source>A new kit in the place of this one: its words are kept nowhere</source>
   <translation>Ein neuer Bogen an der Stelle von diesem: Seine Wörter sind nirgends aufbewahrt</translation>
  </message>
  <message>
   <source>Print</source>
   <translation>Drucken</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Test</source>
   <translation>Testen</translation>
  </message>
  <message>
   <source>Test now</source>
   <translation>Jetzt testen</translation>
  </message>
  <message>
   <source>{act}: {name}</source>
   <translation>{act}: {name}</translation>
  </message>
 </context>
 <context>
  <name>WelcomePage</name>
  <message>
   <source>A backup counts once it was restored for real.</source>
   <translation>Ein Backup zählt erst, wenn es wirklich wiederhergestellt wurde.</translation>
  </message>
  <message>
   <source>A folder that ends in .deedbox, on any disk.</source>
   <translation>Ein Ordner, der auf .deedbox endet, wo er auch liegt.</translation>
  </message>
  <message>
   <source>A place for papers you cannot lose</source>
   <translation>Ein Ort für Papiere, die Sie nicht verlieren dürfen</translation>
  </message>
  <message>
   <source>Create</source>
   <translation>Anlegen</translation>
  </message>
  <message>
   <source>Create a vault</source>
   <translation>Tresor anlegen</translation>
  </message>
  <message>
   <source>Deedbox keeps files and notes encrypted on your own disk, backs them up, and proves that you can get them back.</source>
   <translation>Deedbox bewahrt Dateien und Notizen verschlüsselt auf Ihrem eigenen Datenträger auf, sichert sie und beweist, dass Sie sie zurückbekommen.</translation>
  </message>
  <message>
   <source>From an export file, verified as it is restored.</source>
   <translation>Aus einer Exportdatei, beim Wiederherstellen geprüft.</translation>
  </message>
  <message>
   <source>Name, password, recovery kit. About four minutes.</source>
   <translation>Name, Passwort, Wiederherstellungsbogen. Etwa vier Minuten.</translation>
  </message>
  <message>
   <source>No account, and nobody else holds a key.</source>
   <translation>Kein Konto, und niemand sonst hat einen Schlüssel.</translation>
  </message>
  <message>
   <source>No network</source>
   <translation>Ohne Netzwerk</translation>
  </message>
  <message>
   <source>Nothing is sent anywhere, ever, by itself.</source>
   <translation>Von selbst wird nie irgendwohin etwas geschickt.</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open a vault</source>
   <translation>Tresor öffnen</translation>
  </message>
  <message>
   <source>Or drop a vault folder anywhere in this window</source>
   <translation>Oder legen Sie einen Tresorordner irgendwo in diesem Fenster ab</translation>
  </message>
  <message>
   <source>Proof, not hope</source>
   <translation>Beweis statt Hoffnung</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>Aus einem Backup wiederherstellen</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Welcome</source>
   <translation>Willkommen</translation>
  </message>
  <message>
   <source>Yours alone</source>
   <translation>Gehört nur Ihnen</translation>
  </message>
 </context>
 <context>
  <name>WindowsMenu</name>
  <message>
   <source>Lock all</source>
   <translation>Alle sperren</translation>
  </message>
  <message>
   <source>No vault open</source>
   <translation>Kein Tresor offen</translation>
  </message>
  <message>
   <source>Windows</source>
   <translation>Fenster</translation>
  </message>
 </context>
 <context>
  <name>WordInput</name>
  <message>
   <source>Type something first</source>
   <translation>Zuerst etwas eingeben</translation>
  </message>
 </context>
 <context>
  <name>WordsInput</name>
  <message>
   <source>Paste</source>
   <translation>Einfügen</translation>
  </message>
 </context>
 <context>
  <name>WorkBar</name>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>und %n weitere</numerusform>
    <numerusform>und %n weitere</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>WorkDialog</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
  <message>
   <source>Go on below</source>
   <translation>Unten geht es weiter</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
 </context>
 <context>
  <name>about</name>
  <message>
   <source>not stated</source>
   <translation>nicht angegeben</translation>
  </message>
 </context>
 <context>
  <name>activity</name>
  <message>
   <source>As written</source>
   <translation>Wortlaut</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>Vorgang</translation>
  </message>
  <message>
   <source>Exact values</source>
   <translation>Genaue Werte</translation>
  </message>
  <message>
   <source>Exported {count} entries. Whoever gets the file can read it.</source>
   <translation>{count} Vorgänge exportiert. Wer die Datei bekommt, kann sie lesen.</translation>
  </message>
  <message>
   <source>Exporting the activity</source>
   <translation>Aktivität wird exportiert</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner zeigen</translation>
  </message>
  <message>
   <source>Time (UTC)</source>
   <translation>Zeit (UTC)</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>What happened</source>
   <translation>Was geschah</translation>
  </message>
  <message>
   <source>{name}, in {place}</source>
   <translation>{name}, in {place}</translation>
  </message>
 </context>
 <context>
  <name>browse</name>
  <message numerus="yes">
   <source>%Ln folder(s)</source>
   <translation>
    <numerusform>%Ln Ordner</numerusform>
    <numerusform>%Ln Ordner</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag</numerusform>
    <numerusform>%Ln Einträge</numerusform>
   </translation>
  </message>
  <message>
   <source>Activity</source>
   <translation>Aktivität</translation>
  </message>
  <message>
   <source>All items</source>
   <translation>Alle Einträge</translation>
  </message>
  <message>
   <source>Archive</source>
   <translation>Archiv</translation>
  </message>
  <message>
   <source>Blue</source>
   <translation>Blau</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Geändert</translation>
  </message>
  <message>
   <source>Common tags</source>
   <translation>Gemeinsame Schlagwörter</translation>
  </message>
  <message>
   <source>Contacts</source>
   <translation>Kontakte</translation>
  </message>
  <message>
   <source>Document</source>
   <translation>Dokument</translation>
  </message>
  <message>
   <source>Empty</source>
   <translation>Leer</translation>
  </message>
  <message>
   <source>Favourites</source>
   <translation>Favoriten</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Film</source>
   <translation>Film</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Green</source>
   <translation>Grün</translation>
  </message>
  <message>
   <source>Grey</source>
   <translation>Grau</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Inbox</source>
   <translation>Eingang</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Schlüssel</translation>
  </message>
  <message>
   <source>Kinds</source>
   <translation>Arten</translation>
  </message>
  <message>
   <source>Mail</source>
   <translation>E-Mail</translation>
  </message>
  <message>
   <source>Markdown</source>
   <translation>Markdown</translation>
  </message>
  <message>
   <source>No colour</source>
   <translation>Keine Farbe</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Notizen</translation>
  </message>
  <message>
   <source>Orange</source>
   <translation>Orange</translation>
  </message>
  <message>
   <source>PDF</source>
   <translation>PDF</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Presentation</source>
   <translation>Präsentation</translation>
  </message>
  <message>
   <source>Purple</source>
   <translation>Lila</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>Zuletzt geändert</translation>
  </message>
  <message>
   <source>Red</source>
   <translation>Rot</translation>
  </message>
  <message>
   <source>Removed {moment}</source>
   <translation>Entfernt: {moment}</translation>
  </message>
  <message>
   <source>Removed {moment} from {place}</source>
   <translation>Entfernt: {moment}, aus {place}</translation>
  </message>
  <message>
   <source>Shared</source>
   <translation>Geteilt</translation>
  </message>
  <message>
   <source>Shared, trash and the vault itself</source>
   <translation>Geteiltes, Papierkorb und der Tresor selbst</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <source>Source code</source>
   <translation>Quelltext</translation>
  </message>
  <message>
   <source>Spreadsheet</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <source>Teal</source>
   <translation>Türkis</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Top level</source>
   <translation>Oberste Ebene</translation>
  </message>
  <message>
   <source>Trash</source>
   <translation>Papierkorb</translation>
  </message>
  <message>
   <source>Views and folders</source>
   <translation>Ansichten und Ordner</translation>
  </message>
  <message>
   <source>Yellow</source>
   <translation>Gelb</translation>
  </message>
  <message>
   <source>cut</source>
   <translation>ausgeschnitten</translation>
  </message>
  <message>
   <source>favourite</source>
   <translation>Favorit</translation>
  </message>
  <message>
   <source>shared</source>
   <translation>geteilt</translation>
  </message>
  <message>
   <source>{ending} file</source>
   <translation>{ending}-Datei</translation>
  </message>
 </context>
 <context>
  <name>figures</name>
  <message numerus="yes">
   <source>%Ln byte(s)</source>
   <translation>
    <numerusform>%Ln Byte</numerusform>
    <numerusform>%Ln Bytes</numerusform>
   </translation>
  </message>
  <message>
   <source>Today {time}</source>
   <translation>Heute {time}</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>Gestern</translation>
  </message>
  <message>
   <source>Yesterday {time}</source>
   <translation>Gestern {time}</translation>
  </message>
  <message>
   <source>about {count} h</source>
   <translation>etwa {count} Std.</translation>
  </message>
  <message>
   <source>about {count} min</source>
   <translation>etwa {count} min</translation>
  </message>
  <message>
   <source>d MMM</source>
   <translation>d. MMM</translation>
  </message>
  <message>
   <source>d MMM yyyy</source>
   <translation>d. MMM yyyy</translation>
  </message>
  <message>
   <source>d MMMM yyyy</source>
   <translation>d. MMMM yyyy</translation>
  </message>
  <message>
   <source>today</source>
   <translation>heute</translation>
  </message>
  <message>
   <source>today {time}</source>
   <translation>heute {time}</translation>
  </message>
  <message>
   <source>yesterday</source>
   <translation>gestern</translation>
  </message>
  <message>
   <source>yesterday {time}</source>
   <translation>gestern {time}</translation>
  </message>
  <message>
   <source>{count} s</source>
   <translation>{count} s</translation>
  </message>
  <message>
   <source>{date} at {time}</source>
   <translation>{date} um {time}</translation>
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation>{done} von {total}</translation>
  </message>
 </context>
 <context>
  <name>findings</name>
  <message>
   <source>A file of the vault's folder is gone; the items in it are named.</source>
   <translation>Eine Datei im Tresorordner ist weg; die Einträge darin sind genannt.</translation>
  </message>
  <message>
   <source>A file of the vault's folder is not what was written; the items in it are named.</source>
   <translation>Eine Datei im Tresorordner ist nicht das, was geschrieben wurde; die Einträge darin sind genannt.</translation>
  </message>
  <message>
   <source>A file stands where a folder should, or a folder where a file should.</source>
   <translation>Eine Datei steht, wo ein Ordner sein sollte, oder ein Ordner, wo eine Datei sein sollte.</translation>
  </message>
  <message>
   <source>A repair has taken out of it what could be verified, and kept the rest.</source>
   <translation>Eine Reparatur hat daraus entnommen, was sich prüfen ließ, und den Rest behalten.</translation>
  </message>
  <message>
   <source>Another copy of this vault wrote it, and something brought it here. It is never opened or removed.</source>
   <translation>Eine andere Kopie dieses Tresors hat ihn geschrieben, und etwas hat ihn hierher gebracht. Er wird nie geöffnet oder entfernt.</translation>
  </message>
  <message>
   <source>Catalog of another copy</source>
   <translation>Katalog einer anderen Kopie</translation>
  </message>
  <message>
   <source>Compare the vault with a backup.</source>
   <translation>Vergleichen Sie den Tresor mit einem Backup.</translation>
  </message>
  <message>
   <source>Container nobody needs</source>
   <translation>Behälter, den niemand braucht</translation>
  </message>
  <message>
   <source>Damaged</source>
   <translation>Beschädigt</translation>
  </message>
  <message>
   <source>Damaged catalog</source>
   <translation>Beschädigter Katalog</translation>
  </message>
  <message>
   <source>Damaged catalog, kept aside</source>
   <translation>Beschädigter Katalog, beiseite gelegt</translation>
  </message>
  <message>
   <source>Damaged container</source>
   <translation>Beschädigter Behälter</translation>
  </message>
  <message>
   <source>Damaged item</source>
   <translation>Beschädigter Eintrag</translation>
  </message>
  <message>
   <source>Fetched from a backup</source>
   <translation>Aus einem Backup geholt</translation>
  </message>
  <message>
   <source>File that is none of the vault's</source>
   <translation>Datei, die nicht zum Tresor gehört</translation>
  </message>
  <message>
   <source>Harmless</source>
   <translation>Harmlos</translation>
  </message>
  <message>
   <source>Interrupted change, kept aside</source>
   <translation>Unterbrochene Änderung, beiseite gelegt</translation>
  </message>
  <message>
   <source>Interrupted write</source>
   <translation>Unterbrochenes Schreiben</translation>
  </message>
  <message>
   <source>It can stay; the clean-up removes it.</source>
   <translation>Es kann bleiben; das Aufräumen entfernt es.</translation>
  </message>
  <message>
   <source>It is left over and takes up space. Nothing of the vault is wrong.</source>
   <translation>Das ist übrig geblieben und belegt Platz. Am Tresor ist nichts falsch.</translation>
  </message>
  <message>
   <source>It is whole, but a disk would not take its name.</source>
   <translation>Der Eintrag ist heil, aber ein Datenträger nähme seinen Namen nicht an.</translation>
  </message>
  <message>
   <source>It is whole, but in no folder that can be reached.</source>
   <translation>Er ist heil, aber in keinem Ordner, der sich erreichen lässt.</translation>
  </message>
  <message>
   <source>Item without a folder</source>
   <translation>Eintrag ohne Ordner</translation>
  </message>
  <message>
   <source>Item without content</source>
   <translation>Eintrag ohne Inhalt</translation>
  </message>
  <message>
   <source>Its content, or a version of it, is not what was written. It is never shown.</source>
   <translation>Sein Inhalt, oder eine Version davon, ist nicht das, was geschrieben wurde. Er wird nie gezeigt.</translation>
  </message>
  <message>
   <source>Look at it in the folder; it can be removed.</source>
   <translation>Sehen Sie sie im Ordner an; sie kann entfernt werden.</translation>
  </message>
  <message>
   <source>Missing container</source>
   <translation>Fehlender Behälter</translation>
  </message>
  <message>
   <source>Moved to the top folder</source>
   <translation>In den obersten Ordner verschoben</translation>
  </message>
  <message>
   <source>Name that cannot be written out</source>
   <translation>Name, der sich nicht schreiben lässt</translation>
  </message>
  <message>
   <source>Needs attention</source>
   <translation>Braucht Aufmerksamkeit</translation>
  </message>
  <message>
   <source>Older catalog</source>
   <translation>Älterer Katalog</translation>
  </message>
  <message>
   <source>Older search index</source>
   <translation>Älterer Suchindex</translation>
  </message>
  <message>
   <source>One of two headers differs</source>
   <translation>Einer von zwei Köpfen weicht ab</translation>
  </message>
  <message>
   <source>Removed</source>
   <translation>Entfernt</translation>
  </message>
  <message>
   <source>Renamed</source>
   <translation>Umbenannt</translation>
  </message>
  <message>
   <source>Repair fetches it from a backup that still has it.</source>
   <translation>Eine Reparatur holt ihn aus einem Backup, das ihn noch hat.</translation>
  </message>
  <message>
   <source>Repair fetches it from a backup.</source>
   <translation>Eine Reparatur holt ihn aus einem Backup.</translation>
  </message>
  <message>
   <source>Repair fetches it from a backup; look after the disk.</source>
   <translation>Eine Reparatur holt ihn aus einem Backup; sehen Sie nach dem Datenträger.</translation>
  </message>
  <message>
   <source>Repair replaces it by the good one.</source>
   <translation>Eine Reparatur ersetzt ihn durch den guten.</translation>
  </message>
  <message>
   <source>Repaired</source>
   <translation>Repariert</translation>
  </message>
  <message>
   <source>Repaired when the vault was unlocked</source>
   <translation>Repariert, als der Tresor entsperrt wurde</translation>
  </message>
  <message>
   <source>Restore the vault from a backup.</source>
   <translation>Stellen Sie den Tresor aus einem Backup wieder her.</translation>
  </message>
  <message>
   <source>See whether a copy elsewhere has newer changes before you remove it.</source>
   <translation>Sehen Sie nach, ob anderswo eine Kopie neuere Änderungen hat, bevor Sie ihn entfernen.</translation>
  </message>
  <message>
   <source>Show it, and give it another name.</source>
   <translation>Lassen Sie ihn zeigen, und geben Sie ihm einen anderen Namen.</translation>
  </message>
  <message>
   <source>Show it, and move it into a folder.</source>
   <translation>Lassen Sie ihn zeigen, und verschieben Sie ihn in einen Ordner.</translation>
  </message>
  <message>
   <source>Something else in its place</source>
   <translation>Etwas anderes an seiner Stelle</translation>
  </message>
  <message>
   <source>Something else put it into the vault's folder. It is never opened.</source>
   <translation>Etwas anderes hat sie in den Tresorordner gelegt. Sie wird nie geöffnet.</translation>
  </message>
  <message>
   <source>The catalog does not know where its content lies.</source>
   <translation>Der Katalog weiß nicht, wo sein Inhalt liegt.</translation>
  </message>
  <message>
   <source>The clean-up removes it where the older catalog is forgotten, too.</source>
   <translation>Das Aufräumen entfernt ihn dort, wo auch der ältere Katalog vergessen wird.</translation>
  </message>
  <message>
   <source>The list of what is in the vault was not what was written.</source>
   <translation>Die Liste dessen, was im Tresor ist, war nicht das, was geschrieben wurde.</translation>
  </message>
  <message>
   <source>The other one is good, and everything can be read.</source>
   <translation>Der andere ist gut, und alles lässt sich lesen.</translation>
  </message>
  <message>
   <source>{whole} of {all} contents were whole and are kept</source>
   <translation>{whole} von {all} Inhalten waren heil und sind bewahrt</translation>
  </message>
 </context>
 <context>
  <name>first steps</name>
  <message>
   <source>A backup counts once it was restored for real. Two minutes, and nothing is changed.</source>
   <translation>Ein Backup zählt erst, wenn es wirklich wiederhergestellt wurde. Zwei Minuten, und nichts ändert sich.</translation>
  </message>
  <message>
   <source>Add files</source>
   <translation>Dateien hinzufügen</translation>
  </message>
  <message>
   <source>Add the first file or folder</source>
   <translation>Erste Datei oder ersten Ordner hinzufügen</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Erledigt</translation>
  </message>
  <message>
   <source>Drop it anywhere in this window, or choose it. The original stays where it is.</source>
   <translation>Legen Sie sie irgendwo in diesem Fenster ab, oder wählen Sie sie. Das Original bleibt, wo es ist.</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>If the password is forgotten, this page of words is the only way in.</source>
   <translation>Ist das Passwort vergessen, ist diese Seite mit Wörtern der einzige Zugang.</translation>
  </message>
  <message>
   <source>It is kept like a file, saves itself, and every version of it stays.</source>
   <translation>Sie wird aufbewahrt wie eine Datei, speichert sich selbst, und jede Version davon bleibt.</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Sperren</translation>
  </message>
  <message>
   <source>Lock the vault and unlock it</source>
   <translation>Tresor sperren und entsperren</translation>
  </message>
  <message>
   <source>Make a recovery kit and type it back</source>
   <translation>Wiederherstellungsbogen erstellen und abtippen</translation>
  </message>
  <message>
   <source>Make an export and rehearse a restore</source>
   <translation>Exportieren und die Wiederherstellung proben</translation>
  </message>
  <message>
   <source>Make the kit</source>
   <translation>Bogen erstellen</translation>
  </message>
  <message>
   <source>New note</source>
   <translation>Neue Notiz</translation>
  </message>
  <message>
   <source>Proven {day}</source>
   <translation>Bewiesen: {day}</translation>
  </message>
  <message>
   <source>Rehearse</source>
   <translation>Proben</translation>
  </message>
  <message>
   <source>Tested {day}</source>
   <translation>Getestet: {day}</translation>
  </message>
  <message>
   <source>Then you have seen that you can, while nothing depends on it yet.</source>
   <translation>Dann haben Sie gesehen, dass Sie es können, solange noch nichts davon abhängt.</translation>
  </message>
  <message>
   <source>Type it back</source>
   <translation>Abtippen</translation>
  </message>
  <message>
   <source>Write a note</source>
   <translation>Notiz schreiben</translation>
  </message>
  <message>
   <source>{done} of {all} done</source>
   <translation>{done} von {all} erledigt</translation>
  </message>
 </context>
 <context>
  <name>health</name>
  <message numerus="yes">
   <source>%Ln recovery kit(s) typed back within half a year</source>
   <translation>
    <numerusform>%Ln Wiederherstellungsbogen innerhalb eines halben Jahres abgetippt</numerusform>
    <numerusform>%Ln Wiederherstellungsbögen innerhalb eines halben Jahres abgetippt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln way(s) in tested, the last one on {day}</source>
   <translation>
    <numerusform>%Ln Zugang getestet, zuletzt am {day}</numerusform>
    <numerusform>%Ln Zugänge getestet, der letzte am {day}</numerusform>
   </translation>
  </message>
  <message>
   <source>A crash leaves no memory in a file</source>
   <translation>Ein Absturz hinterlässt keinen Arbeitsspeicher in einer Datei</translation>
  </message>
  <message>
   <source>A crash may leave the keys in a file</source>
   <translation>Ein Absturz kann die Schlüssel in einer Datei hinterlassen</translation>
  </message>
  <message>
   <source>A device opens the vault until {day}</source>
   <translation>Ein Gerät öffnet den Tresor bis zum {day}</translation>
  </message>
  <message numerus="yes">
   <source>A new one is due after %Ln day(s).</source>
   <translation>
    <numerusform>Ein neuer ist nach %Ln Tag fällig.</numerusform>
    <numerusform>Ein neuer ist nach %Ln Tagen fällig.</numerusform>
   </translation>
  </message>
  <message>
   <source>A new one locks old keys out of what is written from then on.</source>
   <translation>Ein neuer sperrt alte Schlüssel von dem aus, was von da an geschrieben wird.</translation>
  </message>
  <message>
   <source>A password is judged while it is at hand, and never kept. Unlock with it to know.</source>
   <translation>Ein Passwort wird beurteilt, solange es zur Hand ist, und nie aufbewahrt. Entsperren Sie damit, um es zu wissen.</translation>
  </message>
  <message>
   <source>A recovery kit was last typed on {day}</source>
   <translation>Ein Wiederherstellungsbogen wurde zuletzt am {day} eingegeben</translation>
  </message>
  <message>
   <source>A slip of the pen or a page that is gone is noticed only when it is tried.</source>
   <translation>Ein Schreibfehler oder eine verlorene Seite fällt erst auf, wenn man es ausprobiert.</translation>
  </message>
  <message>
   <source>Act now</source>
   <translation>Jetzt handeln</translation>
  </message>
  <message>
   <source>Add a recovery kit</source>
   <translation>Wiederherstellungsbogen hinzufügen</translation>
  </message>
  <message>
   <source>After that the password or the kit is needed there. Add the device anew before.</source>
   <translation>Danach braucht man dort das Passwort oder den Bogen. Fügen Sie das Gerät vorher neu hinzu.</translation>
  </message>
  <message numerus="yes">
   <source>Age of the last export: %Ln day(s), made on {day}</source>
   <translation>
    <numerusform>Alter des letzten Exports: %Ln Tag, gemacht am {day}</numerusform>
    <numerusform>Alter des letzten Exports: %Ln Tage, gemacht am {day}</numerusform>
   </translation>
  </message>
  <message>
   <source>An older copy in its place would go unnoticed here.</source>
   <translation>Eine ältere Kopie an seiner Stelle bliebe hier unbemerkt.</translation>
  </message>
  <message numerus="yes">
   <source>Another key than before: %Ln contact(s)</source>
   <translation>
    <numerusform>Anderer Schlüssel als zuvor: %Ln Kontakt</numerusform>
    <numerusform>Anderer Schlüssel als zuvor: %Ln Kontakte</numerusform>
   </translation>
  </message>
  <message>
   <source>As strong as the login there. A device changes no key and exports nothing.</source>
   <translation>So stark wie die Anmeldung dort. Ein Gerät ändert keinen Schlüssel und exportiert nichts.</translation>
  </message>
  <message>
   <source>Change password</source>
   <translation>Passwort ändern</translation>
  </message>
  <message>
   <source>Compare the six words by telephone, to know that the key is theirs.</source>
   <translation>Vergleichen Sie die sechs Wörter am Telefon, um zu wissen, dass der Schlüssel ihnen gehört.</translation>
  </message>
  <message>
   <source>Copies elsewhere can be tried unseen.</source>
   <translation>An Kopien anderswo kann man sich ungesehen versuchen.</translation>
  </message>
  <message>
   <source>Core dumps are off for this process.</source>
   <translation>Speicherabbilder sind für diesen Prozess abgeschaltet.</translation>
  </message>
  <message>
   <source>Core dumps are on. The command ulimit -c 0 switches them off for what is started next.</source>
   <translation>Speicherabbilder sind eingeschaltet. Der Befehl ulimit -c 0 schaltet sie für das ab, was danach gestartet wird.</translation>
  </message>
  <message>
   <source>Deedbox made none since the unlock, or they are gone.</source>
   <translation>Deedbox hat seit dem Entsperren keine gemacht, oder es gibt sie nicht mehr.</translation>
  </message>
  <message>
   <source>Deedbox {version}; whether there is a newer one is not known</source>
   <translation>Deedbox {version}; ob es ein neueres gibt, ist nicht bekannt</translation>
  </message>
  <message>
   <source>Do soon</source>
   <translation>Bald erledigen</translation>
  </message>
  <message>
   <source>Each guess of the cheapest password costs {passes} times through {memory}</source>
   <translation>Jeder Versuch am billigsten Passwort kostet {passes} Durchgänge durch {memory}</translation>
  </message>
  <message>
   <source>Each guess of the password costs {passes} times through {memory} of memory</source>
   <translation>Jeder Versuch am Passwort kostet {passes} Durchgänge durch {memory} Speicher</translation>
  </message>
  <message>
   <source>Everybody who gets at this disk can read them. Remove those that nobody needs.</source>
   <translation>Jeder, der an diesen Datenträger kommt, kann sie lesen. Entfernen Sie die, die niemand braucht.</translation>
  </message>
  <message numerus="yes">
   <source>Everybody you shared with was compared: %Ln contact(s)</source>
   <translation>
    <numerusform>Alle, mit denen Sie geteilt haben, sind verglichen: %Ln Kontakt</numerusform>
    <numerusform>Alle, mit denen Sie geteilt haben, sind verglichen: %Ln Kontakte</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Expired: %Ln device(s), the last on {day}</source>
   <translation>
    <numerusform>Abgelaufen: %Ln Gerät, am {day}</numerusform>
    <numerusform>Abgelaufen: %Ln Geräte, das letzte am {day}</numerusform>
   </translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>Exported, and never restored for real</source>
   <translation>Exportiert und nie wirklich wiederhergestellt</translation>
  </message>
  <message>
   <source>For somebody who has the keyfile, too. Without it there is nothing to guess.</source>
   <translation>Für jemanden, der auch die Schlüsseldatei hat. Ohne sie gibt es nichts zu erraten.</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Good</source>
   <translation>Gut</translation>
  </message>
  <message>
   <source>Guessing the password takes {time}</source>
   <translation>Das Passwort zu erraten dauert: {time}</translation>
  </message>
  <message>
   <source>Health of a vault</source>
   <translation>Zustand eines Tresors</translation>
  </message>
  <message>
   <source>How many plain copies lie on this computer is not known here</source>
   <translation>Wie viele Klartextkopien auf diesem Computer liegen, ist hier nicht bekannt</translation>
  </message>
  <message>
   <source>How strong the password is cannot be said: something else opened the vault</source>
   <translation>Wie stark das Passwort ist, lässt sich nicht sagen: Etwas anderes hat den Tresor geöffnet</translation>
  </message>
  <message>
   <source>If that was not you, somebody sat at this computer. Change the password if it may be known.</source>
   <translation>Waren Sie das nicht, saß jemand an diesem Computer. Ändern Sie das Passwort, falls es bekannt sein könnte.</translation>
  </message>
  <message>
   <source>If this disk fails or the folder is deleted, they are gone.</source>
   <translation>Versagt dieser Datenträger oder wird der Ordner gelöscht, sind sie weg.</translation>
  </message>
  <message>
   <source>If you do not know of that, find out before you change anything: look at Activity.</source>
   <translation>Wissen Sie davon nichts, finden Sie es heraus, bevor Sie etwas ändern: Sehen Sie unter „Aktivität“ nach.</translation>
  </message>
  <message>
   <source>If you do not know of that, look at Keys and Activity, and make new secrets.</source>
   <translation>Wissen Sie davon nichts, sehen Sie unter „Schlüssel“ und „Aktivität“ nach, und erzeugen Sie neue Geheimnisse.</translation>
  </message>
  <message>
   <source>It also locks when the computer sleeps.</source>
   <translation>Er sperrt sich auch, wenn der Computer schläft.</translation>
  </message>
  <message>
   <source>It encrypts with {libraries}. Deedbox asks no server for updates.</source>
   <translation>Es verschlüsselt mit {libraries}. Deedbox fragt keinen Server nach Aktualisierungen.</translation>
  </message>
  <message>
   <source>It is one of the keyrings that keep nothing in plain files. The password is not in it.</source>
   <translation>Er ist einer der Schlüsselbunde, die nichts in unverschlüsselten Dateien aufbewahren. Das Passwort ist nicht darin.</translation>
  </message>
  <message>
   <source>It opens nothing any more. Remove it, or add the device anew.</source>
   <translation>Es öffnet nichts mehr. Entfernen Sie es, oder fügen Sie das Gerät neu hinzu.</translation>
  </message>
  <message>
   <source>Keep others out</source>
   <translation>Andere aussperren</translation>
  </message>
  <message>
   <source>Kept out of swap: 0 bytes</source>
   <translation>Vom Auslagern ausgenommen: 0 Byte</translation>
  </message>
  <message>
   <source>Kept out of swap: {size} with the vault's keys</source>
   <translation>Vom Auslagern ausgenommen: {size} mit den Schlüsseln des Tresors</translation>
  </message>
  <message>
   <source>Keys may be written to the swap of this disk. Encrypt the swap, or raise the limit for locked memory.</source>
   <translation>Schlüssel könnten in den Auslagerungsspeicher dieses Datenträgers geschrieben werden. Verschlüsseln Sie ihn, oder erhöhen Sie die Grenze für gesperrten Speicher.</translation>
  </message>
  <message>
   <source>Less than half of what it would be today. Unlock with that password to renew it.</source>
   <translation>Weniger als die Hälfte dessen, was es heute wäre. Entsperren Sie mit diesem Passwort, um es zu erneuern.</translation>
  </message>
  <message>
   <source>Less than half of what it would be today: computers became faster. Renewing it keeps the password.</source>
   <translation>Weniger als die Hälfte dessen, was es heute wäre: Computer wurden schneller. Das Erneuern behält das Passwort.</translation>
  </message>
  <message numerus="yes">
   <source>Locks after %Ln minute(s) without key or mouse</source>
   <translation>
    <numerusform>Sperrt nach %Ln Minute ohne Taste oder Maus</numerusform>
    <numerusform>Sperrt nach %Ln Minuten ohne Taste oder Maus</numerusform>
   </translation>
  </message>
  <message>
   <source>Made on {time} for the vault with the id {id}.</source>
   <translation>Gemacht am {time} für den Tresor mit der Kennung {id}.</translation>
  </message>
  <message>
   <source>Make a new key</source>
   <translation>Neuen Schlüssel erzeugen</translation>
  </message>
  <message>
   <source>Make it dearer</source>
   <translation>Raten verteuern</translation>
  </message>
  <message>
   <source>Make new secrets</source>
   <translation>Neue Geheimnisse erzeugen</translation>
  </message>
  <message>
   <source>More than half a year ago. Type its words once, to know that it is still there.</source>
   <translation>Vor mehr als einem halben Jahr. Geben Sie seine Wörter einmal ein, um zu wissen, dass er noch da ist.</translation>
  </message>
  <message>
   <source>Names and texts that were shown are not in it; encrypted swap covers those, too.</source>
   <translation>Gezeigte Namen und Texte gehören nicht dazu; ein verschlüsselter Auslagerungsspeicher deckt auch sie.</translation>
  </message>
  <message numerus="yes">
   <source>Never exported, so without a backup: %Ln item(s)</source>
   <translation>
    <numerusform>Nie exportiert, also ohne Backup: %Ln Eintrag</numerusform>
    <numerusform>Nie exportiert, also ohne Backup: %Ln Einträge</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Never typed back: %Ln recovery kit(s)</source>
   <translation>
    <numerusform>Nie zur Probe abgetippt: %Ln Wiederherstellungsbogen</numerusform>
    <numerusform>Nie zur Probe abgetippt: %Ln Wiederherstellungsbögen</numerusform>
   </translation>
  </message>
  <message>
   <source>New secrets are due: a device was lost</source>
   <translation>Neue Geheimnisse sind fällig: Ein Gerät ging verloren</translation>
  </message>
  <message>
   <source>New secrets are due: somebody left who knew a way in</source>
   <translation>Neue Geheimnisse sind fällig: Jemand ist gegangen, der einen Zugang kannte</translation>
  </message>
  <message>
   <source>No name out of the vault is in it. It says how well the vault is protected, so show it to nobody who should not know.</source>
   <translation>Kein Name aus dem Tresor steht darin. Er sagt, wie gut der Tresor geschützt ist; zeigen Sie ihn also niemandem, der das nicht wissen soll.</translation>
  </message>
  <message>
   <source>No plain copy of this vault is known on this computer</source>
   <translation>Auf diesem Computer ist keine Klartextkopie dieses Tresors bekannt</translation>
  </message>
  <message>
   <source>No wrong try here before this unlock</source>
   <translation>Kein Fehlversuch hier vor diesem Entsperren</translation>
  </message>
  <message>
   <source>Nobody has put an older or another copy in its place, as far as this computer saw it.</source>
   <translation>Niemand hat eine ältere oder andere Kopie an seine Stelle gelegt, soweit dieser Computer es sah.</translation>
  </message>
  <message>
   <source>Nobody has shown that anything else than a device opens this vault.</source>
   <translation>Niemand hat gezeigt, dass etwas anderes als ein Gerät diesen Tresor öffnet.</translation>
  </message>
  <message>
   <source>Nobody wants to be reminded of a new one.</source>
   <translation>An einen neuen soll nicht erinnert werden.</translation>
  </message>
  <message numerus="yes">
   <source>Not in it: %Ln item(s) that came or changed since.</source>
   <translation>
    <numerusform>Nicht darin: %Ln Eintrag, der seither kam oder sich änderte.</numerusform>
    <numerusform>Nicht darin: %Ln Einträge, die seither kamen oder sich änderten.</numerusform>
   </translation>
  </message>
  <message>
   <source>Not known</source>
   <translation>Nicht bekannt</translation>
  </message>
  <message>
   <source>Nothing can be saved or put right in it. Look after the disk, then lock and unlock.</source>
   <translation>Nichts lässt sich darin speichern oder richten. Sehen Sie nach dem Datenträger, dann sperren und entsperren Sie.</translation>
  </message>
  <message>
   <source>Nothing goes to them until the words of the new key were compared. It may be a new computer, or somebody else.</source>
   <translation>Nichts geht an sie, bis die Wörter des neuen Schlüssels verglichen sind. Es kann ein neuer Computer sein, oder jemand anders.</translation>
  </message>
  <message>
   <source>Nothing in memory is written to a disk, unless the computer hibernates.</source>
   <translation>Nichts aus dem Arbeitsspeicher wird auf einen Datenträger geschrieben, außer der Computer geht in den Ruhezustand.</translation>
  </message>
  <message>
   <source>Nothing was added or changed since. Whether the file is still there is not known.</source>
   <translation>Seither wurde nichts hinzugefügt oder geändert. Ob die Datei noch da ist, ist nicht bekannt.</translation>
  </message>
  <message>
   <source>One of them may be forgotten or lost, and the vault still opens.</source>
   <translation>Einer davon darf vergessen oder verloren sein, und der Tresor öffnet sich doch.</translation>
  </message>
  <message>
   <source>Only 1 way in was tested, on {day}</source>
   <translation>Nur 1 Zugang wurde getestet, am {day}</translation>
  </message>
  <message>
   <source>Open settings</source>
   <translation>Einstellungen öffnen</translation>
  </message>
  <message numerus="yes">
   <source>Opened by %Ln device(s), by the first until {day}</source>
   <translation>
    <numerusform>Geöffnet von %Ln Gerät, bis zum {day}</numerusform>
    <numerusform>Geöffnet von %Ln Geräten, vom ersten bis zum {day}</numerusform>
   </translation>
  </message>
  <message>
   <source>Others who use this computer cannot read or change them, but for its administrator.</source>
   <translation>Andere, die diesen Computer benutzen, können sie nicht lesen oder ändern, außer seinem Verwalter.</translation>
  </message>
  <message numerus="yes">
   <source>Plain copies readable outside of the vault: %Ln</source>
   <translation>
    <numerusform>Außerhalb des Tresors lesbare Klartextkopien: %Ln</numerusform>
    <numerusform>Außerhalb des Tresors lesbare Klartextkopien: %Ln</numerusform>
   </translation>
  </message>
  <message>
   <source>Re-encrypting is not finished: {size} to go</source>
   <translation>Die Neuverschlüsselung ist nicht fertig: noch {size}</translation>
  </message>
  <message>
   <source>Rehearse a restore</source>
   <translation>Wiederherstellung proben</translation>
  </message>
  <message numerus="yes">
   <source>Restored for real on {day}: %Ln item(s) came out whole</source>
   <translation>
    <numerusform>Wirklich wiederhergestellt am {day}: %Ln Eintrag kam vollständig zurück</numerusform>
    <numerusform>Wirklich wiederhergestellt am {day}: %Ln Einträge kamen vollständig zurück</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Shared with, and never compared: %Ln contact(s)</source>
   <translation>
    <numerusform>Geteilt, aber nie verglichen: %Ln Kontakt</numerusform>
    <numerusform>Geteilt, aber nie verglichen: %Ln Kontakte</numerusform>
   </translation>
  </message>
  <message>
   <source>Show contacts</source>
   <translation>Kontakte zeigen</translation>
  </message>
  <message>
   <source>Show copies</source>
   <translation>Kopien zeigen</translation>
  </message>
  <message>
   <source>Show ways in</source>
   <translation>Zugänge zeigen</translation>
  </message>
  <message>
   <source>So it does not open the vault now. Keep another way in at hand, or remove this one.</source>
   <translation>Also öffnet er den Tresor jetzt nicht. Halten Sie einen anderen Zugang bereit, oder entfernen Sie diesen.</translation>
  </message>
  <message>
   <source>So much still lies under the keys of before. It goes on where it stopped.</source>
   <translation>So viel liegt noch unter den früheren Schlüsseln. Es geht dort weiter, wo es anhielt.</translation>
  </message>
  <message>
   <source>Somebody opened an export with its own way in, and everything in it was compared.</source>
   <translation>Jemand hat einen Export mit seinem eigenen Zugang geöffnet, und alles darin wurde verglichen.</translation>
  </message>
  <message>
   <source>Source: {source}.</source>
   <translation>Quelle: {source}.</translation>
  </message>
  <message>
   <source>Test now</source>
   <translation>Jetzt testen</translation>
  </message>
  <message>
   <source>Tested ways in that are no device: 0</source>
   <translation>Getestete Zugänge, die kein Gerät sind: 0</translation>
  </message>
  <message>
   <source>That a backup comes back, and that its password is known, is proven by doing it.</source>
   <translation>Dass ein Backup zurückkommt und sein Passwort bekannt ist, beweist man, indem man es tut.</translation>
  </message>
  <message>
   <source>That export does not come back whole. Make a new one, and rehearse with it.</source>
   <translation>Dieser Export kommt nicht vollständig zurück. Machen Sie einen neuen, und proben Sie mit ihm.</translation>
  </message>
  <message>
   <source>That is at least half of what a password made today costs.</source>
   <translation>Das ist mindestens die Hälfte dessen, was ein heute gemachtes Passwort kostet.</translation>
  </message>
  <message>
   <source>That is how long {cards} graphics cards need on average, at {guesses} guesses a second each, for somebody who has a copy of the vault, knows how people choose passwords, and tries the names in this vault first.</source>
   <translation>So lange brauchen {cards} Grafikkarten im Durchschnitt, bei je {guesses} Versuchen in der Sekunde, für jemanden, der eine Kopie des Tresors hat, weiß, wie Leute Passwörter wählen, und die Namen in diesem Tresor zuerst versucht.</translation>
  </message>
  <message>
   <source>That is long for a screen that is left alone.</source>
   <translation>Das ist lang für einen Bildschirm, der allein gelassen wird.</translation>
  </message>
  <message>
   <source>That was more than a year ago. Rehearse again.</source>
   <translation>Das war vor mehr als einem Jahr. Proben Sie noch einmal.</translation>
  </message>
  <message>
   <source>The folder itself keeps others out for now. A copy of it, or a backup, may not.</source>
   <translation>Der Ordner selbst hält andere vorerst ab. Eine Kopie oder ein Backup davon tut das vielleicht nicht.</translation>
  </message>
  <message>
   <source>The last export was made on {day}</source>
   <translation>Der letzte Export ist vom {day}</translation>
  </message>
  <message>
   <source>The last rehearsal failed on {day}</source>
   <translation>Die letzte Probe ist am {day} gescheitert</translation>
  </message>
  <message>
   <source>The longest ago on {day}. The words were right, and the paper was at hand.</source>
   <translation>Am längsten her: am {day}. Die Wörter stimmten, und das Papier war zur Hand.</translation>
  </message>
  <message>
   <source>The system does not say.</source>
   <translation>Das System sagt es nicht.</translation>
  </message>
  <message>
   <source>The system does not say. Encrypted swap makes it harmless.</source>
   <translation>Das System sagt es nicht. Ein verschlüsselter Auslagerungsspeicher macht es harmlos.</translation>
  </message>
  <message>
   <source>The vault can only be read now</source>
   <translation>Der Tresor lässt sich zurzeit nur lesen</translation>
  </message>
  <message>
   <source>The vault goes on from what this computer last saw</source>
   <translation>Der Tresor schließt an das an, was dieser Computer zuletzt sah</translation>
  </message>
  <message>
   <source>The vault has new secrets since this computer last saw it</source>
   <translation>Der Tresor hat neue Geheimnisse, seit dieser Computer ihn zuletzt sah</translation>
  </message>
  <message numerus="yes">
   <source>The vault key is %Ln day(s) old, made on {day}</source>
   <translation>
    <numerusform>Der Tresorschlüssel ist %Ln Tag alt, gemacht am {day}</numerusform>
    <numerusform>Der Tresorschlüssel ist %Ln Tage alt, gemacht am {day}</numerusform>
   </translation>
  </message>
  <message>
   <source>The vault key was made on {day}</source>
   <translation>Der Tresorschlüssel ist vom {day}</translation>
  </message>
  <message>
   <source>The vault never locks by itself</source>
   <translation>Der Tresor sperrt sich nie von selbst</translation>
  </message>
  <message>
   <source>The vault's folder</source>
   <translation>Der Ordner des Tresors</translation>
  </message>
  <message>
   <source>The window keeps a list of those it made, until the lock. A command keeps none.</source>
   <translation>Das Fenster führt bis zur Sperre eine Liste derer, die es gemacht hat. Ein Befehl führt keine.</translation>
  </message>
  <message>
   <source>Their words were read out, and were those of the keys you have.</source>
   <translation>Ihre Wörter wurden vorgelesen und waren die der Schlüssel, die Sie haben.</translation>
  </message>
  <message>
   <source>They cannot read what is in it, but they can destroy it or put an old state back.</source>
   <translation>Sie können nicht lesen, was darin ist, aber sie können es zerstören oder einen alten Stand zurücklegen.</translation>
  </message>
  <message>
   <source>This computer could not remember the state of the vault</source>
   <translation>Dieser Computer konnte sich den Stand des Tresors nicht merken</translation>
  </message>
  <message>
   <source>This computer has no swap</source>
   <translation>Dieser Computer lagert keinen Speicher aus</translation>
  </message>
  <message>
   <source>This computer is a way in, and no trusted keyring answers</source>
   <translation>Dieser Computer ist ein Zugang, und kein vertrauter Schlüsselbund antwortet</translation>
  </message>
  <message>
   <source>This computer sees this vault for the first time</source>
   <translation>Dieser Computer sieht diesen Tresor zum ersten Mal</translation>
  </message>
  <message>
   <source>This system does not tell it here.</source>
   <translation>Dieses System verrät es hier nicht.</translation>
  </message>
  <message>
   <source>Ways in came or went since this computer last saw the vault</source>
   <translation>Zugänge kamen oder gingen, seit dieser Computer den Tresor zuletzt sah</translation>
  </message>
  <message>
   <source>What is in it is encrypted. Whoever copies it can guess the password at home.</source>
   <translation>Was darin ist, ist verschlüsselt. Wer es kopiert, kann das Passwort zu Hause erraten.</translation>
  </message>
  <message>
   <source>What this computer remembers of the vault cannot be looked at</source>
   <translation>Was dieser Computer von dem Tresor weiß, lässt sich nicht ansehen</translation>
  </message>
  <message>
   <source>What this computer remembers of vaults</source>
   <translation>Was dieser Computer von Tresoren weiß</translation>
  </message>
  <message>
   <source>What to do: {act}.</source>
   <translation>Zu tun: {act}.</translation>
  </message>
  <message>
   <source>Whether a crash leaves memory in a file is not known</source>
   <translation>Ob ein Absturz Arbeitsspeicher in einer Datei hinterlässt, ist nicht bekannt</translation>
  </message>
  <message>
   <source>Whether keys can reach the swap of this computer is not known</source>
   <translation>Ob Schlüssel in den Auslagerungsspeicher dieses Computers gelangen können, ist nicht bekannt</translation>
  </message>
  <message>
   <source>Whether there is a later state elsewhere it cannot know.</source>
   <translation>Ob es anderswo einen späteren Stand gibt, kann er nicht wissen.</translation>
  </message>
  <message>
   <source>Who forgets or loses it loses everything in the vault. There is no other way back.</source>
   <translation>Wer ihn vergisst oder verliert, verliert alles im Tresor. Einen anderen Weg zurück gibt es nicht.</translation>
  </message>
  <message>
   <source>Whoever comes to an unattended screen has everything in it.</source>
   <translation>Wer an einen unbeaufsichtigten Bildschirm kommt, hat alles darin.</translation>
  </message>
  <message>
   <source>Whoever has that account may read, change and delete them. Only it can give them back.</source>
   <translation>Wer dieses Konto hat, darf sie lesen, ändern und löschen. Nur es kann sie zurückgeben.</translation>
  </message>
  <message>
   <source>Without a state folder an older copy of the vault goes unnoticed here.</source>
   <translation>Ohne diesen Ordner bleibt eine ältere Kopie des Tresors hier unbemerkt.</translation>
  </message>
  <message numerus="yes">
   <source>Wrong tries before this unlock: %Ln, the last on {day}</source>
   <translation>
    <numerusform>Fehlversuche vor diesem Entsperren: %Ln, der letzte am {day}</numerusform>
    <numerusform>Fehlversuche vor diesem Entsperren: %Ln, der letzte am {day}</numerusform>
   </translation>
  </message>
  <message>
   <source>You noted it. What they know opens the vault until new secrets are made.</source>
   <translation>Sie haben es vermerkt. Was diese Person weiß, öffnet den Tresor, bis neue Geheimnisse gemacht sind.</translation>
  </message>
  <message>
   <source>You noted it. Whoever has the device may have a way in until new secrets are made.</source>
   <translation>Sie haben es vermerkt. Wer das Gerät hat, hat vielleicht einen Zugang, bis neue Geheimnisse gemacht sind.</translation>
  </message>
  <message>
   <source>counted on this computer; whoever uses your account could erase it</source>
   <translation>auf diesem Computer gezählt; wer Ihr Konto benutzt, könnte es löschen</translation>
  </message>
  <message>
   <source>the keyring of this computer, asked just now</source>
   <translation>der Schlüsselbund dieses Computers, eben gefragt</translation>
  </message>
  <message>
   <source>the list of plain copies, since the unlock; what others copied is not in it</source>
   <translation>die Liste der Klartextkopien, seit dem Entsperren; was andere kopiert haben, steht nicht darin</translation>
  </message>
  <message>
   <source>the program and its libraries, as they are installed</source>
   <translation>das Programm und seine Bibliotheken, wie sie installiert sind</translation>
  </message>
  <message>
   <source>the rights of the files, looked at on {day}</source>
   <translation>die Rechte der Dateien, angesehen am {day}</translation>
  </message>
  <message>
   <source>the settings of this computer</source>
   <translation>die Einstellungen dieses Computers</translation>
  </message>
  <message>
   <source>the system, asked by the process that has the keys</source>
   <translation>das System, gefragt von dem Prozess, der die Schlüssel hat</translation>
  </message>
  <message>
   <source>the vault process</source>
   <translation>der Tresorprozess</translation>
  </message>
  <message>
   <source>the vault's catalog</source>
   <translation>der Katalog des Tresors</translation>
  </message>
  <message>
   <source>the vault's catalog, which notes each test</source>
   <translation>der Katalog des Tresors, der jeden Test vermerkt</translation>
  </message>
  <message>
   <source>the vault's contacts and its register of shares</source>
   <translation>die Kontakte des Tresors und sein Register der Freigaben</translation>
  </message>
  <message>
   <source>the vault's header, and the clock of this computer</source>
   <translation>der Kopf des Tresors und die Uhr dieses Computers</translation>
  </message>
  <message>
   <source>the vault's header, beside what a password made today would cost</source>
   <translation>der Kopf des Tresors, daneben, was ein heute gemachtes Passwort kosten würde</translation>
  </message>
  <message>
   <source>the vault's own trail and its policy</source>
   <translation>das Protokoll des Tresors selbst und was für ihn festgelegt ist</translation>
  </message>
  <message>
   <source>the vault's own trail, which notes each rehearsal</source>
   <translation>das Protokoll des Tresors selbst, das jede Probe vermerkt</translation>
  </message>
  <message>
   <source>the vault's own trail; copies made by other programs are not known to it</source>
   <translation>das Protokoll des Tresors selbst; Kopien anderer Programme sind ihm nicht bekannt</translation>
  </message>
  <message>
   <source>what this computer remembers of the vault, compared at the unlock</source>
   <translation>was dieser Computer von dem Tresor weiß, beim Entsperren verglichen</translation>
  </message>
  <message>
   <source>zxcvbn, in the vault process; the result is forgotten at the lock</source>
   <translation>zxcvbn, im Tresorprozess; das Ergebnis ist mit der Sperre vergessen</translation>
  </message>
  <message>
   <source>{count} to do</source>
   <translation>{count} offen</translation>
  </message>
  <message>
   <source>{keyring} keeps this computer's way in</source>
   <translation>{keyring} bewahrt den Zugang dieses Computers auf</translation>
  </message>
  <message numerus="yes">
   <source>{name}: %Ln file(s) of another account</source>
   <translation>
    <numerusform>{name}: %Ln Datei eines anderen Kontos</numerusform>
    <numerusform>{name}: %Ln Dateien eines anderen Kontos</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{name}: %Ln file(s), for your account alone</source>
   <translation>
    <numerusform>{name}: %Ln Datei, nur für Ihr Konto</numerusform>
    <numerusform>{name}: %Ln Dateien, nur für Ihr Konto</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{name}: others may change %Ln file(s)</source>
   <translation>
    <numerusform>{name}: Andere dürfen %Ln Datei ändern</numerusform>
    <numerusform>{name}: Andere dürfen %Ln Dateien ändern</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{name}: others may read %Ln file(s)</source>
   <translation>
    <numerusform>{name}: Andere dürfen %Ln Datei lesen</numerusform>
    <numerusform>{name}: Andere dürfen %Ln Dateien lesen</numerusform>
   </translation>
  </message>
  <message>
   <source>{name}: who else may read it is not known</source>
   <translation>{name}: Wer es sonst lesen darf, ist nicht bekannt</translation>
  </message>
 </context>
 <context>
  <name>import</name>
  <message numerus="yes">
   <source>%Ln file(s)</source>
   <translation>
    <numerusform>%Ln Datei</numerusform>
    <numerusform>%Ln Dateien</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln folder(s)</source>
   <translation>
    <numerusform>%Ln Ordner</numerusform>
    <numerusform>%Ln Ordner</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln note(s)</source>
   <translation>
    <numerusform>%Ln Notiz</numerusform>
    <numerusform>%Ln Notizen</numerusform>
   </translation>
  </message>
  <message>
   <source>Add it as a file instead; that takes any file as it is.</source>
   <translation>Fügen Sie es stattdessen als Datei hinzu; so wird jede Datei aufgenommen, wie sie ist.</translation>
  </message>
  <message>
   <source>Export it again from the other program, and import that.</source>
   <translation>Exportieren Sie es noch einmal aus dem anderen Programm, und importieren Sie das.</translation>
  </message>
  <message>
   <source>Import it in parts.</source>
   <translation>Importieren Sie es in Teilen.</translation>
  </message>
  <message>
   <source>In Bitwarden, export it once more, as JSON with a password of its own.</source>
   <translation>Exportieren Sie es in Bitwarden noch einmal, als JSON mit eigenem Passwort.</translation>
  </message>
  <message>
   <source>It asks for the password of KeePass, or its keyfile, or both: as you open it there.</source>
   <translation>Gefragt ist das Passwort von KeePass, oder seine Schlüsseldatei, oder beides: so, wie Sie es dort öffnen.</translation>
  </message>
  <message>
   <source>It asks for the password of the other program, not for the vault's.</source>
   <translation>Gefragt ist das Passwort des anderen Programms, nicht das des Tresors.</translation>
  </message>
  <message>
   <source>It cannot be taken.</source>
   <translation>Es lässt sich nicht aufnehmen.</translation>
  </message>
  <message>
   <source>It could not be read.</source>
   <translation>Es ließ sich nicht lesen.</translation>
  </message>
  <message>
   <source>It has a password of its own.</source>
   <translation>Es hat ein eigenes Passwort.</translation>
  </message>
  <message>
   <source>It is a device, a pipe or a socket, and has no content to keep.</source>
   <translation>Es ist ein Gerät, eine Pipe oder ein Socket und hat keinen Inhalt, den man aufbewahren könnte.</translation>
  </message>
  <message>
   <source>It is a link. Links are not followed.</source>
   <translation>Es ist eine Verknüpfung. Verknüpfungen wird nicht gefolgt.</translation>
  </message>
  <message>
   <source>It is beyond what an import takes.</source>
   <translation>Es ist mehr, als ein Import aufnimmt.</translation>
  </message>
  <message>
   <source>It is damaged, or cannot be read.</source>
   <translation>Es ist beschädigt oder lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>It is damaged, or not what it seems.</source>
   <translation>Es ist beschädigt oder nicht das, was es scheint.</translation>
  </message>
  <message>
   <source>It is encrypted in a way that is not read here.</source>
   <translation>Es ist auf eine Art verschlüsselt, die hier nicht gelesen wird.</translation>
  </message>
  <message>
   <source>It is larger than it can honestly be.</source>
   <translation>Es ist größer, als es ehrlich sein kann.</translation>
  </message>
  <message>
   <source>It is made in a way that cannot be read here.</source>
   <translation>Es ist auf eine Art gemacht, die hier nicht gelesen werden kann.</translation>
  </message>
  <message>
   <source>It is more than one import takes.</source>
   <translation>Es ist mehr, als ein Import aufnimmt.</translation>
  </message>
  <message>
   <source>It is of a kind that is not read here.</source>
   <translation>Es ist von einer Art, die hier nicht gelesen wird.</translation>
  </message>
  <message>
   <source>It may be missing, or damaged. Choose the file that opens it in its own program.</source>
   <translation>Sie könnte fehlen oder beschädigt sein. Wählen Sie die Datei, die es in seinem eigenen Programm öffnet.</translation>
  </message>
  <message>
   <source>It shares its bytes with another entry, as no honest archive does.</source>
   <translation>Es teilt seine Bytes mit einem anderen Eintrag, wie es kein ehrliches Archiv tut.</translation>
  </message>
  <message>
   <source>It was in the trash there.</source>
   <translation>Es lag dort im Papierkorb.</translation>
  </message>
  <message>
   <source>Its path leads out of its folder.</source>
   <translation>Sein Pfad führt aus seinem Ordner hinaus.</translation>
  </message>
  <message>
   <source>KeePassXC may open it and write a sound one; or take a backup of it.</source>
   <translation>KeePassXC kann sie vielleicht öffnen und eine heile schreiben; oder nehmen Sie ein Backup davon.</translation>
  </message>
  <message>
   <source>KeePassXC opens it and can write a newer one: KDBX 4 with AES or ChaCha20.</source>
   <translation>KeePassXC öffnet sie und kann eine neuere schreiben: KDBX 4 mit AES oder ChaCha20.</translation>
  </message>
  <message>
   <source>KeePassXC opens it and can write one that is smaller, or quicker to unlock.</source>
   <translation>KeePassXC öffnet sie und kann eine schreiben, die kleiner oder schneller zu entsperren ist.</translation>
  </message>
  <message>
   <source>Look whether it is still there, and try again.</source>
   <translation>Sehen Sie nach, ob es noch da ist, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Mount it with gocryptfs, and import the folder that it shows.</source>
   <translation>Binden Sie ihn mit gocryptfs ein, und importieren Sie den Ordner, den es zeigt.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Open or unpack it with its own program, and import the folder.</source>
   <translation>Öffnen oder entpacken Sie es mit seinem eigenen Programm, und importieren Sie den Ordner.</translation>
  </message>
  <message>
   <source>Reading it broke the part of Deedbox that reads it. That part has no keys.</source>
   <translation>Beim Lesen ging der Teil von Deedbox kaputt, der es liest. Dieser Teil hat keine Schlüssel.</translation>
  </message>
  <message>
   <source>Reading it took too long, and was stopped.</source>
   <translation>Das Lesen dauerte zu lange und wurde angehalten.</translation>
  </message>
  <message>
   <source>That does not open it.</source>
   <translation>Das öffnet es nicht.</translation>
  </message>
  <message>
   <source>The file may be made to do harm.</source>
   <translation>Die Datei könnte gemacht sein, um Schaden anzurichten.</translation>
  </message>
  <message>
   <source>The keyfile cannot be used.</source>
   <translation>Die Schlüsseldatei lässt sich nicht verwenden.</translation>
  </message>
  <message>
   <source>This is nothing that can be imported.</source>
   <translation>Das ist nichts, was sich importieren lässt.</translation>
  </message>
  <message>
   <source>Type the password that opens it in its own program.</source>
   <translation>Geben Sie das Passwort ein, das es in seinem eigenen Programm öffnet.</translation>
  </message>
  <message>
   <source>Unlock it with Cryptomator, and import the folder that it shows.</source>
   <translation>Entsperren Sie ihn mit Cryptomator, und importieren Sie den Ordner, den es zeigt.</translation>
  </message>
  <message>
   <source>Unpack it with 7-Zip, then import the folder.</source>
   <translation>Entpacken Sie es mit 7-Zip, und importieren Sie dann den Ordner.</translation>
  </message>
  <message>
   <source>Unpack it with its own program, and import the folder.</source>
   <translation>Entpacken Sie es mit seinem eigenen Programm, und importieren Sie den Ordner.</translation>
  </message>
  <message>
   <source>a Tar archive</source>
   <translation>ein Tar-Archiv</translation>
  </message>
  <message>
   <source>a Zip archive</source>
   <translation>ein Zip-Archiv</translation>
  </message>
  <message>
   <source>a folder of Markdown notes</source>
   <translation>ein Ordner mit Markdown-Notizen</translation>
  </message>
  <message>
   <source>a folder of files</source>
   <translation>ein Ordner mit Dateien</translation>
  </message>
  <message>
   <source>a table of logins</source>
   <translation>eine Tabelle mit Anmeldedaten</translation>
  </message>
 </context>
 <context>
  <name>keys</name>
  <message numerus="yes">
   <source>%Ln day(s)</source>
   <translation>
    <numerusform>%Ln Tag</numerusform>
    <numerusform>%Ln Tage</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln of them tested. Keep at least two that you have tested.</source>
   <translation>
    <numerusform>%Ln davon getestet. Behalten Sie mindestens zwei, die Sie getestet haben.</numerusform>
    <numerusform>%Ln davon getestet. Behalten Sie mindestens zwei, die Sie getestet haben.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln way(s) in</source>
   <translation>
    <numerusform>%Ln Zugang</numerusform>
    <numerusform>%Ln Zugänge</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln year(s)</source>
   <translation>
    <numerusform>%Ln Jahr</numerusform>
    <numerusform>%Ln Jahre</numerusform>
   </translation>
  </message>
  <message>
   <source>A password that you type</source>
   <translation>Ein Passwort, das Sie eingeben</translation>
  </message>
  <message>
   <source>A password, and a file beside it</source>
   <translation>Ein Passwort, und eine Datei dazu</translation>
  </message>
  <message>
   <source>Added</source>
   <translation>Hinzugefügt</translation>
  </message>
  <message>
   <source>Added {day}</source>
   <translation>Hinzugefügt: {day}</translation>
  </message>
  <message>
   <source>As strong as your login on that computer</source>
   <translation>So stark wie Ihre Anmeldung auf jenem Computer</translation>
  </message>
  <message>
   <source>As strong as your login on this computer</source>
   <translation>So stark wie Ihre Anmeldung auf diesem Computer</translation>
  </message>
  <message>
   <source>Each guess: {passes} times through {memory} of memory</source>
   <translation>Jeder Versuch: {passes} Durchgänge durch {memory} Speicher</translation>
  </message>
  <message>
   <source>Expired {day}</source>
   <translation>Abgelaufen: {day}</translation>
  </message>
  <message>
   <source>It opens nothing any more</source>
   <translation>Öffnet nichts mehr</translation>
  </message>
  <message>
   <source>Keyfile and password</source>
   <translation>Schlüsseldatei und Passwort</translation>
  </message>
  <message>
   <source>Keyring of {device}</source>
   <translation>Schlüsselbund von {device}</translation>
  </message>
  <message>
   <source>Last changed {day}, no reminder</source>
   <translation>Zuletzt geändert: {day}, keine Erinnerung</translation>
  </message>
  <message>
   <source>Last tested</source>
   <translation>Zuletzt getestet</translation>
  </message>
  <message>
   <source>Last used</source>
   <translation>Zuletzt benutzt</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message numerus="yes">
   <source>New keys every %Ln day(s), next on {day}</source>
   <translation>
    <numerusform>Neue Schlüssel jeden Tag, nächste: {day}</numerusform>
    <numerusform>Neue Schlüssel alle %Ln Tage, nächste: {day}</numerusform>
   </translation>
  </message>
  <message>
   <source>New keys have been due since {day}</source>
   <translation>Neue Schlüssel sind fällig seit: {day}</translation>
  </message>
  <message>
   <source>New secrets are due</source>
   <translation>Neue Geheimnisse sind fällig</translation>
  </message>
  <message>
   <source>Opened the vault this time</source>
   <translation>Hat den Tresor diesmal geöffnet</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Recovery kit</source>
   <translation>Wiederherstellungsbogen</translation>
  </message>
  <message numerus="yes">
   <source>Reminder every %Ln day(s), next on {day}</source>
   <translation>
    <numerusform>Erinnerung jeden Tag, nächste: {day}</numerusform>
    <numerusform>Erinnerung alle %Ln Tage, nächste: {day}</numerusform>
   </translation>
  </message>
  <message>
   <source>Reminder once a year, next on {day}</source>
   <translation>Erinnerung einmal im Jahr, nächste: {day}</translation>
  </message>
  <message>
   <source>Test due, last {day}</source>
   <translation>Test fällig, zuletzt: {day}</translation>
  </message>
  <message>
   <source>Tested {day}</source>
   <translation>Getestet: {day}</translation>
  </message>
  <message>
   <source>This device</source>
   <translation>Dieses Gerät</translation>
  </message>
  <message>
   <source>To guess it: not possible without the keyfile</source>
   <translation>Erraten: unmöglich ohne die Schlüsseldatei</translation>
  </message>
  <message>
   <source>To guess it: not possible, 160 random bits</source>
   <translation>Erraten: unmöglich, 160 Zufallsbits</translation>
  </message>
  <message>
   <source>Way in of another kind</source>
   <translation>Zugang anderer Art</translation>
  </message>
  <message>
   <source>Words on paper</source>
   <translation>Wörter auf Papier</translation>
  </message>
  <message>
   <source>none of them tested and more than a device. Test one now, and add another.</source>
   <translation>keiner davon getestet und mehr als ein Gerät. Testen Sie jetzt einen, und fügen Sie einen weiteren hinzu.</translation>
  </message>
  <message>
   <source>only one of them tested and more than a device. Add or test another, in case it is lost.</source>
   <translation>nur einer davon getestet und mehr als ein Gerät. Fügen Sie einen weiteren hinzu, oder testen Sie einen, falls er verloren geht.</translation>
  </message>
  <message>
   <source>{keyring} on {device}</source>
   <translation>{keyring} auf {device}</translation>
  </message>
  <message>
   <source>{where}, until {day}</source>
   <translation>{where}, bis {day}</translation>
  </message>
 </context>
 <context>
  <name>kit</name>
  <message>
   <source>Choose “Use the recovery kit” where the password is asked for.</source>
   <translation>Wählen Sie „Wiederherstellungsbogen verwenden“, wo nach dem Passwort gefragt wird.</translation>
  </message>
  <message>
   <source>Each page in another place or with another person, so that nobody has {threshold} of them and you can get {threshold} back. Not beside the computer, and neither as a photo nor in an e-mail.</source>
   <translation>Jede Seite an einem anderen Ort oder bei einer anderen Person, sodass niemand {threshold} davon hat und Sie {threshold} zurückbekommen. Nicht neben dem Computer, und weder als Foto noch in einer E‑Mail.</translation>
  </message>
  <message>
   <source>Fingerprint</source>
   <translation>Fingerabdruck</translation>
  </message>
  <message>
   <source>How to use it</source>
   <translation>Wie er verwendet wird</translation>
  </message>
  <message>
   <source>Last rehearsal</source>
   <translation>Letzte Probe</translation>
  </message>
  <message>
   <source>Made on</source>
   <translation>Erstellt am</translation>
  </message>
  <message>
   <source>Name under Keys</source>
   <translation>Name unter „Schlüssel“</translation>
  </message>
  <message>
   <source>Recovery kit</source>
   <translation>Wiederherstellungsbogen</translation>
  </message>
  <message>
   <source>Recovery kit, part {number} of {count}</source>
   <translation>Wiederherstellungsbogen, Teil {number} von {count}</translation>
  </message>
  <message>
   <source>Start Deedbox and open the vault’s folder, or a copy of that folder.</source>
   <translation>Starten Sie Deedbox, und öffnen Sie den Ordner des Tresors oder eine Kopie dieses Ordners.</translation>
  </message>
  <message>
   <source>This page opens the vault without its password, for whoever has it.</source>
   <translation>Diese Seite öffnet den Tresor ohne sein Passwort, für jeden, der sie hat.</translation>
  </message>
  <message>
   <source>Type the {count} words in their order, or read the QR code, which says the same words.</source>
   <translation>Geben Sie die {count} Wörter in ihrer Reihenfolge ein, oder lesen Sie den QR-Code ein, der dieselben Wörter enthält.</translation>
  </message>
  <message>
   <source>Type the {count} words of a page in their order, then those of the other pages.</source>
   <translation>Geben Sie die {count} Wörter einer Seite in ihrer Reihenfolge ein, dann die der anderen Seiten.</translation>
  </message>
  <message>
   <source>Type these words in twice a year, under Keys with “Test”, and write down when it worked:</source>
   <translation>Geben Sie diese Wörter zweimal im Jahr ein, unter „Schlüssel“ mit „Testen“, und notieren Sie, wann es ging:</translation>
  </message>
  <message>
   <source>Vault</source>
   <translation>Tresor</translation>
  </message>
  <message>
   <source>Where to keep it</source>
   <translation>Wo er aufbewahrt wird</translation>
  </message>
  <message>
   <source>With the papers you cannot lose: in a safe, at a bank, or with a person you trust. Not beside the computer, and neither as a photo nor in an e-mail: a copy opens the vault as well as this page.</source>
   <translation>Bei den Papieren, die Sie nicht verlieren dürfen: in einem Safe, bei einer Bank oder bei einer Person, der Sie vertrauen. Nicht neben dem Computer, und weder als Foto noch in einer E‑Mail: Eine Kopie öffnet den Tresor so gut wie diese Seite.</translation>
  </message>
  <message>
   <source>{threshold} of {count} are needed: any {threshold} of these pages together open the vault, fewer do not.</source>
   <translation>{threshold} von {count} sind nötig: Je {threshold} dieser Seiten öffnen zusammen den Tresor, weniger tun es nicht.</translation>
  </message>
 </context>
 <context>
  <name>left out</name>
  <message>
   <source>It cannot be read: {reason}.</source>
   <translation>Es lässt sich nicht lesen: {reason}.</translation>
  </message>
  <message>
   <source>It could not be taken: {reason}.</source>
   <translation>Es ließ sich nicht aufnehmen: {reason}.</translation>
  </message>
  <message>
   <source>It is a device and has no content to keep.</source>
   <translation>Es ist ein Gerät und hat keinen Inhalt, den man aufbewahren könnte.</translation>
  </message>
  <message>
   <source>It is a link. Links are not followed.</source>
   <translation>Es ist eine Verknüpfung. Verknüpfungen wird nicht gefolgt.</translation>
  </message>
  <message>
   <source>It is a pipe and has no content to keep.</source>
   <translation>Es ist eine Pipe und hat keinen Inhalt, den man aufbewahren könnte.</translation>
  </message>
  <message>
   <source>It is a socket and has no content to keep.</source>
   <translation>Es ist ein Socket und hat keinen Inhalt, den man aufbewahren könnte.</translation>
  </message>
  <message>
   <source>It is larger than 2 TiB.</source>
   <translation>Es ist größer als 2 TiB.</translation>
  </message>
  <message>
   <source>It is larger than the space that is free.</source>
   <translation>Es ist größer als der freie Platz.</translation>
  </message>
  <message>
   <source>It is not there any more.</source>
   <translation>Es ist nicht mehr da.</translation>
  </message>
  <message>
   <source>It is this vault itself.</source>
   <translation>Es ist dieser Tresor selbst.</translation>
  </message>
  <message>
   <source>It was changed while it was being read.</source>
   <translation>Es wurde geändert, während es gelesen wurde.</translation>
  </message>
  <message>
   <source>Its name cannot be kept.</source>
   <translation>Sein Name lässt sich nicht aufbewahren.</translation>
  </message>
  <message>
   <source>Its name is too long.</source>
   <translation>Sein Name ist zu lang.</translation>
  </message>
  <message>
   <source>Something of that name is there already.</source>
   <translation>Etwas dieses Namens gibt es dort schon.</translation>
  </message>
  <message>
   <source>Something of that name is there already. It was not overwritten.</source>
   <translation>Etwas dieses Namens gibt es dort schon. Es wurde nicht überschrieben.</translation>
  </message>
  <message>
   <source>The disk could not read it.</source>
   <translation>Der Datenträger konnte es nicht lesen.</translation>
  </message>
  <message>
   <source>The system does not let us read it.</source>
   <translation>Das System lässt es uns nicht lesen.</translation>
  </message>
  <message>
   <source>What it was to replace was moved or removed meanwhile.</source>
   <translation>Was es ersetzen sollte, wurde inzwischen verschoben oder entfernt.</translation>
  </message>
 </context>
 <context>
  <name>lock</name>
  <message numerus="yes">
   <source>%Ln plain file(s) in memory removed.</source>
   <translation>
    <numerusform>%Ln Klartextkopie im Arbeitsspeicher entfernt.</numerusform>
    <numerusform>%Ln Klartextkopien im Arbeitsspeicher entfernt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Adding files</source>
   <translation>Dateien werden hinzugefügt</translation>
  </message>
  <message>
   <source>Check again</source>
   <translation>Noch einmal prüfen</translation>
  </message>
  <message>
   <source>Checking the vault</source>
   <translation>Tresor wird geprüft</translation>
  </message>
  <message>
   <source>Emptying the trash</source>
   <translation>Papierkorb wird geleert</translation>
  </message>
  <message>
   <source>Export again</source>
   <translation>Noch einmal exportieren</translation>
  </message>
  <message>
   <source>Exporting</source>
   <translation>Wird exportiert</translation>
  </message>
  <message>
   <source>Go on adding</source>
   <translation>Weiter hinzufügen</translation>
  </message>
  <message>
   <source>Long work</source>
   <translation>Lange Arbeit</translation>
  </message>
  <message numerus="yes">
   <source>Not touched: %Ln file(s) that you copied out.</source>
   <translation>
    <numerusform>Nicht angerührt: %Ln Datei, die Sie herauskopiert haben.</numerusform>
    <numerusform>Nicht angerührt: %Ln Dateien, die Sie herauskopiert haben.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Stopped: %Ln piece(s) of work.</source>
   <translation>
    <numerusform>Angehalten: %Ln Arbeit.</numerusform>
    <numerusform>Angehalten: %Ln Arbeiten.</numerusform>
   </translation>
  </message>
  <message>
   <source>The clipboard was cleared.</source>
   <translation>Die Zwischenablage wurde geleert.</translation>
  </message>
  <message>
   <source>What was finished is kept.</source>
   <translation>Was fertig war, bleibt erhalten.</translation>
  </message>
  <message>
   <source>{work}: stopped at about {done} of {total} items.</source>
   <translation>{work}: angehalten bei etwa {done} von {total} Einträgen.</translation>
  </message>
  <message>
   <source>{work}: stopped.</source>
   <translation>{work}: angehalten.</translation>
  </message>
 </context>
 <context>
  <name>notes</name>
  <message>
   <source>A note was changed elsewhere while you wrote in it.</source>
   <translation>Eine Notiz wurde anderswo geändert, während Sie darin schrieben.</translation>
  </message>
  <message>
   <source>Both texts are kept: yours as a note of its own beside the other.</source>
   <translation>Beide Texte sind bewahrt: Ihrer als eigene Notiz neben der anderen.</translation>
  </message>
  <message>
   <source>Compare the two when you have time.</source>
   <translation>Vergleichen Sie die beiden, wenn Sie Zeit haben.</translation>
  </message>
 </context>
 <context>
  <name>operations</name>
  <message numerus="yes">
   <source>%Ln could not be copied and was left out.</source>
   <translation>
    <numerusform>%Ln konnte nicht kopiert werden und wurde ausgelassen.</numerusform>
    <numerusform>%Ln konnten nicht kopiert werden und wurden ausgelassen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln could not be copied.</source>
   <translation>
    <numerusform>%Ln ließ sich nicht kopieren.</numerusform>
    <numerusform>%Ln ließen sich nicht kopieren.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln could not be written.</source>
   <translation>
    <numerusform>%Ln ließ sich nicht schreiben.</numerusform>
    <numerusform>%Ln ließen sich nicht schreiben.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln finding(s) not repaired.</source>
   <translation>
    <numerusform>%Ln Befund nicht repariert.</numerusform>
    <numerusform>%Ln Befunde nicht repariert.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln finding(s).</source>
   <translation>
    <numerusform>%Ln Befund.</numerusform>
    <numerusform>%Ln Befunde.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln left out.</source>
   <translation>
    <numerusform>%Ln ausgelassen.</numerusform>
    <numerusform>%Ln ausgelassen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln part(s) could not be read and keep their old keys.</source>
   <translation>
    <numerusform>%Ln Teil ließ sich nicht lesen und behält seine alten Schlüssel.</numerusform>
    <numerusform>%Ln Teile ließen sich nicht lesen und behalten ihre alten Schlüssel.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Added %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag hinzugefügt</numerusform>
    <numerusform>%Ln Einträge hinzugefügt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Adding %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag wird hinzugefügt</numerusform>
    <numerusform>%Ln Einträge werden hinzugefügt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Already there: %Ln.</source>
   <translation>
    <numerusform>Schon dort: %Ln.</numerusform>
    <numerusform>Schon dort: %Ln.</numerusform>
   </translation>
  </message>
  <message>
   <source>Changing the password</source>
   <translation>Passwort wird geändert</translation>
  </message>
  <message numerus="yes">
   <source>Checked %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag geprüft</numerusform>
    <numerusform>%Ln Einträge geprüft</numerusform>
   </translation>
  </message>
  <message>
   <source>Checking and repairing</source>
   <translation>Wird geprüft und repariert</translation>
  </message>
  <message>
   <source>Checking the vault</source>
   <translation>Tresor wird geprüft</translation>
  </message>
  <message>
   <source>Cleaned up: {size} freed.</source>
   <translation>Aufgeräumt: {size} freigegeben.</translation>
  </message>
  <message>
   <source>Cleaning up</source>
   <translation>Aufräumen läuft</translation>
  </message>
  <message numerus="yes">
   <source>Copied %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag kopiert</numerusform>
    <numerusform>%Ln Einträge kopiert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copied out %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag herauskopiert</numerusform>
    <numerusform>%Ln Einträge herauskopiert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copying %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag wird kopiert</numerusform>
    <numerusform>%Ln Einträge werden kopiert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copying out %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag wird herauskopiert</numerusform>
    <numerusform>%Ln Einträge werden herauskopiert</numerusform>
   </translation>
  </message>
  <message>
   <source>Emptying the trash</source>
   <translation>Papierkorb wird geleert</translation>
  </message>
  <message>
   <source>Everything is encrypted under new keys: {size}.</source>
   <translation>Alles ist unter neuen Schlüsseln verschlüsselt: {size}.</translation>
  </message>
  <message>
   <source>Exported and verified: {items} items, {size}.</source>
   <translation>Exportiert und geprüft: {items} Einträge, {size}.</translation>
  </message>
  <message>
   <source>Exporting and verifying</source>
   <translation>Wird exportiert und geprüft</translation>
  </message>
  <message numerus="yes">
   <source>Found %Ln group(s) of equal files</source>
   <translation>
    <numerusform>%Ln Gruppe gleicher Dateien gefunden</numerusform>
    <numerusform>%Ln Gruppen gleicher Dateien gefunden</numerusform>
   </translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Fortsetzen</translation>
  </message>
  <message numerus="yes">
   <source>Imported %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag importiert</numerusform>
    <numerusform>%Ln Einträge importiert</numerusform>
   </translation>
  </message>
  <message>
   <source>Importing {name}</source>
   <translation>{name} wird importiert</translation>
  </message>
  <message>
   <source>It could not be read to its end.</source>
   <translation>Die Quelle ließ sich nicht zu Ende lesen.</translation>
  </message>
  <message>
   <source>Looking for duplicates</source>
   <translation>Duplikate werden gesucht</translation>
  </message>
  <message>
   <source>Looking for duplicates was stopped.</source>
   <translation>Die Suche nach Duplikaten wurde angehalten.</translation>
  </message>
  <message>
   <source>Making a new vault key</source>
   <translation>Neuer Tresorschlüssel entsteht</translation>
  </message>
  <message>
   <source>Making new secrets</source>
   <translation>Neue Geheimnisse entstehen</translation>
  </message>
  <message>
   <source>Old files stay as long as another program reads the vault.</source>
   <translation>Alte Dateien bleiben, solange ein anderes Programm den Tresor liest.</translation>
  </message>
  <message>
   <source>Opening and verifying a share</source>
   <translation>Eine Freigabe wird geöffnet und geprüft</translation>
  </message>
  <message>
   <source>Re-encrypting everything</source>
   <translation>Alles wird neu verschlüsselt</translation>
  </message>
  <message>
   <source>Re-encrypting was stopped: {size} have new keys by now.</source>
   <translation>Die Neuverschlüsselung wurde angehalten: {size} haben inzwischen neue Schlüssel.</translation>
  </message>
  <message>
   <source>Rehearsing a restore</source>
   <translation>Probe der Wiederherstellung</translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln item(s) for good.</source>
   <translation>
    <numerusform>%Ln Eintrag endgültig entfernt.</numerusform>
    <numerusform>%Ln Einträge endgültig entfernt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln older version(s)</source>
   <translation>
    <numerusform>%Ln ältere Version entfernt</numerusform>
    <numerusform>%Ln ältere Versionen entfernt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Repaired %Ln thing(s)</source>
   <translation>
    <numerusform>%Ln Sache repariert</numerusform>
    <numerusform>%Ln Sachen repariert</numerusform>
   </translation>
  </message>
  <message>
   <source>Restored and verified: {items} items, {size}.</source>
   <translation>Wiederhergestellt und geprüft: {items} Einträge, {size}.</translation>
  </message>
  <message>
   <source>Restoring and verifying</source>
   <translation>Wird wiederhergestellt und geprüft</translation>
  </message>
  <message numerus="yes">
   <source>Sharing %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag wird geteilt</numerusform>
    <numerusform>%Ln Einträge werden geteilt</numerusform>
   </translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner zeigen</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>Angehalten.</translation>
  </message>
  <message>
   <source>The file was left out: {reason}.</source>
   <translation>Die Datei wurde ausgelassen: {reason}.</translation>
  </message>
  <message>
   <source>The password was changed.</source>
   <translation>Das Passwort wurde geändert.</translation>
  </message>
  <message numerus="yes">
   <source>The rehearsal failed: %Ln finding(s).</source>
   <translation>
    <numerusform>Die Probe ist gescheitert: %Ln Befund.</numerusform>
    <numerusform>Die Probe ist gescheitert: %Ln Befunde.</numerusform>
   </translation>
  </message>
  <message>
   <source>The vault has a new key.</source>
   <translation>Der Tresor hat einen neuen Schlüssel.</translation>
  </message>
  <message>
   <source>The vault has new secrets.</source>
   <translation>Der Tresor hat neue Geheimnisse.</translation>
  </message>
  <message>
   <source>Thinning out older versions</source>
   <translation>Ältere Versionen werden ausgedünnt</translation>
  </message>
  <message>
   <source>Writing everything out</source>
   <translation>Alles wird herausgeschrieben</translation>
  </message>
  <message numerus="yes">
   <source>Wrote %Ln item(s) as plain files</source>
   <translation>
    <numerusform>%Ln Eintrag unverschlüsselt geschrieben</numerusform>
    <numerusform>%Ln Einträge unverschlüsselt geschrieben</numerusform>
   </translation>
  </message>
  <message>
   <source>everything is as it was written.</source>
   <translation>Alles ist so, wie es geschrieben wurde.</translation>
  </message>
  <message>
   <source>everything is whole.</source>
   <translation>alles ist heil.</translation>
  </message>
  <message>
   <source>{size} held by them.</source>
   <translation>sie belegten {size}.</translation>
  </message>
  <message>
   <source>{size} spare.</source>
   <translation>{size} überzählig.</translation>
  </message>
 </context>
 <context>
  <name>proofs</name>
  <message>
   <source>Exported today, never restored</source>
   <translation>Heute exportiert, nie wiederhergestellt</translation>
  </message>
  <message>
   <source>Exported yesterday, never restored</source>
   <translation>Gestern exportiert, nie wiederhergestellt</translation>
  </message>
  <message>
   <source>Exported {date}, never restored</source>
   <translation>Exportiert: {date}, nie wiederhergestellt</translation>
  </message>
  <message>
   <source>Exported, but nobody has ever restored it.</source>
   <translation>Exportiert, aber niemand hat ihn je wiederhergestellt.</translation>
  </message>
  <message>
   <source>Make a new export, and rehearse with it.</source>
   <translation>Machen Sie einen neuen Export, und proben Sie mit ihm.</translation>
  </message>
  <message>
   <source>Never exported, never restored: nothing is proven yet.</source>
   <translation>Nie exportiert, nie wiederhergestellt: Noch ist nichts bewiesen.</translation>
  </message>
  <message>
   <source>Restored for real on {date}</source>
   <translation>Wirklich wiederhergestellt am {date}</translation>
  </message>
  <message>
   <source>Restored for real today</source>
   <translation>Heute wirklich wiederhergestellt</translation>
  </message>
  <message>
   <source>Restored for real yesterday</source>
   <translation>Gestern wirklich wiederhergestellt</translation>
  </message>
  <message>
   <source>That was more than a year ago: rehearse again.</source>
   <translation>Das war vor mehr als einem Jahr: Proben Sie noch einmal.</translation>
  </message>
  <message>
   <source>The last rehearsal failed on {date}</source>
   <translation>Die letzte Probe ist am {date} gescheitert</translation>
  </message>
  <message>
   <source>The last rehearsal failed today</source>
   <translation>Die letzte Probe ist heute gescheitert</translation>
  </message>
  <message>
   <source>The last rehearsal failed yesterday</source>
   <translation>Die letzte Probe ist gestern gescheitert</translation>
  </message>
  <message>
   <source>with password and keyfile</source>
   <translation>mit Passwort und Schlüsseldatei</translation>
  </message>
  <message>
   <source>with the password</source>
   <translation>mit dem Passwort</translation>
  </message>
  <message>
   <source>with the recovery kit</source>
   <translation>mit dem Wiederherstellungsbogen</translation>
  </message>
  <message>
   <source>{when}: {items} of {items}</source>
   <translation>{when}: {items} von {items}</translation>
  </message>
  <message>
   <source>{when}: {items} of {items} files and notes</source>
   <translation>{when}: {items} von {items} Dateien und Notizen</translation>
  </message>
  <message>
   <source>{when}: {items} of {items} files and notes, {size}</source>
   <translation>{when}: {items} von {items} Dateien und Notizen, {size}</translation>
  </message>
 </context>
 <context>
  <name>search</name>
  <message>
   <source>"garden fence"</source>
   <translation>"garten zaun"</translation>
  </message>
  <message>
   <source>-draft</source>
   <translation>-entwurf</translation>
  </message>
  <message>
   <source>All of these words, or longer ones</source>
   <translation>Alle diese Wörter, oder längere, die so beginnen</translation>
  </message>
  <message>
   <source>Changed before a year, month or day, yesterday, or 7d</source>
   <translation>Geändert vor einem Jahr, Monat oder Tag, vor gestern (yesterday) oder 7d</translation>
  </message>
  <message>
   <source>Changed then or later</source>
   <translation>Damals oder später geändert</translation>
  </message>
  <message>
   <source>In this folder, however deep</source>
   <translation>In diesem Ordner, beliebig tief</translation>
  </message>
  <message>
   <source>Of this kind: {kinds}; or any ending</source>
   <translation>Von dieser Art: {kinds}; oder jede Endung</translation>
  </message>
  <message>
   <source>Taxes</source>
   <translation>Steuern</translation>
  </message>
  <message>
   <source>These words together, in this order</source>
   <translation>Diese Wörter zusammen, in dieser Reihenfolge</translation>
  </message>
  <message>
   <source>What has this tag</source>
   <translation>Was dieses Schlagwort hat</translation>
  </message>
  <message>
   <source>Without this; works before the others, too</source>
   <translation>Ohne dieses Wort; wirkt auch vor den anderen</translation>
  </message>
  <message>
   <source>invoice plumber</source>
   <translation>rechnung klempner</translation>
  </message>
  <message>
   <source>taxes</source>
   <translation>steuern</translation>
  </message>
 </context>
 <context>
  <name>sharing</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag</numerusform>
    <numerusform>%Ln Einträge</numerusform>
   </translation>
  </message>
  <message>
   <source>A key without words to compare</source>
   <translation>Ein Schlüssel ohne Wörter zum Vergleichen</translation>
  </message>
  <message>
   <source>A share from {name} is open and verified.</source>
   <translation>Eine Freigabe von {name} ist offen und geprüft.</translation>
  </message>
  <message>
   <source>All of it comes in</source>
   <translation>Alles davon kommt herein</translation>
  </message>
  <message numerus="yes">
   <source>And %Ln more</source>
   <translation>
    <numerusform>Und %Ln weiterer</numerusform>
    <numerusform>Und %Ln weitere</numerusform>
   </translation>
  </message>
  <message>
   <source>Another key now: blocked until compared</source>
   <translation>Anderer Schlüssel: gesperrt bis zum Vergleich</translation>
  </message>
  <message>
   <source>Copied your card. It holds nothing secret: anybody may have it.</source>
   <translation>Ihre Karte ist kopiert. Sie enthält nichts Geheimes: Jeder darf sie haben.</translation>
  </message>
  <message>
   <source>Deedbox identity, also safe from quantum computers</source>
   <translation>Deedbox-Identität, auch vor Quantencomputern sicher</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <source>Key has changed, cannot be added</source>
   <translation>Schlüssel geändert, nicht wählbar</translation>
  </message>
  <message>
   <source>Let it be sent once more.</source>
   <translation>Lassen Sie sie noch einmal schicken.</translation>
  </message>
  <message>
   <source>Look at it</source>
   <translation>Ansehen</translation>
  </message>
  <message>
   <source>Make my card</source>
   <translation>Meine Karte erstellen</translation>
  </message>
  <message>
   <source>Nothing of it was kept. The file is where it was.</source>
   <translation>Nichts davon wurde behalten. Die Datei ist, wo sie war.</translation>
  </message>
  <message>
   <source>Opening was stopped.</source>
   <translation>Das Öffnen wurde angehalten.</translation>
  </message>
  <message>
   <source>Received from {names}</source>
   <translation>Empfangen von {names}</translation>
  </message>
  <message>
   <source>Received with a passphrase</source>
   <translation>Empfangen mit einer Passphrase</translation>
  </message>
  <message>
   <source>SSH key (Ed25519); a quantum computer could open what is sent now</source>
   <translation>SSH-Schlüssel (Ed25519); ein Quantencomputer könnte öffnen, was jetzt geschickt wird</translation>
  </message>
  <message>
   <source>SSH key (RSA): weak, since it binds nothing to it</source>
   <translation>SSH-Schlüssel (RSA): schwach, denn er bindet nichts an sich</translation>
  </message>
  <message>
   <source>Save the QR code</source>
   <translation>QR-Code speichern</translation>
  </message>
  <message>
   <source>Save your card</source>
   <translation>Ihre Karte speichern</translation>
  </message>
  <message>
   <source>Saved as “{name}”.</source>
   <translation>Gespeichert als „{name}“.</translation>
  </message>
  <message numerus="yes">
   <source>Shared %Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag geteilt</numerusform>
    <numerusform>%Ln Einträge geteilt</numerusform>
   </translation>
  </message>
  <message>
   <source>Shared with a passphrase</source>
   <translation>Geteilt mit einer Passphrase</translation>
  </message>
  <message>
   <source>Shared with yourself</source>
   <translation>Geteilt mit sich selbst</translation>
  </message>
  <message>
   <source>Shared with {names}</source>
   <translation>Geteilt mit {names}</translation>
  </message>
  <message>
   <source>The name was changed, so that every disk takes it</source>
   <translation>Der Name wurde geändert, damit ihn jeder Datenträger annimmt</translation>
  </message>
  <message>
   <source>This is no share, or it was damaged on its way.</source>
   <translation>Das ist keine Freigabe, oder sie wurde unterwegs beschädigt.</translation>
  </message>
  <message>
   <source>Two keys are made in this vault and stay in it. The name stands on the card; it proves nothing by itself.</source>
   <translation>Zwei Schlüssel entstehen in diesem Tresor und bleiben darin. Der Name steht auf der Karte; für sich allein beweist er nichts.</translation>
  </message>
  <message>
   <source>Unknown</source>
   <translation>Unbekannt</translation>
  </message>
  <message>
   <source>Words compared on {date}</source>
   <translation>Verglichen am {date}</translation>
  </message>
  <message>
   <source>Words not compared yet</source>
   <translation>Wörter noch nicht verglichen</translation>
  </message>
  <message>
   <source>Your name, as others will see it</source>
   <translation>Ihr Name, wie andere ihn sehen</translation>
  </message>
  <message>
   <source>Yourself</source>
   <translation>Sie selbst</translation>
  </message>
  <message>
   <source>a key</source>
   <translation>ein Schlüssel</translation>
  </message>
  <message>
   <source>age key, also safe from quantum computers</source>
   <translation>age-Schlüssel, auch vor Quantencomputern sicher</translation>
  </message>
  <message>
   <source>age key; a quantum computer could open what is sent now</source>
   <translation>age-Schlüssel; ein Quantencomputer könnte öffnen, was jetzt geschickt wird</translation>
  </message>
  <message numerus="yes">
   <source>and %Ln more</source>
   <translation>
    <numerusform>und %Ln weitere Person</numerusform>
    <numerusform>und %Ln weitere</numerusform>
   </translation>
  </message>
  <message>
   <source>d MMMM</source>
   <translation>d. MMMM</translation>
  </message>
  <message>
   <source>d MMMM yyyy</source>
   <translation>d. MMMM yyyy</translation>
  </message>
  <message>
   <source>somebody you do not know</source>
   <translation>jemandem, den Sie nicht kennen</translation>
  </message>
  <message>
   <source>{first} and {second}</source>
   <translation>{first} und {second}</translation>
  </message>
  <message>
   <source>{items} with a passphrase, {size}.</source>
   <translation>{items} mit einer Passphrase, {size}.</translation>
  </message>
  <message>
   <source>{items} with {names}, {size}.</source>
   <translation>{items} mit {names}, {size}.</translation>
  </message>
  <message>
   <source>{party} on {date}</source>
   <translation>{party} am {date}</translation>
  </message>
 </context>
 <context>
  <name>shortcuts</name>
  <message>
   <source>Add files</source>
   <translation>Dateien hinzufügen</translation>
  </message>
  <message>
   <source>Add to favourites, or take out</source>
   <translation>Zu Favoriten hinzufügen oder daraus entfernen</translation>
  </message>
  <message>
   <source>Choose all</source>
   <translation>Alle wählen</translation>
  </message>
  <message>
   <source>Choose all others</source>
   <translation>Alle anderen wählen</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy, to be pasted in this vault</source>
   <translation>Kopieren, um es in diesem Tresor einzufügen</translation>
  </message>
  <message>
   <source>Cut</source>
   <translation>Ausschneiden</translation>
  </message>
  <message>
   <source>Cut, to be pasted in another folder</source>
   <translation>Ausschneiden, um es in einem anderen Ordner einzufügen</translation>
  </message>
  <message>
   <source>Everywhere</source>
   <translation>Überall</translation>
  </message>
  <message>
   <source>Go to its items</source>
   <translation>Zu seinen Einträgen</translation>
  </message>
  <message>
   <source>Go to the next name that begins so</source>
   <translation>Zum nächsten Namen, der so beginnt</translation>
  </message>
  <message>
   <source>Go to the next part of the window</source>
   <translation>Zum nächsten Teil des Fensters</translation>
  </message>
  <message>
   <source>Go to the part before</source>
   <translation>Zum vorigen Teil</translation>
  </message>
  <message>
   <source>Go to what was found</source>
   <translation>Zum Gefundenen</translation>
  </message>
  <message>
   <source>Go to {place}</source>
   <translation>Zu: {place}</translation>
  </message>
  <message>
   <source>Go up to the folder above</source>
   <translation>Zum Ordner darüber</translation>
  </message>
  <message>
   <source>In an open vault</source>
   <translation>In einem offenen Tresor</translation>
  </message>
  <message>
   <source>Items in a list</source>
   <translation>Einträge in einer Liste</translation>
  </message>
  <message>
   <source>Letters</source>
   <translation>Buchstaben</translation>
  </message>
  <message>
   <source>Move to trash; in the trash, remove for good</source>
   <translation>In den Papierkorb; im Papierkorb endgültig entfernen</translation>
  </message>
  <message>
   <source>Move to trash; remove a tag or search</source>
   <translation>In den Papierkorb; Schlagwort oder Suche entfernen</translation>
  </message>
  <message>
   <source>New folder</source>
   <translation>Neuer Ordner</translation>
  </message>
  <message>
   <source>New note</source>
   <translation>Neue Notiz</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open the menu</source>
   <translation>Menü öffnen</translation>
  </message>
  <message>
   <source>Open with another program</source>
   <translation>Mit anderem Programm öffnen</translation>
  </message>
  <message>
   <source>Paste what was copied or cut</source>
   <translation>Kopiertes oder Ausgeschnittenes einfügen</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Search; in a note, find in it</source>
   <translation>Suchen; in einer Notiz darin suchen</translation>
  </message>
  <message>
   <source>Share what is chosen</source>
   <translation>Das Gewählte teilen</translation>
  </message>
  <message>
   <source>Tags of what is chosen</source>
   <translation>Schlagwörter des Gewählten</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>What happened in this session</source>
   <translation>Was in dieser Sitzung geschah</translation>
  </message>
 </context>
 <context>
  <name>trail</name>
  <message numerus="yes">
   <source>%Ln note(s) there could not be read.</source>
   <translation>
    <numerusform>%Ln Vermerk dort ließ sich nicht lesen.</numerusform>
    <numerusform>%Ln Vermerke dort ließen sich nicht lesen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln piece(s) of it could not be saved.</source>
   <translation>
    <numerusform>%Ln Stück davon ließ sich nicht retten.</numerusform>
    <numerusform>%Ln Stücke davon ließen sich nicht retten.</numerusform>
   </translation>
  </message>
  <message>
   <source>A part of what is stored re-encrypted.</source>
   <translation>Ein Teil des Abgelegten neu verschlüsselt.</translation>
  </message>
  <message>
   <source>A password or code was shown there that does not open the vault.</source>
   <translation>Dort wurde ein Passwort oder Code vorgelegt, der den Tresor nicht öffnet.</translation>
  </message>
  <message>
   <source>A share cannot be called back.</source>
   <translation>Eine Freigabe lässt sich nicht zurückholen.</translation>
  </message>
  <message numerus="yes">
   <source>Added: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Hinzugefügt: %Ln Eintrag, {size}.</numerusform>
    <numerusform>Hinzugefügt: %Ln Einträge, {size}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Backups of before still have them.</source>
   <translation>Frühere Backups haben sie noch.</translation>
  </message>
  <message numerus="yes">
   <source>Brought back from the trash: %Ln item(s).</source>
   <translation>
    <numerusform>Aus dem Papierkorb zurückgeholt: %Ln Eintrag.</numerusform>
    <numerusform>Aus dem Papierkorb zurückgeholt: %Ln Einträge.</numerusform>
   </translation>
  </message>
  <message>
   <source>Catalog written anew, as is done from time to time.</source>
   <translation>Katalog neu geschrieben, wie es von Zeit zu Zeit geschieht.</translation>
  </message>
  <message>
   <source>Changed when new keys are due.</source>
   <translation>Geändert, wann neue Schlüssel fällig sind.</translation>
  </message>
  <message>
   <source>Changed which older versions are thinned out.</source>
   <translation>Geändert, welche älteren Versionen ausgedünnt werden.</translation>
  </message>
  <message>
   <source>Colour of a tag changed.</source>
   <translation>Farbe eines Schlagworts geändert.</translation>
  </message>
  <message>
   <source>Compare the words with them before you share anything.</source>
   <translation>Vergleichen Sie die Wörter mit der Person, bevor Sie etwas teilen.</translation>
  </message>
  <message>
   <source>Contact added.</source>
   <translation>Kontakt hinzugefügt.</translation>
  </message>
  <message>
   <source>Contact came with keys that the ones before did not sign.</source>
   <translation>Ein Kontakt kam mit Schlüsseln, die die früheren nicht unterschrieben haben.</translation>
  </message>
  <message>
   <source>Contact has new keys, signed by the ones before.</source>
   <translation>Kontakt hat neue Schlüssel, unterschrieben mit den früheren.</translation>
  </message>
  <message>
   <source>Contact removed.</source>
   <translation>Kontakt entfernt.</translation>
  </message>
  <message>
   <source>Contact renamed.</source>
   <translation>Kontakt umbenannt.</translation>
  </message>
  <message>
   <source>Contact verified: the words were compared.</source>
   <translation>Kontakt verifiziert: Die Wörter wurden verglichen.</translation>
  </message>
  <message>
   <source>Damaged catalog repaired.</source>
   <translation>Beschädigten Katalog repariert.</translation>
  </message>
  <message>
   <source>Do not rely on that export: make a new one, and rehearse with it.</source>
   <translation>Verlassen Sie sich nicht auf diesen Export: Machen Sie einen neuen, und proben Sie mit ihm.</translation>
  </message>
  <message>
   <source>Everything re-encrypted: nothing is left under older keys.</source>
   <translation>Alles neu verschlüsselt: Nichts liegt mehr unter älteren Schlüsseln.</translation>
  </message>
  <message>
   <source>Everything stored marked for re-encryption.</source>
   <translation>Alles Abgelegte zur Neuverschlüsselung vorgemerkt.</translation>
  </message>
  <message numerus="yes">
   <source>Exported and verified: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Exportiert und geprüft: %Ln Eintrag, {size}.</numerusform>
    <numerusform>Exportiert und geprüft: %Ln Einträge, {size}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Favourites chosen or given up.</source>
   <translation>Favoriten gewählt oder aufgegeben.</translation>
  </message>
  <message>
   <source>Folder made.</source>
   <translation>Ordner angelegt.</translation>
  </message>
  <message>
   <source>Folders added.</source>
   <translation>Ordner hinzugefügt.</translation>
  </message>
  <message>
   <source>Guessing a password made dearer.</source>
   <translation>Raten eines Passworts verteuert.</translation>
  </message>
  <message>
   <source>Guessing the password “{name}” made dearer.</source>
   <translation>Raten des Passworts „{name}“ verteuert.</translation>
  </message>
  <message>
   <source>Interrupted change of ways in or keys taken back.</source>
   <translation>Unterbrochene Änderung von Zugängen oder Schlüsseln zurückgenommen.</translation>
  </message>
  <message>
   <source>It still opens backups of before.</source>
   <translation>Frühere Backups öffnet er weiterhin.</translation>
  </message>
  <message>
   <source>Item moved or renamed.</source>
   <translation>Eintrag verschoben oder umbenannt.</translation>
  </message>
  <message>
   <source>Item repaired.</source>
   <translation>Eintrag repariert.</translation>
  </message>
  <message>
   <source>Key of elsewhere removed.</source>
   <translation>Fremden Schlüssel entfernt.</translation>
  </message>
  <message>
   <source>Key of elsewhere taken in: {kind}.</source>
   <translation>Fremden Schlüssel aufgenommen: {kind}.</translation>
  </message>
  <message>
   <source>Keys for sharing made.</source>
   <translation>Schlüssel zum Teilen gemacht.</translation>
  </message>
  <message>
   <source>Keys for sharing renewed.</source>
   <translation>Schlüssel zum Teilen erneuert.</translation>
  </message>
  <message numerus="yes">
   <source>Moved: %Ln item(s).</source>
   <translation>
    <numerusform>Verschoben: %Ln Eintrag.</numerusform>
    <numerusform>Verschoben: %Ln Einträge.</numerusform>
   </translation>
  </message>
  <message>
   <source>New secrets made: no way in of before opens the vault.</source>
   <translation>Neue Geheimnisse gemacht: Kein früherer Zugang öffnet den Tresor.</translation>
  </message>
  <message>
   <source>New vault key made.</source>
   <translation>Neuer Tresorschlüssel gemacht.</translation>
  </message>
  <message>
   <source>No older versions are thinned out any more.</source>
   <translation>Ältere Versionen werden nicht mehr ausgedünnt.</translation>
  </message>
  <message>
   <source>Nobody has it.</source>
   <translation>Niemand hat sie.</translation>
  </message>
  <message>
   <source>Note written.</source>
   <translation>Notiz geschrieben.</translation>
  </message>
  <message>
   <source>Noted that new secrets are due.</source>
   <translation>Vermerkt, dass neue Geheimnisse fällig sind.</translation>
  </message>
  <message>
   <source>Noted: a device was lost, so new secrets are due.</source>
   <translation>Vermerkt: Ein Gerät ging verloren, neue Geheimnisse sind also fällig.</translation>
  </message>
  <message>
   <source>Noted: somebody left, so new secrets are due.</source>
   <translation>Vermerkt: Jemand ist gegangen, neue Geheimnisse sind also fällig.</translation>
  </message>
  <message>
   <source>Nothing of it was lost.</source>
   <translation>Nichts davon ging verloren.</translation>
  </message>
  <message>
   <source>Old backups still open with the old password.</source>
   <translation>Alte Backups öffnet weiterhin das alte Passwort.</translation>
  </message>
  <message>
   <source>Old backups still open with what was before.</source>
   <translation>Alte Backups öffnet weiterhin, was vorher galt.</translation>
  </message>
  <message>
   <source>Older version made the current one.</source>
   <translation>Ältere Version zur aktuellen gemacht.</translation>
  </message>
  <message>
   <source>Older versions of notes and files are thinned out from now on.</source>
   <translation>Ältere Versionen von Notizen und Dateien werden von nun an ausgedünnt.</translation>
  </message>
  <message>
   <source>Older versions of notes are thinned out from now on.</source>
   <translation>Ältere Versionen von Notizen werden von nun an ausgedünnt.</translation>
  </message>
  <message numerus="yes">
   <source>Opened for reading only %Ln time(s) on {host}.</source>
   <translation>
    <numerusform>%Ln Mal auf {host} nur zum Lesen geöffnet.</numerusform>
    <numerusform>%Ln Mal auf {host} nur zum Lesen geöffnet.</numerusform>
   </translation>
  </message>
  <message>
   <source>Password changed, and a new vault key with it.</source>
   <translation>Passwort geändert, und mit ihm ein neuer Tresorschlüssel.</translation>
  </message>
  <message>
   <source>Password changed; the vault key stayed.</source>
   <translation>Passwort geändert; der Tresorschlüssel blieb.</translation>
  </message>
  <message>
   <source>Password “{name}” changed, and a new vault key with it.</source>
   <translation>Passwort „{name}“ geändert, und mit ihm ein neuer Tresorschlüssel.</translation>
  </message>
  <message>
   <source>Password “{name}” changed; the vault key stayed.</source>
   <translation>Passwort „{name}“ geändert; der Tresorschlüssel blieb.</translation>
  </message>
  <message numerus="yes">
   <source>Put into the trash: %Ln item(s).</source>
   <translation>
    <numerusform>In den Papierkorb gelegt: %Ln Eintrag.</numerusform>
    <numerusform>In den Papierkorb gelegt: %Ln Einträge.</numerusform>
   </translation>
  </message>
  <message>
   <source>Re-encrypting everything begun.</source>
   <translation>Neuverschlüsselung von allem begonnen.</translation>
  </message>
  <message numerus="yes">
   <source>Refused %Ln time(s) on the computer {host}.</source>
   <translation>
    <numerusform>%Ln Mal auf dem Computer {host} abgewiesen.</numerusform>
    <numerusform>%Ln Mal auf dem Computer {host} abgewiesen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Rehearsal of a restore failed.</source>
   <translation>Probe einer Wiederherstellung gescheitert.</translation>
  </message>
  <message numerus="yes">
   <source>Removed for good: %Ln item(s).</source>
   <translation>
    <numerusform>Endgültig entfernt: %Ln Eintrag.</numerusform>
    <numerusform>Endgültig entfernt: %Ln Einträge.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed for good: %Ln older version(s).</source>
   <translation>
    <numerusform>Endgültig entfernt: %Ln ältere Version.</numerusform>
    <numerusform>Endgültig entfernt: %Ln ältere Versionen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Restored for real: %Ln file(s) and note(s), {size}.</source>
   <translation>
    <numerusform>Wirklich wiederhergestellt: %Ln Datei oder Notiz, {size}.</numerusform>
    <numerusform>Wirklich wiederhergestellt: %Ln Dateien und Notizen, {size}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Saved search removed.</source>
   <translation>Gespeicherte Suche entfernt.</translation>
  </message>
  <message>
   <source>Search saved.</source>
   <translation>Suche gespeichert.</translation>
  </message>
  <message>
   <source>Share came to nothing: its file got no name.</source>
   <translation>Aus einer Freigabe wurde nichts: Ihre Datei erhielt keinen Namen.</translation>
  </message>
  <message numerus="yes">
   <source>Shared: %Ln file(s) or note(s),</source>
   <translation>
    <numerusform>Geteilt: %Ln Datei oder Notiz,</numerusform>
    <numerusform>Geteilt: %Ln Dateien oder Notizen,</numerusform>
   </translation>
  </message>
  <message>
   <source>Something that this version has no words for: {action}.</source>
   <translation>Etwas, wofür diese Version keine Worte hat: {action}.</translation>
  </message>
  <message>
   <source>Stored files packed together to give room back.</source>
   <translation>Abgelegte Dateien zusammengepackt, um Platz zurückzugeben.</translation>
  </message>
  <message>
   <source>Stored files removed that nothing is in any more.</source>
   <translation>Abgelegte Dateien entfernt, in denen nichts mehr ist.</translation>
  </message>
  <message>
   <source>Tag renamed.</source>
   <translation>Schlagwort umbenannt.</translation>
  </message>
  <message>
   <source>Tag taken off everything.</source>
   <translation>Schlagwort überall weggenommen.</translation>
  </message>
  <message>
   <source>Tags put on or taken off.</source>
   <translation>Schlagwörter gesetzt oder weggenommen.</translation>
  </message>
  <message numerus="yes">
   <source>Taken in out of a share: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Aus einer Freigabe aufgenommen: %Ln Eintrag, {size}.</numerusform>
    <numerusform>Aus einer Freigabe aufgenommen: %Ln Einträge, {size}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Thinned out: %Ln older version(s).</source>
   <translation>
    <numerusform>Ausgedünnt: %Ln ältere Version.</numerusform>
    <numerusform>Ausgedünnt: %Ln ältere Versionen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Those of before still open the shares that were made for them.</source>
   <translation>Die früheren öffnen weiterhin die Freigaben, die für sie gemacht wurden.</translation>
  </message>
  <message>
   <source>Unlocked on the computer {host}.</source>
   <translation>Auf dem Computer {host} entsperrt.</translation>
  </message>
  <message>
   <source>Vault made.</source>
   <translation>Tresor angelegt.</translation>
  </message>
  <message>
   <source>Vault restored out of an export.</source>
   <translation>Tresor aus einem Export wiederhergestellt.</translation>
  </message>
  <message>
   <source>Way in added: {kind}.</source>
   <translation>Zugang hinzugefügt: {kind}.</translation>
  </message>
  <message>
   <source>Way in removed: {kind}.</source>
   <translation>Zugang entfernt: {kind}.</translation>
  </message>
  <message>
   <source>Way in renamed.</source>
   <translation>Zugang umbenannt.</translation>
  </message>
  <message>
   <source>Way in renamed; it is “{name}” now.</source>
   <translation>Zugang umbenannt; er heißt jetzt „{name}“.</translation>
  </message>
  <message>
   <source>Way in tested: it opened the vault.</source>
   <translation>Zugang getestet: Er öffnete den Tresor.</translation>
  </message>
  <message>
   <source>Way in “{name}” added: {kind}.</source>
   <translation>Zugang „{name}“ hinzugefügt: {kind}.</translation>
  </message>
  <message>
   <source>Way in “{name}” tested: it opens the vault.</source>
   <translation>Zugang „{name}“ getestet: Er öffnet den Tresor.</translation>
  </message>
  <message>
   <source>Ways in and keys confirmed: both copies are on the disk.</source>
   <translation>Zugänge und Schlüssel bestätigt: Beide Kopien sind auf dem Datenträger.</translation>
  </message>
  <message>
   <source>What was stored before stays under the old one until it is re-encrypted.</source>
   <translation>Was vorher abgelegt wurde, bleibt unter dem alten, bis es neu verschlüsselt ist.</translation>
  </message>
  <message>
   <source>Whoever has an old copy and the old password has the key of today, too.</source>
   <translation>Wer eine alte Kopie und das alte Passwort hat, hat auch den heutigen Schlüssel.</translation>
  </message>
  <message>
   <source>a device</source>
   <translation>ein Gerät</translation>
  </message>
  <message>
   <source>a keyfile with a password</source>
   <translation>eine Schlüsseldatei mit Passwort</translation>
  </message>
  <message>
   <source>a password</source>
   <translation>ein Passwort</translation>
  </message>
  <message>
   <source>a recovery code</source>
   <translation>ein Wiederherstellungscode</translation>
  </message>
  <message>
   <source>of an unknown kind</source>
   <translation>unbekannter Art</translation>
  </message>
  <message numerus="yes">
   <source>with %Ln key(s).</source>
   <translation>
    <numerusform>mit %Ln Schlüssel.</numerusform>
    <numerusform>mit %Ln Schlüsseln.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>undoing</name>
  <message>
   <source>It was too long ago.</source>
   <translation>Es ist zu lange her.</translation>
  </message>
  <message>
   <source>Something else has its name by now.</source>
   <translation>Etwas anderes trägt inzwischen seinen Namen.</translation>
  </message>
  <message>
   <source>Something else was done with it since.</source>
   <translation>Seither wurde etwas anderes damit gemacht.</translation>
  </message>
  <message>
   <source>The folder it was in is gone by now.</source>
   <translation>Den Ordner, in dem es war, gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>There is something in the folder by now.</source>
   <translation>Inzwischen ist etwas in dem Ordner.</translation>
  </message>
  <message numerus="yes">
   <source>copy of %Ln item(s)</source>
   <translation>
    <numerusform>Kopieren von %Ln Eintrag</numerusform>
    <numerusform>Kopieren von %Ln Einträgen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>move of %Ln item(s)</source>
   <translation>
    <numerusform>Verschieben von %Ln Eintrag</numerusform>
    <numerusform>Verschieben von %Ln Einträgen</numerusform>
   </translation>
  </message>
  <message>
   <source>new folder</source>
   <translation>neuer Ordner</translation>
  </message>
  <message numerus="yes">
   <source>removal of %Ln item(s)</source>
   <translation>
    <numerusform>Entfernen von %Ln Eintrag</numerusform>
    <numerusform>Entfernen von %Ln Einträgen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>rename of %Ln item(s)</source>
   <translation>
    <numerusform>Umbenennen von %Ln Eintrag</numerusform>
    <numerusform>Umbenennen von %Ln Einträgen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>restoring of %Ln item(s)</source>
   <translation>
    <numerusform>Wiederherstellen von %Ln Eintrag</numerusform>
    <numerusform>Wiederherstellen von %Ln Einträgen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>star of %Ln item(s)</source>
   <translation>
    <numerusform>Stern von %Ln Eintrag</numerusform>
    <numerusform>Stern von %Ln Einträgen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>tags of %Ln item(s)</source>
   <translation>
    <numerusform>Schlagwörter von %Ln Eintrag</numerusform>
    <numerusform>Schlagwörter von %Ln Einträgen</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>wording</name>
  <message>
   <source>A change of password or key that was interrupted is now complete.</source>
   <translation>Eine unterbrochene Änderung von Passwort oder Schlüssel ist jetzt vollständig.</translation>
  </message>
  <message>
   <source>A change of password or key that was interrupted was taken back.</source>
   <translation>Eine unterbrochene Änderung von Passwort oder Schlüssel wurde zurückgenommen.</translation>
  </message>
  <message>
   <source>A change of password or key was interrupted; the next change ends it.</source>
   <translation>Eine Änderung von Passwort oder Schlüssel wurde unterbrochen; die nächste Änderung beendet sie.</translation>
  </message>
  <message>
   <source>A change that was interrupted is left out. Everything before it is there.</source>
   <translation>Eine unterbrochene Änderung ist ausgelassen. Alles davor ist da.</translation>
  </message>
  <message>
   <source>A name has no slash and is not empty; a place is an ordinary file or folder.</source>
   <translation>Ein Name hat keinen Schrägstrich und ist nicht leer; ein Ort ist eine gewöhnliche Datei oder ein Ordner.</translation>
  </message>
  <message>
   <source>A search takes something else after “%1”.</source>
   <translation>Eine Suche nimmt nach „%1“ etwas anderes.</translation>
  </message>
  <message>
   <source>Add the sender to your contacts first.</source>
   <translation>Fügen Sie den Absender zuerst zu Ihren Kontakten hinzu.</translation>
  </message>
  <message>
   <source>An older catalog is kept until another program has read it.</source>
   <translation>Ein älterer Katalog bleibt, bis ein anderes Programm ihn gelesen hat.</translation>
  </message>
  <message>
   <source>Ask the sender to share it once more, with Deedbox.</source>
   <translation>Bitten Sie den Absender, sie noch einmal zu teilen, mit Deedbox.</translation>
  </message>
  <message>
   <source>Ask the sender which of your keys it was made for.</source>
   <translation>Fragen Sie den Absender, für welchen Ihrer Schlüssel es gemacht wurde.</translation>
  </message>
  <message>
   <source>Ask the sender, by another way, what was sent.</source>
   <translation>Fragen Sie den Absender auf anderem Weg, was geschickt wurde.</translation>
  </message>
  <message>
   <source>Both are authentic, and nothing was changed; each may hold what the other lacks.</source>
   <translation>Beide sind echt, und nichts wurde geändert; jeder enthält womöglich, was dem anderen fehlt.</translation>
  </message>
  <message>
   <source>Check the vault to see what is affected, and keep your backups.</source>
   <translation>Prüfen Sie den Tresor, um zu sehen, was betroffen ist, und behalten Sie Ihre Backups.</translation>
  </message>
  <message>
   <source>Choose another name or place.</source>
   <translation>Wählen Sie einen anderen Namen oder Ort.</translation>
  </message>
  <message>
   <source>Close it there, or open it here for reading only.</source>
   <translation>Schließen Sie ihn dort, oder öffnen Sie ihn hier nur zum Lesen.</translation>
  </message>
  <message>
   <source>Close other programs and try again.</source>
   <translation>Schließen Sie andere Programme, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Compare the words of the new key with the person, by another way.</source>
   <translation>Vergleichen Sie die Wörter des neuen Schlüssels auf anderem Weg mit der Person.</translation>
  </message>
  <message>
   <source>Copy the details for a report, and try again.</source>
   <translation>Kopieren Sie die Einzelheiten für einen Bericht, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Damaged bytes are never shown, and nothing was changed.</source>
   <translation>Beschädigte Bytes werden nie gezeigt, und nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Enter a password or a recovery code for it.</source>
   <translation>Geben Sie dafür ein Passwort oder einen Wiederherstellungscode ein.</translation>
  </message>
  <message>
   <source>Everything saved before is safe.</source>
   <translation>Alles vorher Gespeicherte ist sicher.</translation>
  </message>
  <message>
   <source>Free some space and try again.</source>
   <translation>Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Give it a shorter name, or choose another disk.</source>
   <translation>Geben Sie ihm einen kürzeren Namen, oder wählen Sie einen anderen Datenträger.</translation>
  </message>
  <message>
   <source>Go on if you know of that. What was added later than the backup is not in it.</source>
   <translation>Machen Sie weiter, wenn Sie davon wissen. Was nach dem Backup hinzukam, ist nicht darin.</translation>
  </message>
  <message>
   <source>Go on only if you put an older copy back on purpose. If not, look for the newer one before you change anything here.</source>
   <translation>Machen Sie nur weiter, wenn Sie absichtlich eine ältere Kopie zurückgelegt haben. Wenn nicht, suchen Sie die neuere, bevor Sie hier etwas ändern.</translation>
  </message>
  <message>
   <source>It is authentic, and nothing was changed.</source>
   <translation>Er ist echt, und nichts wurde geändert.</translation>
  </message>
  <message>
   <source>It is authentic, and nothing was changed; what came later is missing in it.</source>
   <translation>Er ist echt, und nichts wurde geändert; was später kam, fehlt darin.</translation>
  </message>
  <message>
   <source>It is not there any more.</source>
   <translation>Es ist nicht mehr da.</translation>
  </message>
  <message>
   <source>It would be as weak as the weakest of them: share with each kind by itself.</source>
   <translation>Sie wäre so schwach wie der schwächste von ihnen: Teilen Sie mit jeder Art für sich.</translation>
  </message>
  <message>
   <source>Look after the disk, and keep your backups.</source>
   <translation>Sehen Sie nach dem Datenträger, und behalten Sie Ihre Backups.</translation>
  </message>
  <message>
   <source>Look at the help of the search, or put it in quotes to search for it as text.</source>
   <translation>Sehen Sie in die Suchhilfe, oder setzen Sie es in Anführungszeichen, um es als Text zu suchen.</translation>
  </message>
  <message>
   <source>Look at the keyboard layout and the keyfile, and try again.</source>
   <translation>Sehen Sie auf die Tastaturbelegung und die Schlüsseldatei, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Look at who owns the place, and at its permissions.</source>
   <translation>Sehen Sie nach, wem der Ort gehört und welche Rechte er hat.</translation>
  </message>
  <message>
   <source>Look whether it was moved or renamed.</source>
   <translation>Sehen Sie nach, ob es verschoben oder umbenannt wurde.</translation>
  </message>
  <message>
   <source>Make it smaller, or split it.</source>
   <translation>Machen Sie es kleiner, oder teilen Sie es auf.</translation>
  </message>
  <message>
   <source>Make it writable, or choose another place.</source>
   <translation>Machen Sie ihn beschreibbar, oder wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <source>Make its place writable and unlock it again.</source>
   <translation>Machen Sie seinen Ort beschreibbar, und entsperren Sie ihn noch einmal.</translation>
  </message>
  <message>
   <source>No key here opens this.</source>
   <translation>Kein Schlüssel hier öffnet das.</translation>
  </message>
  <message>
   <source>No other way in was tested, so this one stays.</source>
   <translation>Kein anderer Zugang wurde getestet, darum bleibt dieser.</translation>
  </message>
  <message>
   <source>Nobody signed this share.</source>
   <translation>Niemand hat diese Freigabe unterschrieben.</translation>
  </message>
  <message>
   <source>Nobody you know signed this share.</source>
   <translation>Niemand, den Sie kennen, hat diese Freigabe unterschrieben.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>Nothing was overwritten.</source>
   <translation>Nichts wurde überschrieben.</translation>
  </message>
  <message>
   <source>Nothing was stored in it.</source>
   <translation>Nichts wurde darin abgelegt.</translation>
  </message>
  <message>
   <source>Opened for reading only, because its place cannot be written.</source>
   <translation>Nur zum Lesen geöffnet, weil sich an seinen Ort nicht schreiben lässt.</translation>
  </message>
  <message>
   <source>Plug it in and try again.</source>
   <translation>Schließen Sie ihn an, und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Read-only: this is the state before the damaged catalog, of {when}. Copy out what you need, then lock, and repair the catalog or restore a backup.</source>
   <translation>Nur lesen: Das ist der Stand vor dem beschädigten Katalog (Zeitpunkt: {when}). Kopieren Sie heraus, was Sie brauchen, sperren Sie dann, und reparieren Sie den Katalog, oder stellen Sie ein Backup wieder her.</translation>
  </message>
  <message>
   <source>Something in the vault is not what was written.</source>
   <translation>Etwas im Tresor ist nicht das, was geschrieben wurde.</translation>
  </message>
  <message>
   <source>Something went wrong inside Deedbox.</source>
   <translation>In Deedbox ging etwas schief.</translation>
  </message>
  <message>
   <source>Something with that name is there already, or was changed meanwhile.</source>
   <translation>Etwas dieses Namens gibt es dort schon, oder es wurde inzwischen geändert.</translation>
  </message>
  <message>
   <source>Stopped.</source>
   <translation>Angehalten.</translation>
  </message>
  <message>
   <source>Test or add another first.</source>
   <translation>Testen Sie zuerst einen anderen, oder fügen Sie einen hinzu.</translation>
  </message>
  <message>
   <source>That contact has another key than before, which nobody compared yet.</source>
   <translation>Dieser Kontakt hat einen anderen Schlüssel als zuvor, den noch niemand verglichen hat.</translation>
  </message>
  <message>
   <source>That is more than a vault takes.</source>
   <translation>Das ist mehr, als ein Tresor aufnimmt.</translation>
  </message>
  <message>
   <source>That name or place is not accepted.</source>
   <translation>Dieser Name oder Ort wird nicht angenommen.</translation>
  </message>
  <message>
   <source>That password does not open this vault.</source>
   <translation>Dieses Passwort öffnet diesen Tresor nicht.</translation>
  </message>
  <message>
   <source>That was on {found}, out of what was there on {origin}.</source>
   <translation>Das war am {found}, aus dem, was am {origin} da war.</translation>
  </message>
  <message>
   <source>The catalog was repaired, and nothing is lost.</source>
   <translation>Der Katalog wurde repariert, und nichts ist verloren.</translation>
  </message>
  <message>
   <source>The catalog was repaired. This could not be saved: {lost}. Check the vault, and compare it with a backup.</source>
   <translation>Der Katalog wurde repariert. Dies ließ sich nicht retten: {lost}. Prüfen Sie den Tresor, und vergleichen Sie ihn mit einem Backup.</translation>
  </message>
  <message>
   <source>The disk can only be read.</source>
   <translation>Der Datenträger lässt sich nur lesen.</translation>
  </message>
  <message>
   <source>The disk is full.</source>
   <translation>Der Datenträger ist voll.</translation>
  </message>
  <message>
   <source>The disk is gone.</source>
   <translation>Der Datenträger ist weg.</translation>
  </message>
  <message>
   <source>The disk reported an error.</source>
   <translation>Der Datenträger meldete einen Fehler.</translation>
  </message>
  <message>
   <source>The disk takes no name that long.</source>
   <translation>Der Datenträger nimmt keinen so langen Namen an.</translation>
  </message>
  <message>
   <source>The header did not open, its copy did. Everything is there.</source>
   <translation>Der Kopf ließ sich nicht öffnen, seine Kopie schon. Alles ist da.</translation>
  </message>
  <message>
   <source>The keyring of this computer cannot be used: {reason}.</source>
   <translation>Der Schlüsselbund dieses Computers lässt sich nicht verwenden: {reason}.</translation>
  </message>
  <message>
   <source>The register of shares says when.</source>
   <translation>Das Register der Freigaben sagt, wann.</translation>
  </message>
  <message>
   <source>The signature of this share is not right.</source>
   <translation>Die Unterschrift dieser Freigabe stimmt nicht.</translation>
  </message>
  <message>
   <source>The system does not permit that.</source>
   <translation>Das System erlaubt das nicht.</translation>
  </message>
  <message>
   <source>The two copies of the header differed and are equal again.</source>
   <translation>Die beiden Kopien des Kopfes unterschieden sich und sind wieder gleich.</translation>
  </message>
  <message>
   <source>The vault can be read but not changed.</source>
   <translation>Der Tresor lässt sich lesen, aber nicht ändern.</translation>
  </message>
  <message>
   <source>The vault is locked.</source>
   <translation>Der Tresor ist gesperrt.</translation>
  </message>
  <message>
   <source>The vault is open by this very way in, so it stays.</source>
   <translation>Der Tresor ist durch genau diesen Zugang offen, darum bleibt er.</translation>
  </message>
  <message>
   <source>The vault is open for writing in another program, on {host} since {moment}.</source>
   <translation>Der Tresor ist in einem anderen Programm zum Schreiben offen, auf {host}, seit: {moment}.</translation>
  </message>
  <message>
   <source>The vault is open for writing in another program.</source>
   <translation>Der Tresor ist in einem anderen Programm zum Schreiben offen.</translation>
  </message>
  <message>
   <source>The vault may have been put in another's place, or this computer's memory of it was. Look at it for reading only, and go on only if you know why.</source>
   <translation>Der Tresor wurde womöglich an die Stelle eines anderen gelegt, oder das Gedächtnis dieses Computers wurde es. Sehen Sie ihn nur zum Lesen an, und machen Sie nur weiter, wenn Sie wissen, warum.</translation>
  </message>
  <message>
   <source>The vault was opened with a remark: {remark}.</source>
   <translation>Der Tresor wurde mit einer Bemerkung geöffnet: {remark}.</translation>
  </message>
  <message>
   <source>These keys do not go together in one share.</source>
   <translation>Diese Schlüssel passen in einer Freigabe nicht zusammen.</translation>
  </message>
  <message>
   <source>This computer alone may open the vault, but not do that.</source>
   <translation>Dieser Computer allein darf den Tresor öffnen, aber das nicht tun.</translation>
  </message>
  <message>
   <source>This computer could not remember the vault's state; an older copy may go unnoticed.</source>
   <translation>Dieser Computer konnte sich den Stand des Tresors nicht merken; eine ältere Kopie bleibt womöglich unbemerkt.</translation>
  </message>
  <message>
   <source>This computer sees this vault for the first time. It was last changed: {when}. Whether there is a later state it cannot know.</source>
   <translation>Dieser Computer sieht diesen Tresor zum ersten Mal. Zuletzt geändert wurde er: {when}. Ob es einen späteren Stand gibt, kann er nicht wissen.</translation>
  </message>
  <message>
   <source>This is an older state of the vault than this computer has seen.</source>
   <translation>Das ist ein älterer Stand des Tresors, als dieser Computer gesehen hat.</translation>
  </message>
  <message>
   <source>This share was taken in before.</source>
   <translation>Diese Freigabe wurde schon einmal aufgenommen.</translation>
  </message>
  <message>
   <source>This state is of {found}, you last saw that of {seen}.</source>
   <translation>Dieser Stand ist vom {found}, Sie sahen zuletzt den vom {seen}.</translation>
  </message>
  <message>
   <source>This state is of {found}.</source>
   <translation>Dieser Stand ist vom {found}.</translation>
  </message>
  <message>
   <source>This vault is on new secrets since this computer last saw it, on {when}. If you do not know of that, find out before you change anything.</source>
   <translation>Dieser Tresor steht unter neuen Geheimnissen, seit dieser Computer ihn zuletzt sah: {when}. Wissen Sie davon nichts, finden Sie es heraus, bevor Sie etwas ändern.</translation>
  </message>
  <message>
   <source>This vault was restored or repaired since this computer last saw it.</source>
   <translation>Dieser Tresor wurde wiederhergestellt oder repariert, seit dieser Computer ihn zuletzt sah.</translation>
  </message>
  <message>
   <source>This vault went another way than the one this computer has seen.</source>
   <translation>Dieser Tresor nahm einen anderen Weg als der, den dieser Computer gesehen hat.</translation>
  </message>
  <message>
   <source>This was written by a later version of Deedbox.</source>
   <translation>Das hat eine spätere Version von Deedbox geschrieben.</translation>
  </message>
  <message>
   <source>Too many files are open.</source>
   <translation>Zu viele Dateien sind offen.</translation>
  </message>
  <message>
   <source>Two copies were changed separately, or a sync tool put an old one back. Look at this one and find the other before you go on with either.</source>
   <translation>Zwei Kopien wurden getrennt geändert, oder ein Abgleichprogramm hat eine alte zurückgelegt. Sehen Sie diesen an, und finden Sie den anderen, bevor Sie mit einem von beiden weitermachen.</translation>
  </message>
  <message>
   <source>Unlock it again.</source>
   <translation>Entsperren Sie ihn wieder.</translation>
  </message>
  <message>
   <source>Unlock the vault another way; everything else works without a keyring.</source>
   <translation>Entsperren Sie den Tresor auf andere Weise; alles Übrige geht ohne Schlüsselbund.</translation>
  </message>
  <message>
   <source>Unlock the vault by another, then remove this one.</source>
   <translation>Entsperren Sie den Tresor durch einen anderen, und entfernen Sie dann diesen.</translation>
  </message>
  <message>
   <source>Unlocking needs more memory than is free, or asks for less than is safe.</source>
   <translation>Das Entsperren braucht mehr Arbeitsspeicher, als frei ist, oder verlangt weniger, als sicher ist.</translation>
  </message>
  <message>
   <source>Update Deedbox and open it again.</source>
   <translation>Aktualisieren Sie Deedbox, und öffnen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Ways into the vault came or went since this computer last saw it. If you do not know of that, change the password.</source>
   <translation>Zugänge zum Tresor kamen oder gingen, seit dieser Computer ihn zuletzt sah. Wissen Sie davon nichts, ändern Sie das Passwort.</translation>
  </message>
  <message>
   <source>What is in it is safe.</source>
   <translation>Was darin ist, ist sicher.</translation>
  </message>
  <message>
   <source>What this computer remembers of the vault was not written by this vault.</source>
   <translation>Was dieser Computer von dem Tresor weiß, hat nicht dieser Tresor geschrieben.</translation>
  </message>
  <message>
   <source>What was finished before is kept, whole.</source>
   <translation>Was vorher fertig war, bleibt erhalten, ganz.</translation>
  </message>
  <message>
   <source>What was saved before is safe.</source>
   <translation>Was vorher gespeichert wurde, ist sicher.</translation>
  </message>
  <message>
   <source>You last saw that of {seen}.</source>
   <translation>Sie sahen zuletzt den vom {seen}.</translation>
  </message>
  <message>
   <source>You last saw the vault from before that, of {seen}.</source>
   <translation>Sie sahen den Tresor zuletzt von davor, vom {seen}.</translation>
  </message>
  <message>
   <source>a part of the catalog, number {number}</source>
   <translation>ein Teil des Katalogs, Nummer {number}</translation>
  </message>
  <message>
   <source>an earlier time</source>
   <translation>früher</translation>
  </message>
  <message>
   <source>another keyring was chosen, which Deedbox does not trust</source>
   <translation>ein anderer Schlüsselbund wurde gewählt, dem Deedbox nicht vertraut</translation>
  </message>
  <message>
   <source>change {first}</source>
   <translation>Änderung {first}</translation>
  </message>
  <message>
   <source>changes from {first} on</source>
   <translation>Änderungen ab {first}</translation>
  </message>
  <message>
   <source>changes {first} to {last}</source>
   <translation>Änderungen {first} bis {last}</translation>
  </message>
  <message>
   <source>it cannot be used</source>
   <translation>er lässt sich nicht verwenden</translation>
  </message>
  <message>
   <source>it does not answer</source>
   <translation>er antwortet nicht</translation>
  </message>
  <message>
   <source>it does not keep what it is given</source>
   <translation>er behält nicht, was man ihm gibt</translation>
  </message>
  <message>
   <source>it is locked</source>
   <translation>er ist gesperrt</translation>
  </message>
  <message>
   <source>it refused</source>
   <translation>er hat abgelehnt</translation>
  </message>
  <message>
   <source>its settings cannot be read</source>
   <translation>seine Einstellungen lassen sich nicht lesen</translation>
  </message>
  <message>
   <source>the way in “{name}”</source>
   <translation>der Zugang „{name}“</translation>
  </message>
  <message>
   <source>there is none on this device, or it does not answer</source>
   <translation>auf diesem Gerät gibt es keinen, oder er antwortet nicht</translation>
  </message>
 </context>
 <context>
  <name>works</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln Eintrag</numerusform>
    <numerusform>%Ln Einträge</numerusform>
   </translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>Wird angehalten</translation>
  </message>
  <message>
   <source>Working</source>
   <translation>In Arbeit</translation>
  </message>
  <message>
   <source>Working, {time}</source>
   <translation>In Arbeit, {time}</translation>
  </message>
  <message>
   <source>{amount}/s</source>
   <translation>{amount}/s</translation>
  </message>
  <message>
   <source>{done} of {total} items</source>
   <translation>{done} von {total} Einträgen</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>noch {time}</translation>
  </message>
 </context>
</TS>
