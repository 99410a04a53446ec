<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>AddedDialog</name>
  <message numerus="yes">
   <source>%Ln file(s) or folder(s) were left out.</source>
   <translation>
    <numerusform>%Ln file or folder was left out.</numerusform>
    <numerusform>%Ln files or folders were left out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>They are where they were. %Ln item(s) came in.</source>
   <translation>
    <numerusform>They are where they were. %Ln item came in.</numerusform>
    <numerusform>They are where they were. %Ln items came in.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CheckDialog</name>
  <message numerus="yes">
   <source>%Ln finding(s) need you.</source>
   <translation>
    <numerusform>%Ln finding needs you.</numerusform>
    <numerusform>%Ln findings need you.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s), {size}</source>
   <translation>
    <numerusform>%Ln item, {size}</numerusform>
    <numerusform>%Ln items, {size}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln leftover(s) lie in the folder. They are harmless.</source>
   <translation>
    <numerusform>%Ln leftover lies in the folder. It is harmless.</numerusform>
    <numerusform>%Ln leftovers lie in the folder. They are harmless.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ClashDialog</name>
  <message numerus="yes">
   <source>%Ln name(s) in that folder are taken.</source>
   <translation>
    <numerusform>%Ln name in that folder is taken.</numerusform>
    <numerusform>%Ln names in that folder are taken.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CleaningDialog</name>
  <message numerus="yes">
   <source>%Ln container(s) written anew.</source>
   <translation>
    <numerusform>%Ln container written anew.</numerusform>
    <numerusform>%Ln containers written anew.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln leftover(s) removed.</source>
   <translation>
    <numerusform>%Ln leftover removed.</numerusform>
    <numerusform>%Ln leftovers removed.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ClipboardNote</name>
  <message numerus="yes">
   <source>Clipboard is cleared in %Ln s</source>
   <translation>
    <numerusform>Clipboard is cleared in %Ln s</numerusform>
    <numerusform>Clipboard is cleared in %Ln s</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CodeEntry</name>
  <message numerus="yes">
   <source>%Ln page(s) to go.</source>
   <translation>
    <numerusform>%Ln page to go.</numerusform>
    <numerusform>%Ln pages to go.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>That page is right. %Ln more to go.</source>
   <translation>
    <numerusform>That page is right. %Ln more to go.</numerusform>
    <numerusform>That page is right. %Ln more to go.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Comparison</name>
  <message numerus="yes">
   <source>%Ln line(s) added</source>
   <translation>
    <numerusform>%Ln line added</numerusform>
    <numerusform>%Ln lines added</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln line(s) changed</source>
   <translation>
    <numerusform>%Ln line changed</numerusform>
    <numerusform>%Ln lines changed</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln line(s) removed</source>
   <translation>
    <numerusform>%Ln line removed</numerusform>
    <numerusform>%Ln lines removed</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>CopyOutDialog</name>
  <message numerus="yes">
   <source>Copy %Ln item(s) out of the vault.</source>
   <translation>
    <numerusform>Copy %Ln item out of the vault.</numerusform>
    <numerusform>Copy %Ln items out of the vault.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Delay</name>
  <message numerus="yes">
   <source>%Ln wrong attempt(s) on this computer.</source>
   <translation>
    <numerusform>%Ln wrong attempt on this computer.</numerusform>
    <numerusform>%Ln wrong attempts on this computer.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The next one can be tried in %Ln second(s).</source>
   <translation>
    <numerusform>The next one can be tried in %Ln second.</numerusform>
    <numerusform>The next one can be tried in %Ln seconds.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DetailPane</name>
  <message numerus="yes">
   <source>%Ln item(s) chosen</source>
   <translation>
    <numerusform>%Ln item chosen</numerusform>
    <numerusform>%Ln items chosen</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DragOut</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DrillDialog</name>
  <message numerus="yes">
   <source>%Ln file(s) and note(s) came out whole.</source>
   <translation>
    <numerusform>%Ln file and note came out whole.</numerusform>
    <numerusform>%Ln files and notes came out whole.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) changed in the vault or left it since.</source>
   <translation>
    <numerusform>%Ln item changed in the vault or left it since.</numerusform>
    <numerusform>%Ln items changed in the vault or left it since.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln thing(s) did not, named below.</source>
   <translation>
    <numerusform>%Ln thing did not, named below.</numerusform>
    <numerusform>%Ln things did not, named below.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Not in this export: %Ln newer item(s).</source>
   <translation>
    <numerusform>Not in this export: %Ln newer item.</numerusform>
    <numerusform>Not in this export: %Ln newer items.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DuplicatesDialog</name>
  <message numerus="yes">
   <source>%Ln file(s) moved to the trash. They can be restored from there.</source>
   <translation>
    <numerusform>%Ln file moved to the trash. They can be restored from there.</numerusform>
    <numerusform>%Ln files moved to the trash. They can be restored from there.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln group(s) left, {size} are spare.</source>
   <translation>
    <numerusform>%Ln group left, {size} are spare.</numerusform>
    <numerusform>%Ln groups left, {size} are spare.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln group(s) of equal files. One of each kept, {size} are spare.</source>
   <translation>
    <numerusform>%Ln group of equal files. One of each kept, {size} are spare.</numerusform>
    <numerusform>%Ln groups of equal files. One of each kept, {size} are spare.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Move %Ln to the trash</source>
   <translation>
    <numerusform>Move %Ln to the trash</numerusform>
    <numerusform>Move %Ln to the trash</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DuplicatesModel</name>
  <message numerus="yes">
   <source>%Ln equal file(s), {size} each</source>
   <translation>
    <numerusform>%Ln equal file, {size} each</numerusform>
    <numerusform>%Ln equal files, {size} each</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>EventsButton</name>
  <message numerus="yes">
   <source>Events: %Ln unread</source>
   <translation>
    <numerusform>Events: %Ln unread</numerusform>
    <numerusform>Events: %Ln unread</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message numerus="yes">
   <source>Exported and verified: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Exported and verified: %Ln item, {size}.</numerusform>
    <numerusform>Exported and verified: %Ln items, {size}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FactsDialog</name>
  <message numerus="yes">
   <source>%Ln file(s)</source>
   <translation>
    <numerusform>%Ln file</numerusform>
    <numerusform>%Ln files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln folder(s)</source>
   <translation>
    <numerusform>%Ln folder</numerusform>
    <numerusform>%Ln folders</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln note(s)</source>
   <translation>
    <numerusform>%Ln note</numerusform>
    <numerusform>%Ln notes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FileIntake</name>
  <message numerus="yes">
   <source>%Ln original(s) moved to the bin.</source>
   <translation>
    <numerusform>%Ln original moved to the bin.</numerusform>
    <numerusform>%Ln originals moved to the bin.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln stayed where it was.</source>
   <translation>
    <numerusform>%Ln stayed where it was.</numerusform>
    <numerusform>%Ln stayed where they were.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Add %Ln item(s) to {folder}.</source>
   <translation>
    <numerusform>Add %Ln item to {folder}.</numerusform>
    <numerusform>Add %Ln items to {folder}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message numerus="yes">
   <source>%Ln found</source>
   <translation>
    <numerusform>%Ln found</numerusform>
    <numerusform>%Ln found</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln replaced</source>
   <translation>
    <numerusform>%Ln replaced</numerusform>
    <numerusform>%Ln replaced</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>GiveUpDialog</name>
  <message numerus="yes">
   <source>What another program changed in %Ln item(s) is not in the vault yet.</source>
   <translation>
    <numerusform>What another program changed in %Ln item is not in the vault yet.</numerusform>
    <numerusform>What another program changed in %Ln items is not in the vault yet.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ImportDialog</name>
  <message numerus="yes">
   <source>%Ln item(s) came in.</source>
   <translation>
    <numerusform>%Ln item came in.</numerusform>
    <numerusform>%Ln items came in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) left out.</source>
   <translation>
    <numerusform>%Ln item left out.</numerusform>
    <numerusform>%Ln items left out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) will not come in.</source>
   <translation>
    <numerusform>%Ln item will not come in.</numerusform>
    <numerusform>%Ln items will not come in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln tag(s)</source>
   <translation>
    <numerusform>%Ln tag</numerusform>
    <numerusform>%Ln tags</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>And %Ln more</source>
   <translation>
    <numerusform>And %Ln more</numerusform>
    <numerusform>And %Ln more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Taken already, so numbered: %Ln name(s).</source>
   <translation>
    <numerusform>Taken already, so numbered: %Ln name.</numerusform>
    <numerusform>Taken already, so numbered: %Ln names.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ImportReport</name>
  <message numerus="yes">
   <source>%Ln item(s) came in.</source>
   <translation>
    <numerusform>%Ln item came in.</numerusform>
    <numerusform>%Ln items came in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) left out.</source>
   <translation>
    <numerusform>%Ln item left out.</numerusform>
    <numerusform>%Ln items left out.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ItemActs</name>
  <message numerus="yes">
   <source>%Ln item(s) and all versions will be gone for good.</source>
   <translation>
    <numerusform>%Ln item and all its versions will be gone for good.</numerusform>
    <numerusform>%Ln items and all versions will be gone for good.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s), with what is in them, will be gone for good.</source>
   <translation>
    <numerusform>%Ln item, with what is in it, will be gone for good.</numerusform>
    <numerusform>%Ln items, with what is in them, will be gone for good.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s), {size} in all, will be gone for good.</source>
   <translation>
    <numerusform>%Ln item, {size} in all, will be gone for good.</numerusform>
    <numerusform>%Ln items, {size} in all, will be gone for good.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln item(s) to the trash.</source>
   <translation>
    <numerusform>Moved %Ln item to the trash.</numerusform>
    <numerusform>Moved %Ln items to the trash.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved %Ln item(s) to {folder}.</source>
   <translation>
    <numerusform>Moved %Ln item to {folder}.</numerusform>
    <numerusform>Moved %Ln items to {folder}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Restored %Ln item(s).</source>
   <translation>
    <numerusform>Restored %Ln item.</numerusform>
    <numerusform>Restored %Ln items.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Where to move %Ln item(s)?</source>
   <translation>
    <numerusform>Where to move %Ln item?</numerusform>
    <numerusform>Where to move %Ln items?</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ItemClipboard</name>
  <message numerus="yes">
   <source>%Ln item(s) copied. Paste them in a folder of this vault.</source>
   <translation>
    <numerusform>%Ln item copied. Paste them in a folder of this vault.</numerusform>
    <numerusform>%Ln items copied. Paste them in a folder of this vault.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) cut. Pasting moves them; until then they stay.</source>
   <translation>
    <numerusform>%Ln item cut. Pasting moves them; until then they stay.</numerusform>
    <numerusform>%Ln items cut. Pasting moves them; until then they stay.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Paste %Ln file(s)</source>
   <translation>
    <numerusform>Paste %Ln file</numerusform>
    <numerusform>Paste %Ln files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Paste %Ln item(s)</source>
   <translation>
    <numerusform>Paste %Ln item</numerusform>
    <numerusform>Paste %Ln items</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>KeyBanners</name>
  <message numerus="yes">
   <source>Somebody tried %Ln time(s) to open this vault here and was refused, the last time {when}.</source>
   <translation>
    <numerusform>Somebody tried %Ln time to open this vault here and was refused, the last time {when}.</numerusform>
    <numerusform>Somebody tried %Ln times to open this vault here and was refused, the last time {when}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>LabelActs</name>
  <message numerus="yes">
   <source>%Ln item(s) added to favourites.</source>
   <translation>
    <numerusform>%Ln item added to favourites.</numerusform>
    <numerusform>%Ln items added to favourites.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s) removed from favourites.</source>
   <translation>
    <numerusform>%Ln item removed from favourites.</numerusform>
    <numerusform>%Ln items removed from favourites.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Tagged %Ln item(s) with “{tag}”.</source>
   <translation>
    <numerusform>Tagged %Ln item with “{tag}”.</numerusform>
    <numerusform>Tagged %Ln items with “{tag}”.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The tag “{tag}” will be taken off %Ln item(s).</source>
   <translation>
    <numerusform>The tag “{tag}” will be taken off %Ln item.</numerusform>
    <numerusform>The tag “{tag}” will be taken off %Ln items.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ListPane</name>
  <message numerus="yes">
   <source>%Ln item(s) are still being read; what they hold is found soon.</source>
   <translation>
    <numerusform>%Ln item are still being read; what they hold is found soon.</numerusform>
    <numerusform>%Ln items are still being read; what they hold is found soon.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>MyCard</name>
  <message numerus="yes">
   <source>Old shares still open with %Ln earlier key(s).</source>
   <translation>
    <numerusform>Old shares still open with %Ln earlier key.</numerusform>
    <numerusform>Old shares still open with %Ln earlier keys.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NewSecretsDialog</name>
  <message numerus="yes">
   <source>%Ln way(s) in of before open the vault no more.</source>
   <translation>
    <numerusform>%Ln way in of before open the vault no more.</numerusform>
    <numerusform>%Ln ways in of before open the vault no more.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NotLeftReport</name>
  <message numerus="yes">
   <source>%Ln item(s) could not be written.</source>
   <translation>
    <numerusform>%Ln item could not be written.</numerusform>
    <numerusform>%Ln items could not be written.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>In the vault everything is as before. %Ln item(s) were written.</source>
   <translation>
    <numerusform>In the vault everything is as before. %Ln item were written.</numerusform>
    <numerusform>In the vault everything is as before. %Ln items were written.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NotWrittenDialog</name>
  <message numerus="yes">
   <source>%Ln item(s) could not be copied out.</source>
   <translation>
    <numerusform>%Ln item could not be copied out.</numerusform>
    <numerusform>%Ln items could not be copied out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>In the vault everything is as before. %Ln item(s) were copied.</source>
   <translation>
    <numerusform>In the vault everything is as before. %Ln item was copied.</numerusform>
    <numerusform>In the vault everything is as before. %Ln items were copied.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NoteFoot</name>
  <message numerus="yes">
   <source>%Ln link(s) to items</source>
   <translation>
    <numerusform>%Ln link to items</numerusform>
    <numerusform>%Ln links to items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln more</source>
   <translation>
    <numerusform>%Ln more</numerusform>
    <numerusform>%Ln more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln word(s)</source>
   <translation>
    <numerusform>%Ln word</numerusform>
    <numerusform>%Ln words</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Linked from %Ln note(s)</source>
   <translation>
    <numerusform>Linked from %Ln note</numerusform>
    <numerusform>Linked from %Ln notes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>OlderVersionsDialog</name>
  <message numerus="yes">
   <source>%Ln older version(s) removed.</source>
   <translation>
    <numerusform>%Ln older version removed.</numerusform>
    <numerusform>%Ln older versions removed.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Opener</name>
  <message numerus="yes">
   <source>%Ln change(s) not saved back</source>
   <translation>
    <numerusform>%Ln change not saved back</numerusform>
    <numerusform>%Ln changes not saved back</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln plain file(s) in use</source>
   <translation>
    <numerusform>%Ln plain file in use</numerusform>
    <numerusform>%Ln plain files in use</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PairsModel</name>
  <message numerus="yes">
   <source>%Ln line(s) did not change</source>
   <translation>
    <numerusform>%Ln line did not change</numerusform>
    <numerusform>%Ln lines did not change</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PlainCopiesDialog</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln stayed: folders, or files changed since. Remove them by hand.</source>
   <translation>
    <numerusform>%Ln stayed: folders, or files changed since. Remove them by hand.</numerusform>
    <numerusform>%Ln stayed: folders, or files changed since. Remove them by hand.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln thing(s) of this vault can be read outside of it.</source>
   <translation>
    <numerusform>%Ln thing of this vault can be read outside of it.</numerusform>
    <numerusform>%Ln things of this vault can be read outside of it.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Previewer</name>
  <message numerus="yes">
   <source>PDF, %Ln page(s)</source>
   <translation>
    <numerusform>PDF, %Ln page</numerusform>
    <numerusform>PDF, %Ln pages</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ReceiveDialog</name>
  <message numerus="yes">
   <source>%Ln item(s), {size}</source>
   <translation>
    <numerusform>%Ln item, {size}</numerusform>
    <numerusform>%Ln items, {size}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>for %Ln recipient(s)</source>
   <translation>
    <numerusform>for %Ln recipient</numerusform>
    <numerusform>for %Ln recipients</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RemoveDialog</name>
  <message numerus="yes">
   <source>That leaves %Ln tested way(s) in. If it is lost, nobody can open the vault.</source>
   <translation>
    <numerusform>That leaves %Ln tested way in. If it is lost, nobody can open the vault.</numerusform>
    <numerusform>That leaves %Ln tested ways in. If it is lost, nobody can open the vault.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RepairDialog</name>
  <message numerus="yes">
   <source>%Ln finding(s) not repaired.</source>
   <translation>
    <numerusform>%Ln finding not repaired.</numerusform>
    <numerusform>%Ln findings not repaired.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln thing(s) repaired.</source>
   <translation>
    <numerusform>%Ln thing repaired.</numerusform>
    <numerusform>%Ln things repaired.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ReportDialog</name>
  <message numerus="yes">
   <source>The first %Ln of them are named.</source>
   <translation>
    <numerusform>The first %Ln of them are named.</numerusform>
    <numerusform>The first %Ln of them are named.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RestorePage</name>
  <message numerus="yes">
   <source>Restored and verified: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Restored and verified: %Ln item, {size}.</numerusform>
    <numerusform>Restored and verified: %Ln items, {size}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message numerus="yes">
   <source>%Ln minute(s)</source>
   <translation>
    <numerusform>%Ln minute</numerusform>
    <numerusform>%Ln minutes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln second(s)</source>
   <translation>
    <numerusform>%Ln second</numerusform>
    <numerusform>%Ln seconds</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ShareContents</name>
  <message numerus="yes">
   <source>%Ln item(s), {size}</source>
   <translation>
    <numerusform>%Ln item, {size}</numerusform>
    <numerusform>%Ln items, {size}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>And %Ln more chosen.</source>
   <translation>
    <numerusform>And %Ln more chosen.</numerusform>
    <numerusform>And %Ln more chosen.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ShareDialog</name>
  <message numerus="yes">
   <source>Share %Ln item(s)</source>
   <translation>
    <numerusform>Share %Ln item</numerusform>
    <numerusform>Share %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Share with %Ln people</source>
   <translation>
    <numerusform>Share with %Ln person</numerusform>
    <numerusform>Share with %Ln people</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ShareLines</name>
  <message numerus="yes">
   <source>And %Ln more, in the register</source>
   <translation>
    <numerusform>And %Ln more, in the register</numerusform>
    <numerusform>And %Ln more, in the register</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ShareSheet</name>
  <message numerus="yes">
   <source>And %Ln more</source>
   <translation>
    <numerusform>And %Ln more</numerusform>
    <numerusform>And %Ln more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SharingActs</name>
  <message numerus="yes">
   <source>%Ln item(s) came in.</source>
   <translation>
    <numerusform>%Ln item came in.</numerusform>
    <numerusform>%Ln items came in.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln name(s) changed, so that every disk takes them.</source>
   <translation>
    <numerusform>%Ln name changed, so that every disk takes them.</numerusform>
    <numerusform>%Ln names changed, so that every disk takes them.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Strength</name>
  <message numerus="yes">
   <source>about %Ln day(s)</source>
   <translation>
    <numerusform>about %Ln day</numerusform>
    <numerusform>about %Ln days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln hour(s)</source>
   <translation>
    <numerusform>about %Ln hour</numerusform>
    <numerusform>about %Ln hours</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln minute(s)</source>
   <translation>
    <numerusform>about %Ln minute</numerusform>
    <numerusform>about %Ln minutes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>about %Ln year(s)</source>
   <translation>
    <numerusform>about %Ln year</numerusform>
    <numerusform>about %Ln years</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TableMenu</name>
  <message numerus="yes">
   <source>Table with %Ln column(s)</source>
   <translation>
    <numerusform>Table with %Ln column</numerusform>
    <numerusform>Table with %Ln columns</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>TagsDialog</name>
  <message numerus="yes">
   <source>%Ln item(s) chosen</source>
   <translation>
    <numerusform>%Ln item chosen</numerusform>
    <numerusform>%Ln items chosen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln of {all}</source>
   <translation>
    <numerusform>%Ln of {all}</numerusform>
    <numerusform>%Ln of {all}</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message numerus="yes">
   <source>%Ln vault(s) open</source>
   <translation>
    <numerusform>%Ln vault open</numerusform>
    <numerusform>%Ln vaults open</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>VaultWindow</name>
  <message numerus="yes">
   <source>%Ln piece(s) of work are under way. Stop them and lock?</source>
   <translation>
    <numerusform>%Ln piece of work is under way. Stop it and lock?</numerusform>
    <numerusform>%Ln pieces of work are under way. Stop them and lock?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Locked after %Ln minute(s) without key or mouse.</source>
   <translation>
    <numerusform>Locked after %Ln minute without key or mouse.</numerusform>
    <numerusform>Locked after %Ln minutes without key or mouse.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Not in the vault yet: %Ln change(s) of other programs, readable in memory until you unlock.</source>
   <translation>
    <numerusform>Not in the vault yet: %Ln change of other programs, readable in memory until you unlock.</numerusform>
    <numerusform>Not in the vault yet: %Ln changes of other programs, readable in memory until you unlock.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>VersionActs</name>
  <message numerus="yes">
   <source>%Ln version(s) of “{name}” will be gone for good.</source>
   <translation>
    <numerusform>%Ln version of “{name}” will be gone for good.</numerusform>
    <numerusform>%Ln versions of “{name}” will be gone for good.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>VersionsDialog</name>
  <message numerus="yes">
   <source>%Ln version(s) kept; the older ones hold {size}.</source>
   <translation>
    <numerusform>%Ln version kept; the older ones hold {size}.</numerusform>
    <numerusform>%Ln versions kept; the older ones hold {size}.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>VersionsSection</name>
  <message numerus="yes">
   <source>%Ln kept</source>
   <translation>
    <numerusform>%Ln kept</numerusform>
    <numerusform>%Ln kept</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>WorkBar</name>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>and %n more</numerusform>
    <numerusform>and %n more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>browse</name>
  <message numerus="yes">
   <source>%Ln folder(s)</source>
   <translation>
    <numerusform>%Ln folder</numerusform>
    <numerusform>%Ln folders</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>figures</name>
  <message numerus="yes">
   <source>%Ln byte(s)</source>
   <translation>
    <numerusform>%Ln byte</numerusform>
    <numerusform>%Ln bytes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>health</name>
  <message numerus="yes">
   <source>%Ln recovery kit(s) typed back within half a year</source>
   <translation>
    <numerusform>%Ln recovery kit typed back within half a year</numerusform>
    <numerusform>%Ln recovery kits typed back within half a year</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln way(s) in tested, the last one on {day}</source>
   <translation>
    <numerusform>%Ln way in tested, the last one on {day}</numerusform>
    <numerusform>%Ln ways in tested, the last one on {day}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>A new one is due after %Ln day(s).</source>
   <translation>
    <numerusform>A new one is due after %Ln day.</numerusform>
    <numerusform>A new one is due after %Ln days.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Age of the last export: %Ln day(s), made on {day}</source>
   <translation>
    <numerusform>Age of the last export: %Ln day, made on {day}</numerusform>
    <numerusform>Age of the last export: %Ln days, made on {day}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Another key than before: %Ln contact(s)</source>
   <translation>
    <numerusform>Another key than before: %Ln contact</numerusform>
    <numerusform>Another key than before: %Ln contacts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Everybody you shared with was compared: %Ln contact(s)</source>
   <translation>
    <numerusform>Everybody you shared with was compared: %Ln contact</numerusform>
    <numerusform>Everybody you shared with was compared: %Ln contacts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Expired: %Ln device(s), the last on {day}</source>
   <translation>
    <numerusform>Expired: %Ln device, the last on {day}</numerusform>
    <numerusform>Expired: %Ln devices, the last on {day}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Locks after %Ln minute(s) without key or mouse</source>
   <translation>
    <numerusform>Locks after %Ln minute without key or mouse</numerusform>
    <numerusform>Locks after %Ln minutes without key or mouse</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Never exported, so without a backup: %Ln item(s)</source>
   <translation>
    <numerusform>Never exported, so without a backup: %Ln item</numerusform>
    <numerusform>Never exported, so without a backup: %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Never typed back: %Ln recovery kit(s)</source>
   <translation>
    <numerusform>Never typed back: %Ln recovery kit</numerusform>
    <numerusform>Never typed back: %Ln recovery kits</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Not in it: %Ln item(s) that came or changed since.</source>
   <translation>
    <numerusform>Not in it: %Ln item that came or changed since.</numerusform>
    <numerusform>Not in it: %Ln items that came or changed since.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Opened by %Ln device(s), by the first until {day}</source>
   <translation>
    <numerusform>Opened by %Ln device, by the first until {day}</numerusform>
    <numerusform>Opened by %Ln devices, by the first until {day}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Plain copies readable outside of the vault: %Ln</source>
   <translation>
    <numerusform>Plain copies readable outside of the vault: %Ln</numerusform>
    <numerusform>Plain copies readable outside of the vault: %Ln</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Restored for real on {day}: %Ln item(s) came out whole</source>
   <translation>
    <numerusform>Restored for real on {day}: %Ln item came out whole</numerusform>
    <numerusform>Restored for real on {day}: %Ln items came out whole</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Shared with, and never compared: %Ln contact(s)</source>
   <translation>
    <numerusform>Shared with, and never compared: %Ln contact</numerusform>
    <numerusform>Shared with, and never compared: %Ln contacts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The vault key is %Ln day(s) old, made on {day}</source>
   <translation>
    <numerusform>The vault key is %Ln day old, made on {day}</numerusform>
    <numerusform>The vault key is %Ln days old, made on {day}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Wrong tries before this unlock: %Ln, the last on {day}</source>
   <translation>
    <numerusform>Wrong tries before this unlock: %Ln, the last on {day}</numerusform>
    <numerusform>Wrong tries before this unlock: %Ln, the last on {day}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{name}: %Ln file(s) of another account</source>
   <translation>
    <numerusform>{name}: %Ln file of another account</numerusform>
    <numerusform>{name}: %Ln files of another account</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{name}: %Ln file(s), for your account alone</source>
   <translation>
    <numerusform>{name}: %Ln file, for your account alone</numerusform>
    <numerusform>{name}: %Ln files, for your account alone</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{name}: others may change %Ln file(s)</source>
   <translation>
    <numerusform>{name}: others may change %Ln file</numerusform>
    <numerusform>{name}: others may change %Ln files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{name}: others may read %Ln file(s)</source>
   <translation>
    <numerusform>{name}: others may read %Ln file</numerusform>
    <numerusform>{name}: others may read %Ln files</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>import</name>
  <message numerus="yes">
   <source>%Ln file(s)</source>
   <translation>
    <numerusform>%Ln file</numerusform>
    <numerusform>%Ln files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln folder(s)</source>
   <translation>
    <numerusform>%Ln folder</numerusform>
    <numerusform>%Ln folders</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln note(s)</source>
   <translation>
    <numerusform>%Ln note</numerusform>
    <numerusform>%Ln notes</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>keys</name>
  <message numerus="yes">
   <source>%Ln day(s)</source>
   <translation>
    <numerusform>%Ln day</numerusform>
    <numerusform>%Ln days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln of them tested. Keep at least two that you have tested.</source>
   <translation>
    <numerusform>%Ln of them tested. Keep at least two that you have tested.</numerusform>
    <numerusform>%Ln of them tested. Keep at least two that you have tested.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln way(s) in</source>
   <translation>
    <numerusform>%Ln way in</numerusform>
    <numerusform>%Ln ways in</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln year(s)</source>
   <translation>
    <numerusform>%Ln year</numerusform>
    <numerusform>%Ln years</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>New keys every %Ln day(s), next on {day}</source>
   <translation>
    <numerusform>New keys every %Ln day, next on {day}</numerusform>
    <numerusform>New keys every %Ln days, next on {day}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Reminder every %Ln day(s), next on {day}</source>
   <translation>
    <numerusform>Reminder every %Ln day, next on {day}</numerusform>
    <numerusform>Reminder every %Ln days, next on {day}</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>lock</name>
  <message numerus="yes">
   <source>%Ln plain file(s) in memory removed.</source>
   <translation>
    <numerusform>%Ln plain file in memory removed.</numerusform>
    <numerusform>%Ln plain files in memory removed.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Not touched: %Ln file(s) that you copied out.</source>
   <translation>
    <numerusform>Not touched: %Ln file that you copied out.</numerusform>
    <numerusform>Not touched: %Ln files that you copied out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Stopped: %Ln piece(s) of work.</source>
   <translation>
    <numerusform>Stopped: %Ln piece of work.</numerusform>
    <numerusform>Stopped: %Ln pieces of work.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>operations</name>
  <message numerus="yes">
   <source>%Ln could not be copied and was left out.</source>
   <translation>
    <numerusform>%Ln could not be copied and was left out.</numerusform>
    <numerusform>%Ln could not be copied and was left out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln could not be copied.</source>
   <translation>
    <numerusform>%Ln could not be copied.</numerusform>
    <numerusform>%Ln could not be copied.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln could not be written.</source>
   <translation>
    <numerusform>%Ln could not be written.</numerusform>
    <numerusform>%Ln could not be written.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln finding(s) not repaired.</source>
   <translation>
    <numerusform>%Ln finding not repaired.</numerusform>
    <numerusform>%Ln findings not repaired.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln finding(s).</source>
   <translation>
    <numerusform>%Ln finding.</numerusform>
    <numerusform>%Ln findings.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln left out.</source>
   <translation>
    <numerusform>%Ln left out.</numerusform>
    <numerusform>%Ln left out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln part(s) could not be read and keep their old keys.</source>
   <translation>
    <numerusform>%Ln part could not be read and keep their old keys.</numerusform>
    <numerusform>%Ln parts could not be read and keep their old keys.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Added %Ln item(s)</source>
   <translation>
    <numerusform>Added %Ln item</numerusform>
    <numerusform>Added %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Adding %Ln item(s)</source>
   <translation>
    <numerusform>Adding %Ln item</numerusform>
    <numerusform>Adding %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Already there: %Ln.</source>
   <translation>
    <numerusform>Already there: %Ln.</numerusform>
    <numerusform>Already there: %Ln.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Checked %Ln item(s)</source>
   <translation>
    <numerusform>Checked %Ln item</numerusform>
    <numerusform>Checked %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copied %Ln item(s)</source>
   <translation>
    <numerusform>Copied %Ln item</numerusform>
    <numerusform>Copied %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copied out %Ln item(s)</source>
   <translation>
    <numerusform>Copied out %Ln item</numerusform>
    <numerusform>Copied out %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copying %Ln item(s)</source>
   <translation>
    <numerusform>Copying %Ln item</numerusform>
    <numerusform>Copying %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Copying out %Ln item(s)</source>
   <translation>
    <numerusform>Copying out %Ln item</numerusform>
    <numerusform>Copying out %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Found %Ln group(s) of equal files</source>
   <translation>
    <numerusform>Found %Ln group of equal files</numerusform>
    <numerusform>Found %Ln groups of equal files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Imported %Ln item(s)</source>
   <translation>
    <numerusform>Imported %Ln item</numerusform>
    <numerusform>Imported %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln item(s) for good.</source>
   <translation>
    <numerusform>Removed %Ln item for good.</numerusform>
    <numerusform>Removed %Ln items for good.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed %Ln older version(s)</source>
   <translation>
    <numerusform>Removed %Ln older version</numerusform>
    <numerusform>Removed %Ln older versions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Repaired %Ln thing(s)</source>
   <translation>
    <numerusform>Repaired %Ln thing</numerusform>
    <numerusform>Repaired %Ln things</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Sharing %Ln item(s)</source>
   <translation>
    <numerusform>Sharing %Ln item</numerusform>
    <numerusform>Sharing %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The rehearsal failed: %Ln finding(s).</source>
   <translation>
    <numerusform>The rehearsal failed: %Ln finding.</numerusform>
    <numerusform>The rehearsal failed: %Ln findings.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Wrote %Ln item(s) as plain files</source>
   <translation>
    <numerusform>Wrote %Ln item as plain files</numerusform>
    <numerusform>Wrote %Ln items as plain files</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>sharing</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>And %Ln more</source>
   <translation>
    <numerusform>And %Ln more</numerusform>
    <numerusform>And %Ln more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Shared %Ln item(s)</source>
   <translation>
    <numerusform>Shared %Ln item</numerusform>
    <numerusform>Shared %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>and %Ln more</source>
   <translation>
    <numerusform>and %Ln more</numerusform>
    <numerusform>and %Ln more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>trail</name>
  <message numerus="yes">
   <source>%Ln note(s) there could not be read.</source>
   <translation>
    <numerusform>%Ln note there could not be read.</numerusform>
    <numerusform>%Ln notes there could not be read.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%Ln piece(s) of it could not be saved.</source>
   <translation>
    <numerusform>%Ln piece of it could not be saved.</numerusform>
    <numerusform>%Ln pieces of it could not be saved.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Added: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Added: %Ln item, {size}.</numerusform>
    <numerusform>Added: %Ln items, {size}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Brought back from the trash: %Ln item(s).</source>
   <translation>
    <numerusform>Brought back from the trash: %Ln item.</numerusform>
    <numerusform>Brought back from the trash: %Ln items.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Exported and verified: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Exported and verified: %Ln item, {size}.</numerusform>
    <numerusform>Exported and verified: %Ln items, {size}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Moved: %Ln item(s).</source>
   <translation>
    <numerusform>Moved: %Ln item.</numerusform>
    <numerusform>Moved: %Ln items.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Opened for reading only %Ln time(s) on {host}.</source>
   <translation>
    <numerusform>Opened for reading only %Ln time on {host}.</numerusform>
    <numerusform>Opened for reading only %Ln times on {host}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Put into the trash: %Ln item(s).</source>
   <translation>
    <numerusform>Put into the trash: %Ln item.</numerusform>
    <numerusform>Put into the trash: %Ln items.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Refused %Ln time(s) on the computer {host}.</source>
   <translation>
    <numerusform>Refused %Ln time on the computer {host}.</numerusform>
    <numerusform>Refused %Ln times on the computer {host}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed for good: %Ln item(s).</source>
   <translation>
    <numerusform>Removed for good: %Ln item.</numerusform>
    <numerusform>Removed for good: %Ln items.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Removed for good: %Ln older version(s).</source>
   <translation>
    <numerusform>Removed for good: %Ln older version.</numerusform>
    <numerusform>Removed for good: %Ln older versions.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Restored for real: %Ln file(s) and note(s), {size}.</source>
   <translation>
    <numerusform>Restored for real: %Ln file and note, {size}.</numerusform>
    <numerusform>Restored for real: %Ln files and notes, {size}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Shared: %Ln file(s) or note(s),</source>
   <translation>
    <numerusform>Shared: %Ln file or note,</numerusform>
    <numerusform>Shared: %Ln files or notes,</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Taken in out of a share: %Ln item(s), {size}.</source>
   <translation>
    <numerusform>Taken in out of a share: %Ln item, {size}.</numerusform>
    <numerusform>Taken in out of a share: %Ln items, {size}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Thinned out: %Ln older version(s).</source>
   <translation>
    <numerusform>Thinned out: %Ln older version.</numerusform>
    <numerusform>Thinned out: %Ln older versions.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>with %Ln key(s).</source>
   <translation>
    <numerusform>with %Ln key.</numerusform>
    <numerusform>with %Ln keys.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>undoing</name>
  <message numerus="yes">
   <source>copy of %Ln item(s)</source>
   <translation>
    <numerusform>copy of %Ln item</numerusform>
    <numerusform>copy of %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>move of %Ln item(s)</source>
   <translation>
    <numerusform>move of %Ln item</numerusform>
    <numerusform>move of %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>removal of %Ln item(s)</source>
   <translation>
    <numerusform>removal of %Ln item</numerusform>
    <numerusform>removal of %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>rename of %Ln item(s)</source>
   <translation>
    <numerusform>rename of %Ln item</numerusform>
    <numerusform>rename of %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>restoring of %Ln item(s)</source>
   <translation>
    <numerusform>restoring of %Ln item</numerusform>
    <numerusform>restoring of %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>star of %Ln item(s)</source>
   <translation>
    <numerusform>star of %Ln item</numerusform>
    <numerusform>star of %Ln items</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>tags of %Ln item(s)</source>
   <translation>
    <numerusform>tags of %Ln item</numerusform>
    <numerusform>tags of %Ln items</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>works</name>
  <message numerus="yes">
   <source>%Ln item(s)</source>
   <translation>
    <numerusform>%Ln item</numerusform>
    <numerusform>%Ln items</numerusform>
   </translation>
  </message>
 </context>
</TS>
